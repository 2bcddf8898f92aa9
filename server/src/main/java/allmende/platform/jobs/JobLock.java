package allmende.platform.jobs;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// A job's lock: it belongs to the database session that took it, so that a process which dies
/// leaves none behind.
///
/// It is no transaction: one that stays open for as long as a job would hold back everything that
/// waits for older transactions to end.
final class JobLock {
  /// Keeps these locks apart from the other advisory locks of the house.
  private static final int KIND = 11;

  private final Jdbi jdbi;
  private final int key;

  JobLock(Jdbi jdbi, String name) {
    this.jdbi = jdbi;
    CRC32 sum = new CRC32();
    sum.update(name.getBytes(StandardCharsets.UTF_8));
    this.key = (int) sum.getValue();
  }

  /// Runs the job, or answers nothing while another process does.
  Optional<Job.Left> holding(Job job) throws Exception {
    try (Handle handle = jdbi.open()) {
      if (!ask(handle, "select pg_try_advisory_lock(?, ?)")) {
        return Optional.empty();
      }
      try {
        return Optional.of(job.run());
      } finally {
        // An interrupt is for the job; giving the lock back must not fail of it.
        boolean interrupted = Thread.interrupted();
        ask(handle, "select pg_advisory_unlock(?, ?)");
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  private boolean ask(Handle handle, String sql) {
    return handle.createQuery(sql).bind(0, KIND).bind(1, key).mapTo(Boolean.class).one();
  }
}
