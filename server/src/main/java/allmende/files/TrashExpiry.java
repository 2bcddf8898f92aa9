package allmende.files;

import allmende.files.store.ExpiryStore;
import allmende.files.store.ExpiryStore.Discarded;
import allmende.files.store.TrashStore;
import allmende.files.store.TreeStore;
import allmende.platform.events.Event;
import allmende.platform.events.Events;
import allmende.platform.jobs.Job;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/// Removes for good what has been in the trash for long enough.
public final class TrashExpiry implements Job {
  private static final int BATCH = 200;

  private final Jdbi jdbi;
  private final Clock clock;
  private final Events events;
  private final Duration kept;
  private final ExpiryStore store = new ExpiryStore();
  private final TrashStore trash = new TrashStore();
  private final TreeStore tree = new TreeStore();

  /// @param kept how long it stays in the trash; zero for ever
  public TrashExpiry(Jdbi jdbi, Clock clock, Events events, Duration kept) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.events = events;
    this.kept = kept;
  }

  @Override
  public Left run() {
    if (kept.isZero()) {
      return Left.NOTHING;
    }
    long before = clock.instant().minus(kept).getEpochSecond();
    List<Discarded> due = jdbi.withHandle(handle -> store.discarded(handle, before, BATCH));
    due.forEach(this::purge);
    return due.size() == BATCH ? Left.MORE : Left.NOTHING;
  }

  private void purge(Discarded item) {
    jdbi.useTransaction(handle -> {
      tree.enter(handle, item.space(), false);
      if (trash.purge(handle, item.id())) {
        events.append(
            handle,
            new Event(
                item.folder() ? "folder.purged" : "file.purged",
                null,
                "Allmende",
                "files.trash-days",
                item.space().value(),
                item.id().value(),
                item.name(),
                item.place()));
      }
    });
  }
}
