package allmende.meetings;

import allmende.identity.AccountId;
import java.time.Instant;

/// A meeting that somebody has started and nobody has ended.
///
/// @param link whoever has it may come in
/// @param host whoever started it
/// @param usedAt when somebody with an account came in last
public record Meeting(MeetingId id, String link, AccountId host, Instant madeAt, Instant usedAt) {
  @Override
  public String toString() {
    return id.room();
  }
}
