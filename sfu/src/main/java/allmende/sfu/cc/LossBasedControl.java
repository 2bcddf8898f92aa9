package allmende.sfu.cc;

/// A limit for ways that lose packets without delaying them (draft-ietf-rmcat-gcc-02 §6): below 2 %
/// it rises, above 10 % it falls, in between it stays.
final class LossBasedControl {
  private static final double LITTLE = 0.02;
  private static final double MUCH = 0.10;
  private static final double GROWTH_PER_SECOND = 0.08;
  private static final int LEAST_PACKETS = 20;
  private static final long PAUSE = 300_000_000;
  private static final double SECOND = 1e9;

  private final long least;
  private long limit = Long.MAX_VALUE;
  private int arrived;
  private int lost;
  private double fraction;
  private long changedAt;
  private long decreasedAt = Long.MIN_VALUE / 2;

  LossBasedControl(long least, long now) {
    this.least = least;
    changedAt = now;
  }

  /// Bit/s, or `Long.MAX_VALUE` where loss limits nothing.
  long limit() {
    return limit;
  }

  /// Of the packets that were last spoken of, from 0 to 1.
  double fraction() {
    return fraction;
  }

  void arrived() {
    arrived++;
  }

  void lost() {
    lost++;
  }

  void probed(long bitrate) {
    limit = limit == Long.MAX_VALUE ? limit : Math.max(limit, bitrate);
  }

  /// Looks at what has come together since the last time.
  void update(long target, long roundTrip, long now) {
    if (arrived + lost < LEAST_PACKETS) {
      return;
    }
    fraction = (double) lost / (arrived + lost);
    arrived = 0;
    lost = 0;
    if (fraction > MUCH) {
      // What was lost before the last step down shows only now.
      if (now - decreasedAt >= PAUSE + roundTrip) {
        limit = Math.max(least, (long) (Math.min(limit, target) * (1 - 0.5 * fraction)));
        decreasedAt = now;
      }
    } else if (fraction < LITTLE && limit != Long.MAX_VALUE) {
      double seconds = Math.min((now - changedAt) / SECOND, 1);
      limit += (long) (limit * (Math.pow(1 + GROWTH_PER_SECOND, seconds) - 1)) + 100;
      if (limit > 2 * target) {
        limit = Long.MAX_VALUE;
      }
    }
    changedAt = now;
  }
}
