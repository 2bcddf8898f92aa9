package allmende.protocols.payload;

import allmende.protocols.payload.DependencyStructure.DecodeTarget;
import allmende.protocols.payload.DependencyStructure.Indication;
import allmende.protocols.payload.DependencyStructure.Resolution;
import allmende.protocols.payload.DependencyStructure.Template;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a structure (AV1 RTP specification, appendix A.8.3).
final class StructureReader {
  private static final int MAX_TEMPLATES = 64;
  private static final int SAME_LAYER = 0;
  private static final int NEXT_TEMPORAL = 1;
  private static final int NEXT_SPATIAL = 2;
  private static final int LAST = 3;

  private final Bits bits;
  private final List<int[]> layers = new ArrayList<>();

  private StructureReader(Bits bits) {
    this.bits = bits;
  }

  static @Nullable DependencyStructure read(Bits bits) {
    return new StructureReader(bits).structure();
  }

  private @Nullable DependencyStructure structure() {
    int offset = bits.read(6);
    int targets = bits.read(5) + 1;
    if (!readLayers()) {
      return null;
    }
    List<List<Indication>> indications = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      List<Indication> ofTemplate = new ArrayList<>();
      for (int target = 0; target < targets; target++) {
        ofTemplate.add(Indication.BY_CODE[bits.read(2)]);
      }
      indications.add(ofTemplate);
    }
    List<List<Integer>> differences = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      List<Integer> ofTemplate = new ArrayList<>();
      while (bits.flag()) {
        ofTemplate.add(bits.read(4) + 1);
        if (ofTemplate.size() > DependencyDescriptor.MAX_DIFFERENCES) {
          return null;
        }
      }
      differences.add(ofTemplate);
    }
    int chains = bits.below(targets + 1);
    int[] protectedBy = new int[targets];
    for (int target = 0; target < targets; target++) {
      protectedBy[target] = chains == 0 ? -1 : bits.below(chains);
    }
    List<Template> templates = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      List<Integer> chainDifferences = new ArrayList<>();
      for (int chain = 0; chain < chains; chain++) {
        chainDifferences.add(bits.read(4));
      }
      int[] layer = layers.get(i);
      templates.add(
          new Template(
              layer[0], layer[1], indications.get(i), differences.get(i), chainDifferences));
    }
    List<Resolution> resolutions = resolutions();
    return bits.isOverrun()
        ? null
        : new DependencyStructure(
            offset, templates, decodeTargets(templates, protectedBy), chains, resolutions);
  }

  /// Each template is in the same layer as the one before it, or in a next one.
  private boolean readLayers() {
    int spatial = 0;
    int temporal = 0;
    int next;
    do {
      if (layers.size() == MAX_TEMPLATES || bits.isOverrun()) {
        return false;
      }
      layers.add(new int[] {spatial, temporal});
      next = bits.read(2);
      switch (next) {
        case NEXT_TEMPORAL -> temporal++;
        case NEXT_SPATIAL -> {
          temporal = 0;
          spatial++;
        }
        case SAME_LAYER, LAST -> {}
        default -> throw new IllegalStateException();
      }
    } while (next != LAST);
    return true;
  }

  private List<Resolution> resolutions() {
    List<Resolution> resolutions = new ArrayList<>();
    if (bits.flag()) {
      int spatialLayers = layers.getLast()[0] + 1;
      for (int i = 0; i < spatialLayers; i++) {
        resolutions.add(new Resolution(bits.read(16) + 1, bits.read(16) + 1));
      }
    }
    return resolutions;
  }

  /// A decode target reaches as high as the highest frames that are part of it.
  private static List<DecodeTarget> decodeTargets(List<Template> templates, int[] protectedBy) {
    List<DecodeTarget> targets = new ArrayList<>();
    for (int target = 0; target < protectedBy.length; target++) {
      int spatial = 0;
      int temporal = 0;
      for (Template template : templates) {
        if (template.indications().get(target) != Indication.NOT_PRESENT) {
          spatial = Math.max(spatial, template.spatialLayer());
          temporal = Math.max(temporal, template.temporalLayer());
        }
      }
      targets.add(new DecodeTarget(spatial, temporal, protectedBy[target]));
    }
    return targets;
  }
}
