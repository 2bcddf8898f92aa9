package allmende.meetings;

import allmende.meetings.store.MeetingStore;
import allmende.platform.events.Event;
import allmende.platform.events.Events;
import allmende.platform.jobs.Job;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/// Ends meetings that nobody with an account has come to for long enough.
public final class MeetingExpiry implements Job {
  private static final int BATCH = 200;

  private final Jdbi jdbi;
  private final Clock clock;
  private final Events events;
  private final LiveRooms rooms;
  private final Duration kept;
  private final MeetingStore store = new MeetingStore();

  /// @param kept how long a link leads to a meeting after its last use; zero for ever
  public MeetingExpiry(Jdbi jdbi, Clock clock, Events events, LiveRooms rooms, Duration kept) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.events = events;
    this.rooms = rooms;
    this.kept = kept;
  }

  @Override
  public Left run() {
    if (kept.isZero()) {
      return Left.NOTHING;
    }
    List<Meeting> due =
        jdbi.withHandle(handle -> store.unusedSince(handle, clock.instant().minus(kept), BATCH));
    due.forEach(this::end);
    return due.size() == BATCH ? Left.MORE : Left.NOTHING;
  }

  private void end(Meeting meeting) {
    jdbi.useTransaction(handle -> {
      if (store.remove(handle, meeting.id())) {
        events.append(
            handle,
            new Event(
                "meeting.ended",
                null,
                "Allmende",
                "meetings.link-days",
                null,
                null,
                meeting.id().room(),
                null));
      }
    });
    rooms.close(meeting.id().room());
  }
}
