package allmende.sfu.media;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import allmende.protocols.rtcp.TransportFeedback;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
  private static final long MILLI = 1_000_000L;
  private final Arrivals arrivals = new Arrivals();

  @Test
  void tellsWhenEachCameAndWhichDidNot() {
    // 640 ms are ten units of the reference time.
    arrivals.add(65_534, 640 * MILLI);
    arrivals.add(65_535, 645 * MILLI);
    arrivals.add(2, 650 * MILLI);
    arrivals.add(1, 651 * MILLI);
    TransportFeedback feedback = next();
    assertEquals(65_534, feedback.base());
    assertEquals(10, feedback.referenceTime());
    assertArrayEquals(new int[] {0, 20, TransportFeedback.LOST, 24, -4}, feedback.deltas());
    assertNull(arrivals.feedback(1, 2), "it has been told");
  }

  @Test
  void aLossBetweenTwoFeedbacksIsTold() {
    arrivals.add(1, 64 * MILLI);
    next();
    arrivals.add(4, 128 * MILLI);
    TransportFeedback feedback = next();
    assertEquals(2, feedback.base());
    assertArrayEquals(
        new int[] {TransportFeedback.LOST, TransportFeedback.LOST, 0}, feedback.deltas());
    assertEquals(1, feedback.count());
  }

  @Test
  void aJumpBeginsAnew() {
    arrivals.add(1, 64 * MILLI);
    arrivals.add(30_000, 65 * MILLI);
    assertEquals(30_000, next().base());
    arrivals.add(29_000, 66 * MILLI);
    assertNull(arrivals.feedback(1, 2), "what is older than the last feedback");
  }

  private TransportFeedback next() {
    return Objects.requireNonNull(arrivals.feedback(1, 2));
  }
}
