package allmende.files;

import allmende.files.store.CollectorStore;
import allmende.platform.blobs.Blob;
import allmende.platform.blobs.BlobStore;
import allmende.platform.jobs.Job;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Removes contents that nothing refers to, one folder of the store after the other. Why nothing
/// that is needed can go is argued in `docs/decisions/0005`.
public final class Collector implements Job {
  private static final Logger log = LoggerFactory.getLogger(Collector.class);

  private final Jdbi jdbi;
  private final Clock clock;
  private final BlobStore blobs;
  private final Duration grace;
  private final CollectorStore store = new CollectorStore();
  private final Forgetting forgetting;
  private final Counter removed;
  private int next;

  /// Whoever has made something of contents, and has to forget it with them.
  @FunctionalInterface
  public interface Forgetting {
    void forget(Blob gone) throws IOException;
  }

  /// @param grace how long nothing must have referred to content before it goes
  public Collector(
      Jdbi jdbi,
      Clock clock,
      BlobStore blobs,
      Duration grace,
      Forgetting forgetting,
      MeterRegistry meters) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.blobs = blobs;
    this.grace = grace;
    this.forgetting = forgetting;
    this.removed =
        Counter.builder("allmende.blobs.removed")
            .description("Contents that were removed because nothing referred to them.")
            .register(meters);
  }

  /// Goes through one folder.
  @Override
  public Left run() throws IOException {
    int folder = next;
    next = (folder + 1) % BlobStore.FOLDERS;
    collect(folder);
    return next == 0 ? Left.NOTHING : Left.MORE;
  }

  void collect(int folder) throws IOException {
    jdbi.useHandle(handle -> store.mark(handle, folder, grace));
    for (Blob blob : jdbi.withHandle(handle -> store.due(handle, folder, grace))) {
      remove(blob);
    }
    removeStrays(folder);
  }

  private void remove(Blob blob) throws IOException {
    byte[] hash = blob.hash();
    boolean gone =
        jdbi.inTransaction(handle -> {
          // Fresh content may be held in another process, where it has just arrived.
          return store.lock(handle, hash)
              && !isFresh(blobs.touched(hash))
              && blobs.remove(hash, () -> store.remove(handle, hash));
        });
    if (gone) {
      log.debug("removed content that nothing referred to");
      forgetting.forget(blob);
      removed.increment();
    }
  }

  /// Files without a row: what a crash, or an upload that was refused, left behind.
  private void removeStrays(int folder) throws IOException {
    List<BlobStore.Stored> old =
        blobs.stored(folder).stream()
            .filter(stored -> !isFresh(Optional.of(stored.touched())))
            .toList();
    if (old.isEmpty()) {
      return;
    }
    Set<String> known =
        jdbi.withHandle(
            handle -> store.known(handle, old.stream().map(BlobStore.Stored::hex).toList()));
    for (BlobStore.Stored stored : old) {
      if (!known.contains(stored.hex())) {
        removeStray(stored.hash());
      }
    }
  }

  private void removeStray(byte[] hash) throws IOException {
    try (Handle handle = jdbi.open()) {
      handle.begin();
      try {
        if (store.reserve(handle, hash)
            && !isFresh(blobs.touched(hash))
            && blobs.remove(hash, () -> true)) {
          removed.increment();
        }
      } finally {
        handle.rollback();
      }
    }
  }

  private boolean isFresh(Optional<Instant> touched) {
    return touched.isPresent() && touched.get().isAfter(clock.instant().minus(grace));
  }
}
