package allmende.sfu.cc;

/// Sees by the slope of the delay whether queues grow. The threshold follows the slope slowly, so
/// that a flow beside one that fills every queue is not starved (draft-ietf-rmcat-gcc-02 §5.4).
final class TrendlineDetector {
  private static final int WINDOW = 20;
  private static final double SMOOTHING = 0.9;
  private static final double GAIN = 4.0;
  private static final int MOST_DELTAS = 60;
  private static final double INITIAL_THRESHOLD = 12.5;
  private static final double LEAST_THRESHOLD = 6;
  private static final double MOST_THRESHOLD = 600;
  private static final double FURTHEST_FROM_THRESHOLD = 15;
  private static final double UP = 0.0087;
  private static final double DOWN = 0.039;
  private static final double OVERUSE_MILLIS = 10;

  private final double[] times = new double[WINDOW];
  private final double[] delays = new double[WINDOW];
  private int filled;
  private int next;
  private int deltas;
  private double accumulated;
  private double smoothed;
  private double threshold = INITIAL_THRESHOLD;
  private double overusedFor = -1;
  private int overuses;
  private double trendBefore;
  private double updatedAt = -1;
  private boolean started;
  private long firstArrival;
  private BandwidthUsage usage = BandwidthUsage.NORMAL;

  BandwidthUsage usage() {
    return usage;
  }

  /// Begins anew, but keeps the threshold.
  void reset() {
    filled = 0;
    next = 0;
    deltas = 0;
    accumulated = 0;
    smoothed = 0;
    overusedFor = -1;
    overuses = 0;
    trendBefore = 0;
    started = false;
    usage = BandwidthUsage.NORMAL;
  }

  /// Takes the distances of two bursts, in microseconds.
  void add(long sentApart, long arrivedApart, long arrivedAt) {
    if (!started) {
      started = true;
      firstArrival = arrivedAt;
    }
    double sent = sentApart / 1e3;
    deltas = Math.min(deltas + 1, 1_000);
    accumulated += arrivedApart / 1e3 - sent;
    smoothed = SMOOTHING * smoothed + (1 - SMOOTHING) * accumulated;
    double time = (arrivedAt - firstArrival) / 1e3;
    times[next] = time;
    delays[next] = smoothed;
    next = (next + 1) % WINDOW;
    filled = Math.min(filled + 1, WINDOW);
    detect(filled == WINDOW ? slope() : trendBefore, sent, time);
  }

  /// Of the line that fits the delays best.
  private double slope() {
    double meanTime = 0;
    double meanDelay = 0;
    for (int i = 0; i < WINDOW; i++) {
      meanTime += times[i] / WINDOW;
      meanDelay += delays[i] / WINDOW;
    }
    double above = 0;
    double below = 0;
    for (int i = 0; i < WINDOW; i++) {
      double time = times[i] - meanTime;
      above += time * (delays[i] - meanDelay);
      below += time * time;
    }
    return below == 0 ? trendBefore : above / below;
  }

  private void detect(double trend, double sentApart, double now) {
    double modified = Math.min(deltas, MOST_DELTAS) * trend * GAIN;
    if (deltas < 2) {
      usage = BandwidthUsage.NORMAL;
    } else if (modified > threshold) {
      overusedFor = overusedFor < 0 ? sentApart / 2 : overusedFor + sentApart;
      overuses++;
      if (overusedFor > OVERUSE_MILLIS && overuses > 1 && trend >= trendBefore) {
        overusedFor = 0;
        overuses = 0;
        usage = BandwidthUsage.OVERUSING;
      }
    } else {
      overusedFor = -1;
      overuses = 0;
      usage = modified < -threshold ? BandwidthUsage.UNDERUSING : BandwidthUsage.NORMAL;
    }
    trendBefore = trend;
    adapt(modified, now);
  }

  private void adapt(double modified, double now) {
    double size = Math.abs(modified);
    if (updatedAt < 0 || now < updatedAt) {
      updatedAt = now;
    }
    // Leaps, as when a route changes, leave it where it is.
    if (size <= threshold + FURTHEST_FROM_THRESHOLD) {
      double speed = size < threshold ? DOWN : UP;
      threshold += speed * (size - threshold) * Math.min(now - updatedAt, 100);
      threshold = Math.clamp(threshold, LEAST_THRESHOLD, MOST_THRESHOLD);
    }
    updatedAt = now;
  }
}
