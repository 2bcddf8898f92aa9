package allmende.files;

import allmende.files.store.ExpiryStore;
import allmende.files.store.ExpiryStore.Dated;
import allmende.platform.events.Event;
import allmende.platform.events.Events;
import allmende.platform.jobs.Job;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/// Removes versions that the schedule does not keep, some files at a time.
public final class VersionThinning implements Job {
  private static final int FILES = 1_000;
  private static final FileId BEFORE_ALL = new FileId(0);

  private final Jdbi jdbi;
  private final Clock clock;
  private final Events events;
  private final ExpiryStore store = new ExpiryStore();
  private FileId after = BEFORE_ALL;

  public VersionThinning(Jdbi jdbi, Clock clock, Events events) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.events = events;
  }

  @Override
  public Left run() {
    Instant now = clock.instant();
    FileId from = after;
    Map<Long, List<Dated>> files =
        jdbi.withHandle(handle -> store.versions(handle, from, FILES)).stream()
            .collect(
                Collectors.groupingBy(
                    one -> one.file().value(), TreeMap::new, Collectors.toList()));
    files.forEach((file, versions) -> {
      List<Dated> surplus = VersionSchedule.surplus(versions, Dated::made, now);
      if (!surplus.isEmpty()) {
        remove(new FileId(file), surplus);
      }
      after = new FileId(file);
    });
    if (files.size() == FILES) {
      return Left.MORE;
    }
    after = BEFORE_ALL;
    return Left.NOTHING;
  }

  private void remove(FileId file, List<Dated> surplus) {
    jdbi.useTransaction(handle -> {
      int gone = store.removeVersions(handle, file, surplus.stream().map(Dated::id).toList());
      store
          .named(handle, file)
          .filter(_ -> gone > 0)
          .ifPresent(named ->
              events.append(
                  handle,
                  new Event(
                      "version.expired",
                      null,
                      "Allmende",
                      "age schedule",
                      named.space().value(),
                      file.value(),
                      named.name(),
                      Integer.toString(gone))));
    });
  }
}
