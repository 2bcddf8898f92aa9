package allmende.protocols.rtp;

/// Makes numbers that do not come round out of timestamps that do. Each is taken for the one
/// nearest to the last.
public final class TimestampUnwrapper {
  private boolean started;
  private long last;

  /// The first comes back as it is, unsigned; an earlier one may come out negative.
  public long unwrap(int timestamp) {
    last = started ? last + (timestamp - (int) last) : Integer.toUnsignedLong(timestamp);
    started = true;
    return last;
  }
}
