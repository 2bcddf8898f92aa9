package allmende.platform.events;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Collects what was read and writes it down a second later, many at once. While the database is
/// away it keeps as much as it has room for; what it must drop is counted and logged.
public final class Readings implements Consumer<Event>, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Readings.class);
  private static final int ROOM = 50_000;
  private static final int BATCH = 500;
  private static final Duration GATHERED_FOR = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final String APPEND =
      "insert into events.event (at, kind, actor, client, authority, space, node, name, detail)"
          + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private record Reading(Instant at, Event event) {}

  /// Ends the waiting for more. No interrupt does that: it would also break off the writing.
  private static final Reading CLOSING =
      new Reading(Instant.EPOCH, new Event("", null, "", "", null, null, null, null));

  private final Jdbi jdbi;
  private final Clock clock;
  private final Duration gatheredFor;
  private final BlockingQueue<Reading> waiting;
  private final Counter dropped;
  private final Counter written;
  private final Thread thread;
  private volatile Runnable committed = () -> {};
  private volatile boolean closing;
  private volatile boolean dropping;

  public Readings(Jdbi jdbi, Clock clock, MeterRegistry meters) {
    this(jdbi, clock, meters, ROOM, GATHERED_FOR);
  }

  Readings(Jdbi jdbi, Clock clock, MeterRegistry meters, int room, Duration gatheredFor) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.gatheredFor = gatheredFor;
    this.waiting = new ArrayBlockingQueue<>(room);
    this.dropped =
        Counter.builder("allmende.readings.dropped")
            .description("Readings that are missing in the ledger: there was no room to keep them.")
            .register(meters);
    this.written =
        Counter.builder("allmende.readings.written")
            .description("Readings that were written down.")
            .register(meters);
    Gauge.builder("allmende.readings.waiting", waiting, BlockingQueue::size)
        .description("Readings that are not written down yet.")
        .register(meters);
    this.thread = Thread.ofVirtual().name("readings").start(this::write);
  }

  /// Called after readings were written down.
  public void onCommit(Runnable listener) {
    committed = listener;
  }

  /// Never waits.
  @Override
  public void accept(Event event) {
    if (waiting.offer(new Reading(clock.instant(), event))) {
      return;
    }
    dropped.increment();
    if (!dropping) {
      dropping = true;
      log.error("readings are lost to the ledger: {} wait and there is no room", waiting.size());
    }
  }

  /// Writes down what waits, if that succeeds within a few seconds.
  @Override
  public void close() {
    closing = true;
    // Without room for it there is nothing to wait for either.
    var _ = waiting.offer(CLOSING);
    try {
      if (!thread.join(PATIENCE)) {
        log.error("{} readings were not written down before the end", waiting.size());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write() {
    List<Reading> batch = new ArrayList<>(BATCH);
    while (!closing || !batch.isEmpty() || !waiting.isEmpty()) {
      try {
        gather(batch);
        append(batch);
        batch.clear();
      } catch (InterruptedException e) {
        lose(batch.size() + waiting.size());
        return;
      } catch (RuntimeException e) {
        log.warn("{} readings could not be written down yet", batch.size() + waiting.size(), e);
        if (closing) {
          lose(batch.size() + waiting.size());
          return;
        }
        pause();
      }
    }
  }

  private void gather(List<Reading> batch) throws InterruptedException {
    if (batch.isEmpty() && !closing) {
      add(batch, waiting.take());
    }
    long deadline = System.nanoTime() + gatheredFor.toNanos();
    while (batch.size() < BATCH) {
      long left = closing ? 0 : deadline - System.nanoTime();
      @Nullable Reading next = waiting.poll(left, TimeUnit.NANOSECONDS);
      if (next == null) {
        return;
      }
      add(batch, next);
    }
  }

  private static void add(List<Reading> batch, Reading reading) {
    if (reading != CLOSING) {
      batch.add(reading);
    }
  }

  private void append(List<Reading> readings) {
    if (readings.isEmpty()) {
      return;
    }
    jdbi.useTransaction(handle -> {
      PreparedBatch batch = handle.prepareBatch(APPEND);
      for (Reading reading : readings) {
        Event event = reading.event();
        batch
            .bind(0, reading.at().atOffset(ZoneOffset.UTC))
            .bind(1, event.kind())
            .bindBySqlType(2, event.actor(), Types.BIGINT)
            .bind(3, event.client())
            .bind(4, event.right())
            .bindBySqlType(5, event.space(), Types.BIGINT)
            .bindBySqlType(6, event.node(), Types.BIGINT)
            .bind(7, event.name())
            .bind(8, event.detail())
            .add();
      }
      batch.execute();
    });
    written.increment(readings.size());
    if (dropping) {
      dropping = false;
      log.error("{} readings in all are missing in the ledger", (long) dropped.count());
    }
    committed.run();
  }

  private void lose(int count) {
    dropped.increment(count);
    log.error("{} readings are lost to the ledger", count);
  }

  private void pause() {
    try {
      Thread.sleep(gatheredFor);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
