package allmende.platform.jobs;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One job's thread: waits, takes the lock, works, and so on.
final class Round {
  private static final Logger log = LoggerFactory.getLogger(Round.class);
  private static final Duration SHORTEST_AFTER_FAILURE = Duration.ofSeconds(1);
  private static final Duration LONGEST_AFTER_FAILURE = Duration.ofMinutes(5);

  private static final Duration AFTER_ANOTHER = Duration.ofSeconds(1);

  private final String name;
  private final Duration every;
  private final Duration atLeast;
  private final Job job;
  private final JobLock lock;
  private final Semaphore turn;
  private final Counter runs;
  private final Counter failures;
  private final AtomicLong lastNanos = new AtomicLong();
  private final ReentrantLock guard = new ReentrantLock();
  private final Condition changed = guard.newCondition();
  private boolean woken;
  private boolean stopped;
  private @Nullable Thread thread;

  Round(
      String name,
      Duration every,
      Duration atLeast,
      Job job,
      JobLock lock,
      Semaphore turn,
      MeterRegistry meters) {
    this.name = name;
    this.every = every;
    this.atLeast = atLeast;
    this.job = job;
    this.lock = lock;
    this.turn = turn;
    this.runs =
        Counter.builder("allmende.job.runs")
            .description("Rounds that a job of the background ended.")
            .tag("job", name)
            .register(meters);
    this.failures =
        Counter.builder("allmende.job.failures")
            .description("Rounds that failed.")
            .tag("job", name)
            .register(meters);
    Gauge.builder("allmende.job.last.duration", lastNanos, nanos -> nanos.get() / 1e9)
        .description("How long the last round took.")
        .baseUnit("seconds")
        .tag("job", name)
        .register(meters);
  }

  void start() {
    thread = Thread.ofVirtual().name("job-" + name).start(this::loop);
  }

  void wake() {
    guard.lock();
    try {
      woken = true;
      changed.signalAll();
    } finally {
      guard.unlock();
    }
  }

  void stop() {
    guard.lock();
    try {
      stopped = true;
      changed.signalAll();
    } finally {
      guard.unlock();
    }
    if (thread != null) {
      thread.interrupt();
    }
  }

  void join(Duration patience) {
    try {
      if (thread != null && !thread.join(patience)) {
        log.warn("the job {} did not stop in time", name);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void loop() {
    Duration pause = atLeast;
    Duration afterFailure = SHORTEST_AFTER_FAILURE;
    boolean owed = false;
    while (await(pause)) {
      long begun = System.nanoTime();
      owed |= takeWaking();
      try {
        Optional<Job.Left> left = inTurn();
        if (left.isPresent()) {
          lastNanos.set(System.nanoTime() - begun);
          runs.increment();
          owed = false;
          pause =
              switch (left.get()) {
                case NOTHING -> every;
                case UNREADY -> shorter(atLeast, every);
                case MORE -> Duration.ZERO;
              };
        } else {
          // What this one was woken for may have come too late for the round under way elsewhere.
          pause = owed ? shorter(AFTER_ANOTHER, every) : every;
        }
        afterFailure = SHORTEST_AFTER_FAILURE;
      } catch (Exception e) {
        if (isStopped()) {
          return;
        }
        failures.increment();
        pause = shorter(afterFailure, every);
        if (afterFailure.equals(SHORTEST_AFTER_FAILURE)) {
          log.warn("the job {} failed and will be tried again in {}", name, pause, e);
        } else {
          log.warn("the job {} failed again: {}", name, e.toString());
        }
        afterFailure = shorter(afterFailure.multipliedBy(2), LONGEST_AFTER_FAILURE);
      }
    }
  }

  private Optional<Job.Left> inTurn() throws Exception {
    turn.acquire();
    try {
      return lock.holding(job);
    } finally {
      turn.release();
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private boolean takeWaking() {
    guard.lock();
    try {
      boolean was = woken;
      woken = false;
      return was;
    } finally {
      guard.unlock();
    }
  }

  private boolean isStopped() {
    guard.lock();
    try {
      return stopped;
    } finally {
      guard.unlock();
    }
  }

  /// Waits for the pause to pass, or for a waking, but never less than the shortest pause. False
  /// when there is nothing more to do.
  private boolean await(Duration pause) {
    guard.lock();
    try {
      long left = pause.toNanos();
      long floor = Math.min(left, atLeast.toNanos());
      while (!stopped && left > 0 && (floor > 0 || !woken)) {
        long wait = woken ? Math.min(floor, left) : left;
        long rest = changed.awaitNanos(wait);
        long passed = wait - rest;
        left -= passed;
        floor -= passed;
      }
      return !stopped;
    } catch (InterruptedException e) {
      return false;
    } finally {
      guard.unlock();
    }
  }
}
