package allmende.sfu.sight;

import java.util.List;

/// How a track arrives, in all its encodings together.
///
/// @param packets that came, those that were sent again left out
/// @param layers bit/s of each encoding, or of each spatial layer with those that it builds upon; 0
///   where nothing comes
/// @param lost packets that did not come at first
/// @param repaired of these, those that came when they were asked for
/// @param jitterMicros RFC 3550 §6.4.1, of the worst encoding
/// @param keyFrames that began
/// @param keyFramesAsked how often the publisher was asked for one
public record UpFigures(
    long packets,
    long bytes,
    List<Long> layers,
    long lost,
    long repaired,
    long jitterMicros,
    long keyFrames,
    long keyFramesAsked,
    Delays delays) {
  public UpFigures {
    layers = List.copyOf(layers);
  }
}
