package allmende.sfu.media;

import allmende.sfu.svc.LayerChoice;
import allmende.sfu.svc.SequenceMap;
import org.jspecify.annotations.Nullable;

/// How packets of one encoding become packets of one stream that is sent, from one key frame to the
/// next change. Where there are no layers nothing is left out in between, so that what has been
/// sent can be found again by subtracting.
///
/// @param first the sequence number, as it is sent and without coming round, that it begins with
/// @param sequence added to sequence numbers
/// @param timestamp added to timestamps
/// @param picture added to picture ids
/// @param tl0 added to the counter of the lowest temporal layer (RFC 7741 §4.2)
/// @param choice who says what is left out
/// @param kept what has been left out; null without a choice
record Mapping(
    UpStream stream,
    long first,
    long sequence,
    int timestamp,
    int picture,
    int tl0,
    @Nullable LayerChoice choice,
    @Nullable SequenceMap kept) {
  /// The number under which a packet is sent, or [SequenceMap#NONE] if it is too old.
  long sent(long index) {
    if (kept == null) {
      long number = index + sequence;
      return number < first ? SequenceMap.NONE : number;
    }
    long number = kept.send(index);
    return number == SequenceMap.NONE ? number : number + sequence;
  }

  /// The index of what was sent under a number, or [SequenceMap#NONE].
  long source(long number) {
    return kept == null ? number - sequence : kept.sourceOf(number - sequence);
  }
}
