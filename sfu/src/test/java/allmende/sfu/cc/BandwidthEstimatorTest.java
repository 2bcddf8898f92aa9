package allmende.sfu.cc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.protocols.rtcp.TransportFeedback;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// All times are simulated: these are properties, not measurements.
class BandwidthEstimatorTest {
  private static final long KBIT = 1_000;
  private static final long MBIT = 1_000_000;
  private static final long SECOND = 1_000_000_000;

  @Test
  void findsOutWhatTheWayBears() {
    var path = new SimulatedPath(600 * KBIT, 5 * MBIT, 8 * MBIT);
    path.run(3_000);
    assertBetween(4 * MBIT, path.estimator.target(), 5_500 * KBIT);
    path.takeArrived();
    path.takeLongestQueue();
    path.run(20_000);
    long arrived = path.takeArrived() * 8 / 20;
    assertBetween(4 * MBIT, arrived, 5 * MBIT);
    assertTrue(path.takeLongestQueue() < 150);
  }

  @Test
  void followsAWayThatFallsAndRises() {
    var path = new SimulatedPath(600 * KBIT, 5 * MBIT, 8 * MBIT);
    path.run(20_000);
    path.width = 300 * KBIT;
    path.run(2_000);
    assertBetween(150 * KBIT, path.estimator.target(), 300 * KBIT);
    path.run(8_000);
    path.takeLongestQueue();
    path.takeArrived();
    path.run(20_000);
    assertBetween(230 * KBIT, path.takeArrived() * 8 / 20, 300 * KBIT);
    assertTrue(path.takeLongestQueue() < 250, "the queue stays short");
    path.width = 5 * MBIT;
    path.run(15_000);
    assertTrue(path.estimator.target() > 3_500 * KBIT, path.estimator.target() + " bit/s");
  }

  @Test
  void randomLossIsNoReasonToGoDown() {
    var path = new SimulatedPath(600 * KBIT, 3 * MBIT, 8 * MBIT);
    path.loss = 0.05;
    path.run(20_000);
    assertBetween(2 * MBIT, path.estimator.target(), 3_500 * KBIT);
    assertBetween(0, (long) (100 * path.estimator.lossFraction()), 20);
  }

  @Test
  void heavyLossIs() {
    var path = new SimulatedPath(600 * KBIT, 3 * MBIT, 8 * MBIT);
    path.run(10_000);
    path.loss = 0.3;
    path.run(10_000);
    assertTrue(path.estimator.target() < MBIT, path.estimator.target() + " bit/s");
    path.loss = 0;
    path.run(15_000);
    assertTrue(path.estimator.target() > 2 * MBIT, path.estimator.target() + " bit/s");
  }

  @Test
  void whatNobodyWantsIsNotProbedFor() {
    var path = new SimulatedPath(600 * KBIT, 5 * MBIT, 900 * KBIT);
    path.run(30_000);
    assertBetween(900 * KBIT, path.estimator.target(), 1_500 * KBIT);
    assertFalse(path.estimator.pacer().isProbing());
    assertTrue(path.takeArrived() * 8 / 30 < 1_000 * KBIT);
    path.media = 3 * MBIT;
    path.estimator.want(3 * MBIT);
    path.run(5_000);
    assertTrue(path.estimator.target() >= 2_500 * KBIT, path.estimator.target() + " bit/s");
  }

  @Test
  void goesDownWhenNothingIsHeard() {
    var path = new SimulatedPath(600 * KBIT, 5 * MBIT, 8 * MBIT);
    path.run(5_000);
    path.feedbackCut = true;
    path.run(6_000);
    assertTrue(path.estimator.target() < 500 * KBIT, path.estimator.target() + " bit/s");
    path.feedbackCut = false;
    path.run(10_000);
    assertTrue(path.estimator.target() > 3_500 * KBIT, path.estimator.target() + " bit/s");
  }

  @Test
  void theReceiversEstimateIsALimit() {
    var path = new SimulatedPath(600 * KBIT, 5 * MBIT, 8 * MBIT);
    path.run(5_000);
    path.estimator.receiverEstimate(700 * KBIT, 10 * SECOND);
    assertEquals(700 * KBIT, path.estimator.target());
    path.run(14_000);
    assertTrue(path.estimator.target() > 3 * MBIT, "but an old one is none");
  }

  @Test
  void withoutFeedbackTheReceiversEstimateIsAllThatIsKnown() {
    var estimator = new BandwidthEstimator(600 * KBIT, 50 * KBIT, 10 * MBIT, SECOND);
    estimator.want(5 * MBIT);
    estimator.receiverEstimate(2 * MBIT, SECOND);
    assertEquals(2 * MBIT, estimator.target());
    estimator.receiverEstimate(90 * MBIT, SECOND);
    assertEquals(10 * MBIT, estimator.target());
    estimator.receiverEstimate(0, SECOND);
    assertEquals(50 * KBIT, estimator.target());
    estimator.advance(2 * SECOND);
    assertFalse(estimator.pacer().isProbing(), "a probe needs feedback");
  }

  @Test
  void feedbackThatCannotBeTrueDoesNoHarm() {
    var random = new Random(20_261_123);
    var estimator = new BandwidthEstimator(600 * KBIT, 50 * KBIT, 10 * MBIT, 0);
    estimator.want(10 * MBIT);
    long now = 0;
    for (int i = 0; i < 20_000; i++) {
      now += random.nextInt(5_000_000);
      for (int sent = random.nextInt(8); sent > 0; sent--) {
        estimator.sent(random.nextInt(1_200), now);
      }
      int[] deltas = new int[random.nextInt(40)];
      for (int j = 0; j < deltas.length; j++) {
        deltas[j] = random.nextInt(4) == 0 ? TransportFeedback.LOST : (short) random.nextInt();
      }
      int base = random.nextBoolean() ? random.nextInt(0x10000) : i & 0xFFFF;
      estimator.feedback(
          new TransportFeedback(1, 2, base, random.nextInt() >> 8, i & 0xFF, deltas), now);
      estimator.receiverEstimate(random.nextLong() >>> 1, now);
      estimator.advance(now);
      assertBetween(50 * KBIT, estimator.target(), 10 * MBIT);
    }
  }

  @Test
  void aPacketAllocatesNothing() {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    var estimator = new BandwidthEstimator(600 * KBIT, 50 * KBIT, 10 * MBIT, 0);
    var feedback =
        new TransportFeedback(1, 2, 0, 0, 0, new int[] {1, 2, 3, TransportFeedback.LOST});
    long before = 0;
    for (int i = 0; i < 40_000; i++) {
      if (i == 20_000) {
        before = threads.getCurrentThreadAllocatedBytes();
      }
      long now = i * 1_000_000L;
      if (estimator.pacer().maySend(now)) {
        estimator.sent(1_200, now);
      }
      estimator.feedback(feedback, now);
    }
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertTrue(allocated < 20_000, allocated + " bytes for 20,000 packets");
  }

  private static void assertBetween(long least, long value, long most) {
    assertTrue(least <= value && value <= most, value + " is not in " + least + ".." + most);
  }
}
