package allmende.platform.events;

import static org.junit.jupiter.api.Assertions.assertEquals;

import allmende.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class ReadingsTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

  private final Jdbi jdbi = TestDatabase.jdbi();
  private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @Test
  void whatWasReadIsWrittenTogetherWithItsTime() throws Exception {
    Semaphore commits = new Semaphore(0);
    try (Readings readings = new Readings(jdbi, clock, meters, 100, Duration.ofMillis(300))) {
      readings.onCommit(commits::release);
      for (int i = 0; i < 7; i++) {
        readings.accept(reading("file " + i));
      }
      commits.tryAcquire(10, TimeUnit.SECONDS);
      assertEquals(List.of(0L), List.of((long) readings().size() - 7));
      assertEquals(
          NOW,
          jdbi.withHandle(handle ->
              handle.createQuery("select max(at) from events.event").mapTo(Instant.class).one()));
    }
    assertEquals(7, meters.get("allmende.readings.written").counter().count());
    assertEquals(0, meters.get("allmende.readings.dropped").counter().count());
  }

  @Test
  void closingWritesWhatWaits() {
    try (Readings readings = new Readings(jdbi, clock, meters, 2_000, Duration.ofHours(1))) {
      for (int i = 0; i < 1_200; i++) {
        readings.accept(reading("file " + i));
      }
    }
    assertEquals(1_200, readings().size());
    assertEquals("file 0", readings().getFirst());
  }

  @Test
  void whileTheDatabaseIsAwayTheyAreKeptAndWhatFindsNoRoomIsCounted() throws Exception {
    AtomicBoolean away = new AtomicBoolean(true);
    Jdbi flaky =
        Jdbi.create(() -> {
          if (away.get()) {
            throw new SQLException("away", "08001");
          }
          return jdbi.open().getConnection();
        });
    Semaphore commits = new Semaphore(0);
    try (Readings readings = new Readings(flaky, clock, meters, 10, Duration.ofMillis(10))) {
      readings.onCommit(commits::release);
      // Ten wait; up to 500 more are in the batch that is being tried.
      for (int i = 0; i < 1_000; i++) {
        readings.accept(reading("file " + i));
      }
      double dropped = meters.get("allmende.readings.dropped").counter().count();
      assertEquals(true, dropped >= 490 && dropped <= 990, dropped + " dropped");
      away.set(false);
      while (readings().size() < 1_000 - dropped) {
        commits.acquire();
      }
      assertEquals(1_000 - dropped, readings().size());
    }
  }

  private List<String> readings() {
    return jdbi.withHandle(handle ->
        handle.createQuery("select name from events.event order by id").mapTo(String.class).list());
  }

  private static Event reading(String name) {
    return new Event("file.read", 1L, "test", "session", 1L, 1L, name, null);
  }
}
