package allmende.sfu.svc;

import allmende.protocols.payload.DependencyDescriptor;
import allmende.protocols.payload.DependencyStructure;
import allmende.protocols.payload.DependencyStructure.DecodeTarget;
import allmende.protocols.payload.DependencyStructure.Indication;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Chooses for one receiver, frame by frame, what it gets of a layered stream (AV1 RTP
/// specification, appendix A). It gets the frames of one decode target; it goes over to another
/// where a frame says that one may, and everything which that frame builds upon has been sent.
///
/// Nothing is allocated for a packet.
public final class LayerSelector implements LayerChoice {
  /// Frames that are remembered.
  private static final int FRAMES = 256;

  /// Going down may need a key frame, where layers do not build upon each other; so many frames are
  /// waited for one that will do.
  private static final int PATIENCE = 30;

  private final int[] numbers = new int[FRAMES];
  private final boolean[] sent = new boolean[FRAMES];
  private @Nullable DependencyStructure structure;
  private int published = -1;
  private int maxSpatial = Integer.MAX_VALUE;
  private int maxTemporal = Integer.MAX_VALUE;
  private int current = NOTHING;
  private int wanted = NOTHING;
  private int waited;

  public LayerSelector() {
    Arrays.fill(numbers, -1);
  }

  @Override
  public void limit(int spatial, int temporal) {
    maxSpatial = spatial;
    maxTemporal = temporal;
    waited = 0;
    if (spatial == NOTHING) {
      current = NOTHING;
    }
    choose();
  }

  @Override
  public boolean select(Frame frame) {
    DependencyStructure inForce = frame.structure();
    return inForce != null && select(frame.descriptor(), inForce);
  }

  /// Whether a packet is to be sent on.
  ///
  /// @param frame the packet's descriptor
  /// @param inForce the structure that it was read with, or that it brought
  public boolean select(DependencyDescriptor frame, DependencyStructure inForce) {
    int slot = frame.frameNumber() & FRAMES - 1;
    if (numbers[slot] == frame.frameNumber() && structure == inForce) {
      return sent[slot];
    }
    begin(frame, inForce);
    if (current != wanted && maySwitch(frame)) {
      current = wanted;
      waited = 0;
    } else if (current != wanted) {
      waited++;
    }
    boolean send = current != NOTHING && frame.indication(current) != Indication.NOT_PRESENT;
    numbers[slot] = frame.frameNumber();
    sent[slot] = send;
    return send;
  }

  /// A structure that differs is another stream, of which nothing has been sent. Publishers repeat
  /// theirs with every key frame.
  private void begin(DependencyDescriptor frame, DependencyStructure inForce) {
    if (structure != inForce) {
      if (!inForce.equals(structure)) {
        Arrays.fill(numbers, -1);
        current = NOTHING;
        published = -1;
      }
      structure = inForce;
      choose();
    }
    if (frame.hasActiveTargets() && frame.activeTargets() != published) {
      published = frame.activeTargets();
      choose();
    }
  }

  /// The highest target within the limit that the publisher sends at present.
  private void choose() {
    wanted = NOTHING;
    DependencyStructure known = structure;
    if (known == null) {
      return;
    }
    List<DecodeTarget> targets = known.decodeTargets();
    for (int i = 0; i < targets.size(); i++) {
      DecodeTarget each = targets.get(i);
      boolean may =
          (published >> i & 1) != 0
              && each.spatialLayer() <= maxSpatial
              && each.temporalLayer() <= maxTemporal;
      if (may && (wanted == NOTHING || isAbove(each, targets.get(wanted)))) {
        wanted = i;
      }
    }
  }

  private static boolean isAbove(DecodeTarget one, DecodeTarget other) {
    return one.spatialLayer() != other.spatialLayer()
        ? one.spatialLayer() > other.spatialLayer()
        : one.temporalLayer() > other.temporalLayer();
  }

  private boolean maySwitch(DependencyDescriptor frame) {
    if (wanted == NOTHING) {
      return true;
    }
    if (frame.indication(wanted) != Indication.SWITCH) {
      return false;
    }
    for (int i = 0; i < frame.differences(); i++) {
      int number = frame.frameNumber() - frame.difference(i) & 0xFFFF;
      int slot = number & FRAMES - 1;
      if (numbers[slot] != number || !sent[slot]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean needsKeyFrame() {
    DependencyStructure known = structure;
    if (known == null || current == wanted || wanted == NOTHING) {
      return known == null && maxSpatial != NOTHING;
    }
    return current == NOTHING
        || spatial(known, wanted) > spatial(known, current)
        || waited > PATIENCE;
  }

  @Override
  public boolean endsPicture(Frame frame) {
    return frame.structure() != null && endsPicture(frame.descriptor());
  }

  /// Whether a packet ends the picture as this receiver gets it.
  public boolean endsPicture(DependencyDescriptor frame) {
    DependencyStructure known = structure;
    return known != null
        && current != NOTHING
        && frame.endsFrame()
        && frame.spatialLayer() == spatial(known, current);
  }

  /// What to tell the receiver of the decode targets that are sent (see
  /// [DependencyDescriptor#writeWithActiveTargets]): those up to the current one.
  @Override
  public int activeTargets() {
    DependencyStructure known = structure;
    if (known == null || current == NOTHING) {
      return 0;
    }
    List<DecodeTarget> targets = known.decodeTargets();
    DecodeTarget highest = targets.get(current);
    int active = 0;
    for (int i = 0; i < targets.size(); i++) {
      boolean within =
          targets.get(i).spatialLayer() <= highest.spatialLayer()
              && targets.get(i).temporalLayer() <= highest.temporalLayer();
      active |= within ? 1 << i : 0;
    }
    return active & published;
  }

  @Override
  public int spatialLayer() {
    DependencyStructure known = structure;
    return known == null || current == NOTHING ? NOTHING : spatial(known, current);
  }

  @Override
  public int temporalLayer() {
    DependencyStructure known = structure;
    return known == null || current == NOTHING
        ? NOTHING
        : known.decodeTargets().get(current).temporalLayer();
  }

  private static int spatial(DependencyStructure structure, int target) {
    return structure.decodeTargets().get(target).spatialLayer();
  }
}
