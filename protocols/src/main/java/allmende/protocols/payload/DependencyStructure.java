package allmende.protocols.payload;

import java.util.List;

/// How the layers of a stream hang together (AV1 RTP specification, appendix A.8.3), sent with key
/// frames. Frames that follow name one of its templates.
///
/// @param templateIdOffset the id of the first template, 0 to 63
/// @param decodeTargets sets of layers that can be decoded, 1 to 32
/// @param chains which frames must not be lost for a decode target to go on, 0 to 32
/// @param resolutions of the spatial layers; empty if it does not say
public record DependencyStructure(
    int templateIdOffset,
    List<Template> templates,
    List<DecodeTarget> decodeTargets,
    int chains,
    List<Resolution> resolutions) {
  /// What a kind of frame has in common.
  ///
  /// @param indications a [Indication] for each decode target
  /// @param frameDifferences how many frames back those are that it builds upon
  /// @param chainDifferences for each chain, how many frames back its last one is
  public record Template(
      int spatialLayer,
      int temporalLayer,
      List<Indication> indications,
      List<Integer> frameDifferences,
      List<Integer> chainDifferences) {
    public Template {
      indications = List.copyOf(indications);
      frameDifferences = List.copyOf(frameDifferences);
      chainDifferences = List.copyOf(chainDifferences);
    }
  }

  /// The highest layers of a decode target, and the chain that protects it; -1 if there are none.
  public record DecodeTarget(int spatialLayer, int temporalLayer, int chain) {}

  /// In pixels.
  public record Resolution(int width, int height) {}

  /// What a frame is to a decode target.
  public enum Indication {
    /// No part of it.
    NOT_PRESENT,
    /// Nothing else of the target builds upon it.
    DISCARDABLE,
    /// Whoever receives it may go over to the target.
    SWITCH,
    /// Needed.
    REQUIRED;

    static final Indication[] BY_CODE = values();
  }

  public DependencyStructure {
    templates = List.copyOf(templates);
    decodeTargets = List.copyOf(decodeTargets);
    resolutions = List.copyOf(resolutions);
  }

  /// The template that a descriptor names, or -1.
  int templateOf(int id) {
    int index = id - templateIdOffset & 0x3F;
    return index < templates.size() ? index : -1;
  }
}
