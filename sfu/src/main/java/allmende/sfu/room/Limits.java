package allmende.sfu.room;

import java.time.Duration;

/// What rooms may become, if whoever makes one does not say.
///
/// @param participants of one room
/// @param tracks that one participant may publish
/// @param empty how long a room waits for its first participant
/// @param departed how long it stays after its last one
/// @param absence how long somebody may be without signalling or media before they count as gone
public record Limits(
    int participants, int tracks, Duration empty, Duration departed, Duration absence) {
  /// As LiveKit's own.
  public static Limits of(int participants) {
    return new Limits(
        participants, 64, Duration.ofMinutes(5), Duration.ofSeconds(20), Duration.ofSeconds(20));
  }
}
