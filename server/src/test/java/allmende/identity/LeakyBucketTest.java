package allmende.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LeakyBucketTest {
  private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

  private static LeakyBucket after(int failures, Duration apart) {
    LeakyBucket bucket = new LeakyBucket(0, START);
    for (int i = 0; i < failures; i++) {
      bucket = bucket.failed(START.plus(apart.multipliedBy(i)), 10);
    }
    return bucket;
  }

  @Test
  void nineFailuresAreFreeAndTheTenthMakesOneWait() {
    assertEquals(Duration.ZERO, after(9, Duration.ZERO).wait(START, 10));
    assertEquals(Duration.ofSeconds(1), after(10, Duration.ZERO).wait(START, 10));
  }

  @Test
  void theWaitDoublesUpToAMinute() {
    assertEquals(Duration.ofSeconds(2), after(11, Duration.ZERO).wait(START, 10));
    assertEquals(Duration.ofSeconds(32), after(15, Duration.ZERO).wait(START, 10));
    assertEquals(Duration.ofSeconds(60), after(16, Duration.ZERO).wait(START, 10));
    assertEquals(Duration.ofSeconds(60), after(10_000, Duration.ZERO).wait(START, 10));
  }

  @Test
  void theWaitEnds() {
    assertEquals(Duration.ZERO, after(10_000, Duration.ZERO).wait(START.plusSeconds(60), 10));
  }

  @Test
  void aSlowTypistNeverWaits() {
    LeakyBucket bucket = after(100, Duration.ofSeconds(95));
    assertTrue(bucket.level() < 2);
    assertEquals(Duration.ZERO, bucket.wait(bucket.updatedAt(), 10));
  }

  @Test
  void afterHalfAnHourAllIsForgotten() {
    LeakyBucket bucket = after(1000, Duration.ZERO).failed(START.plusSeconds(1800), 10);
    assertEquals(1, bucket.level());
  }
}
