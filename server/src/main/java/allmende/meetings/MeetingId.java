package allmende.meetings;

import java.util.Optional;

/// Names one meeting for good; never reused.
public record MeetingId(long value) {
  private static final String PREFIX = "meeting-";

  /// The room of the engine that it takes place in. Unlike the link it is no secret: whoever is
  /// there, and other programs, may see it.
  public String room() {
    return PREFIX + value;
  }

  static Optional<MeetingId> ofRoom(String room) {
    String number = room.startsWith(PREFIX) ? room.substring(PREFIX.length()) : "";
    return number.matches("[1-9][0-9]{0,17}")
        ? Optional.of(new MeetingId(Long.parseLong(number)))
        : Optional.empty();
  }
}
