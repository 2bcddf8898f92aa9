package allmende.sfu.cc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class DetectionTest {
  private static final long MILLI = 1_000_000;

  private final TrendlineDetector detector = new TrendlineDetector();
  private final Random random = new Random(5);

  /// Bursts every 10 ms, each so much later than the one before, in microseconds.
  private boolean sees(BandwidthUsage usage, int bursts, int later, int jitter) {
    boolean seen = false;
    for (int i = 0; i < bursts; i++) {
      int noise = jitter == 0 ? 0 : random.nextInt(2 * jitter) - jitter;
      at += 10_000 + later;
      detector.add(10_000, 10_000 + later + noise, at);
      seen |= detector.usage() == usage;
    }
    return seen;
  }

  private long at;

  @Test
  void queuesThatGrowShrinkAndStay() {
    assertFalse(sees(BandwidthUsage.OVERUSING, 200, 0, 0));
    assertTrue(sees(BandwidthUsage.OVERUSING, 40, 500, 0));
    assertTrue(sees(BandwidthUsage.UNDERUSING, 80, -500, 0));
    assertEquals(BandwidthUsage.UNDERUSING, detector.usage());
    detector.reset();
    assertEquals(BandwidthUsage.NORMAL, detector.usage());
  }

  @Test
  void jitterAloneIsNoOveruse() {
    assertFalse(sees(BandwidthUsage.OVERUSING, 2_000, 0, 1_000));
  }

  @Test
  void burstsAreComparedWhenTheNextBegins() {
    var groups = new PacketGroups();
    assertFalse(groups.add(0, 50_000));
    assertFalse(groups.add(2_000, 52_000), "of the same burst");
    assertFalse(groups.add(20_000, 70_000), "there is none to compare the first with");
    assertFalse(groups.add(21_000, 75_000));
    assertTrue(groups.add(40_000, 90_000));
    assertEquals(19_000, groups.sentApart());
    assertEquals(23_000, groups.arrivedApart());
    assertEquals(75_000, groups.arrivedAt());
    assertFalse(groups.add(1_000, 91_000), "overtaken");
    groups.reset();
    assertFalse(groups.add(60_000, 110_000));
  }

  @Test
  void whatArrivesInAHeapIsOneBurst() {
    var groups = new PacketGroups();
    groups.add(0, 100_000);
    for (int i = 1; i < 8; i++) {
      assertFalse(groups.add(i * 10_000, 100_000 + i * 1_000), "held back somewhere");
    }
  }

  @Test
  void arrivalsOfHalfASecondMakeARate() {
    var rate = new AcknowledgedRate();
    assertEquals(AcknowledgedRate.UNKNOWN, rate.bitrate());
    for (long at = -1_000_000; at < 1_000_000; at += 10_000) {
      rate.add(at, 1_250);
    }
    assertEquals(1_000_000, rate.bitrate());
    rate.add(1_200_000, 1_250);
    assertTrue(rate.bitrate() < 700_000);
    rate.add(1, 1_000_000);
    assertTrue(rate.bitrate() < 700_000, "too old to count");
    rate.add(9_000_000, 1_250);
    assertEquals(AcknowledgedRate.UNKNOWN, rate.bitrate(), "after a pause it begins anew");
  }

  @Test
  void probesAreMeasuredAtBothEnds() {
    var measurement = new ProbeMeasurement();
    assertEquals(ProbeMeasurement.UNKNOWN, measurement.take());
    Probe probe = Probe.of(1, 2_000_000);
    assertEquals(5_000, probe.bytes());
    measurement.begin(probe);
    for (int i = 0; i < 5; i++) {
      if (i < 4) {
        assertEquals(ProbeMeasurement.UNKNOWN, measurement.take(), "four fifths are enough");
      }
      measurement.add(1, i * 4_000, 90_000 + i * 8_000, 1_000);
      measurement.add(2, 0, 0, 1_000);
    }
    assertEquals(950_000, measurement.take(), "it arrived half as fast, less 5 %");
    assertEquals(ProbeMeasurement.UNKNOWN, measurement.take());
    measurement.begin(Probe.of(2, 2_000_000));
    for (int i = 0; i < 5; i++) {
      measurement.add(2, i * 4_000, 90_000 + i * 4_000, 1_000);
    }
    assertEquals(2_000_000, measurement.take());
    measurement.begin(Probe.of(3, 2_000_000));
    for (int i = 0; i < 5; i++) {
      measurement.add(3, i * 4_000, 90_000 + i * 100, 1_000);
    }
    assertEquals(ProbeMeasurement.UNKNOWN, measurement.take(), "faster than it was sent");
  }

  @Test
  void thePacerSpreadsPackets() {
    var pacer = new Pacer(400_000, 0);
    int bytes = 0;
    for (long now = 0; now < 1_000 * MILLI; now += MILLI / 4) {
      while (pacer.maySend(now)) {
        pacer.sent(1_000, now);
        bytes += 1_000;
      }
    }
    // Two and a half times the target, and a burst of 5 ms.
    assertTrue(bytes >= 125_000 && bytes <= 128_000, bytes + " bytes");
    assertFalse(pacer.maySend(999 * MILLI));
    assertTrue(pacer.maySend(pacer.nextSendAt()));
    pacer.begin(Probe.of(9, 8_000_000));
    assertTrue(pacer.isProbing());
    assertEquals(9, pacer.probeId());
    long now = 2_000 * MILLI;
    int sent = 0;
    while (pacer.isProbing()) {
      if (pacer.maySend(now)) {
        pacer.sent(1_000, now);
        sent++;
      }
      now += MILLI / 4;
    }
    assertEquals(20, sent);
    assertTrue(now - 2_000 * MILLI < 22 * MILLI);
    assertEquals(0, pacer.probeId());
  }
}
