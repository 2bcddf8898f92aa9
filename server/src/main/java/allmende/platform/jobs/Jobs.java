package allmende.platform.jobs;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jdbi.v3.core.Jdbi;

/// The work in the background. Of several processes on one database only one does a job at a time.
public final class Jobs implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /// Jobs that come round less often than this have time, and take turns: each holds two of the
  /// database's connections while it works.
  private static final Duration HAS_TIME = Duration.ofMinutes(1);

  private final Jdbi jdbi;
  private final MeterRegistry meters;
  private final List<Round> rounds = new ArrayList<>();
  private final Semaphore turns = new Semaphore(1, true);
  private boolean started;

  public Jobs(Jdbi jdbi, MeterRegistry meters) {
    this.jdbi = jdbi;
    this.meters = meters;
  }

  /// Adds a job, which begins when the jobs are started.
  ///
  /// @param name stable: it is in the logs, the metrics, and the key of the job's lock
  /// @param every the pause between the end of a round and the next
  /// @param atLeast the shortest pause, however often it is woken
  /// @return wakes the job early; callable from anywhere, at no cost to the caller
  public synchronized Runnable add(String name, Duration every, Duration atLeast, Job job) {
    if (started) {
      throw new IllegalStateException("The jobs were started already.");
    }
    Semaphore turn = every.compareTo(HAS_TIME) > 0 ? turns : new Semaphore(1);
    Round round = new Round(name, every, atLeast, job, new JobLock(jdbi, name), turn, meters);
    rounds.add(round);
    return round::wake;
  }

  /// Starts them all, each on a thread of its own.
  public synchronized Jobs start() {
    started = true;
    rounds.forEach(Round::start);
    return this;
  }

  /// Interrupts what is under way, and waits a few seconds for it to end.
  @Override
  public synchronized void close() {
    rounds.forEach(Round::stop);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    for (Round round : rounds) {
      round.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
    }
  }
}
