package allmende.sfu.cc;

/// Goes up while the delay allows, and down below what arrives when it does not
/// (draft-ietf-rmcat-gcc-02 §5.5): additive near the capacity, multiplicative far from it.
final class DelayBasedControl {
  private static final double BACK_OFF = 0.85;
  private static final double GROWTH_PER_SECOND = 0.08;
  private static final long LEAST_STEP = 4_000;
  private static final long PACKET_BITS = 8 * 1_200;
  private static final double SECOND = 1e9;
  private static final long MILLI = 1_000_000;

  private final long least;
  private final long most;
  private final LinkCapacity capacity = new LinkCapacity();
  private long bitrate;
  private long changedAt;
  private long decreasedAt = Long.MIN_VALUE / 2;
  private boolean holding;

  DelayBasedControl(long start, long least, long most, long now) {
    this.least = least;
    this.most = most;
    bitrate = start;
    changedAt = now;
  }

  long bitrate() {
    return bitrate;
  }

  /// When it last went down.
  long decreasedAt() {
    return decreasedAt;
  }

  /// A probe has shown that more goes through.
  void probed(long shown, long now) {
    capacity.probed(shown);
    if (shown > bitrate) {
      bitrate = Math.clamp(shown, least, most);
      changedAt = now;
    }
  }

  void update(BandwidthUsage usage, long acknowledged, long roundTrip, long now) {
    switch (usage) {
      case OVERUSING -> {
        if (mayDecrease(acknowledged, roundTrip, now)) {
          decrease(acknowledged, now);
        }
      }
      case UNDERUSING -> {
        // The queue is being emptied: let it.
        holding = true;
        changedAt = now;
      }
      case NORMAL -> {
        if (holding) {
          holding = false;
          changedAt = now;
        }
        increase(acknowledged, roundTrip, now);
      }
    }
  }

  /// What was done a round trip ago shows only now.
  private boolean mayDecrease(long acknowledged, long roundTrip, long now) {
    return now - decreasedAt >= Math.clamp(roundTrip, 10 * MILLI, 200 * MILLI)
        || acknowledged != AcknowledgedRate.UNKNOWN && acknowledged < bitrate / 2;
  }

  private void decrease(long acknowledged, long now) {
    long arriving = acknowledged == AcknowledgedRate.UNKNOWN ? bitrate / 2 : acknowledged;
    long lower = (long) (BACK_OFF * arriving);
    if (lower > bitrate && capacity.isKnown()) {
      lower = (long) (BACK_OFF * capacity.bitrate());
    }
    if (capacity.isBelow(arriving)) {
      capacity.forget();
    }
    capacity.overused(arriving);
    if (lower < bitrate) {
      bitrate = Math.max(lower, least);
    }
    decreasedAt = now;
    changedAt = now;
    holding = true;
  }

  private void increase(long acknowledged, long roundTrip, long now) {
    if (capacity.isAbove(acknowledged)) {
      capacity.forget();
    }
    double seconds = Math.min((now - changedAt) / SECOND, 1);
    changedAt = now;
    double step =
        capacity.isKnown()
            ? seconds * Math.max(PACKET_BITS / (roundTrip / SECOND + 0.1), LEAST_STEP)
            : bitrate * (Math.pow(1 + GROWTH_PER_SECOND, seconds) - 1);
    long raised = bitrate + (long) step;
    // Beyond what is being sent nothing is known.
    if (acknowledged != AcknowledgedRate.UNKNOWN) {
      raised = Math.min(raised, acknowledged + acknowledged / 2 + 10_000);
    }
    bitrate = Math.clamp(Math.max(bitrate, raised), least, most);
  }

  /// Nothing has been heard for long.
  void halve(long now) {
    bitrate = Math.max(bitrate / 2, least);
    decreasedAt = now;
    changedAt = now;
  }
}
