package allmende.sfu.cc;

import allmende.protocols.rtcp.TransportFeedback;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// A sender that uses what it is given, a way of a certain width with a queue before it, and a
/// receiver that sends feedback every 50 ms. The time is simulated, and the same seed always makes
/// the same losses.
final class SimulatedPath {
  static final long MILLI = 1_000_000;
  private static final long DELAY = 25 * MILLI;
  private static final long QUEUE = 400 * MILLI;
  private static final int PACKET = 1_200;

  private record Arrival(int sequence, long at) {}

  private record Report(TransportFeedback feedback, long at) {}

  final BandwidthEstimator estimator;
  private final Random random = new Random(7);
  private final ArrayDeque<Arrival> arrivals = new ArrayDeque<>();
  private final ArrayDeque<Report> reports = new ArrayDeque<>();
  private final List<Arrival> unreported = new ArrayList<>();

  /// Bit/s of the way.
  long width;

  double loss;

  /// Bit/s that the sender would send if it might.
  long media;

  boolean feedbackCut;

  /// Since the last call of [#takeArrived].
  private long arrivedBytes;

  private long longestQueue;
  private double owed;
  private long freeAt;
  private long reportAt;
  private int nextReported;
  private int reported;
  private long now = 5_000 * MILLI;

  SimulatedPath(long start, long width, long media) {
    this.width = width;
    this.media = media;
    estimator = new BandwidthEstimator(start, 50_000, 20_000_000, now);
    estimator.want(media);
    reportAt = now;
    freeAt = now;
  }

  long takeArrived() {
    long taken = arrivedBytes;
    arrivedBytes = 0;
    return taken;
  }

  /// The longest that a packet has waited since this was last asked, in milliseconds.
  long takeLongestQueue() {
    long taken = longestQueue / MILLI;
    longestQueue = 0;
    return taken;
  }

  void run(long millis) {
    for (long i = 0; i < millis; i++) {
      now += MILLI;
      send();
      receive();
      if (i % 20 == 0) {
        estimator.advance(now);
      }
    }
  }

  private void send() {
    owed = Math.min(owed + Math.min(media, estimator.target()) / 8_000.0, 10 * PACKET);
    Pacer pacer = estimator.pacer();
    while (pacer.maySend(now) && (owed >= PACKET || pacer.isProbing())) {
      int size = owed >= PACKET ? PACKET : 250;
      owed -= size == PACKET ? PACKET : 0;
      int sequence = estimator.sent(size, now);
      long begins = Math.max(now, freeAt);
      if (begins - now > QUEUE || random.nextDouble() < loss) {
        continue;
      }
      longestQueue = Math.max(longestQueue, begins - now);
      freeAt = begins + 8_000_000_000L * size / width;
      arrivals.add(new Arrival(sequence, freeAt + DELAY));
      arrivedBytes += size;
    }
  }

  private void receive() {
    while (!arrivals.isEmpty() && arrivals.getFirst().at <= now) {
      unreported.add(arrivals.removeFirst());
    }
    if (now >= reportAt) {
      reportAt = now + 50 * MILLI;
      if (!unreported.isEmpty()) {
        report();
      }
    }
    while (!reports.isEmpty() && reports.getFirst().at <= now) {
      TransportFeedback feedback = reports.removeFirst().feedback;
      if (!feedbackCut) {
        estimator.feedback(feedback, now);
      }
    }
  }

  private void report() {
    int count = (unreported.getLast().sequence - nextReported & 0xFFFF) + 1;
    int[] deltas = new int[count];
    Arrays.fill(deltas, TransportFeedback.LOST);
    long reference = unreported.getFirst().at / 1_000 / TransportFeedback.REFERENCE_MICROS;
    long before = reference * TransportFeedback.REFERENCE_MICROS / TransportFeedback.DELTA_MICROS;
    for (Arrival each : unreported) {
      long units = each.at / 1_000 / TransportFeedback.DELTA_MICROS;
      deltas[each.sequence - nextReported & 0xFFFF] = (int) (units - before);
      before = units;
    }
    reports.add(
        new Report(
            new TransportFeedback(1, 2, nextReported, (int) reference, reported++ & 0xFF, deltas),
            now + DELAY));
    nextReported = unreported.getLast().sequence + 1 & 0xFFFF;
    unreported.clear();
  }
}
