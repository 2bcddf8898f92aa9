package allmende.files;

import allmende.files.store.ExpiryStore;
import allmende.platform.events.Event;
import allmende.platform.events.Events;
import allmende.platform.jobs.Job;
import java.time.Clock;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;

/// Gives up uploads in chunks that nothing has arrived for; their contents go to the collector.
public final class UploadExpiry implements Job {
  private final Jdbi jdbi;
  private final Clock clock;
  private final Events events;
  private final Duration kept;
  private final ExpiryStore store = new ExpiryStore();

  /// @param kept how long an upload may rest
  public UploadExpiry(Jdbi jdbi, Clock clock, Events events, Duration kept) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.events = events;
    this.kept = kept;
  }

  @Override
  public Left run() {
    jdbi.useTransaction(handle -> {
      for (String name : store.removeUploads(handle, clock.instant().minus(kept))) {
        events.append(
            handle,
            new Event(
                "upload.expired", null, "Allmende", "files.upload-hours", null, null, name, null));
      }
    });
    return Left.NOTHING;
  }
}
