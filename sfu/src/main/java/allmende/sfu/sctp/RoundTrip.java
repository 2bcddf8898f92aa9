package allmende.sfu.sctp;

/// How long to wait for an acknowledgement (RFC 9260 §6.3.1), in nanoseconds. The least is below
/// the RFC's second: media paths are not the Internet of 2000, and browsers wait as little.
final class RoundTrip {
  static final long INITIAL = 500_000_000L;
  static final long LEAST = 220_000_000L;
  static final long MOST = 10_000_000_000L;

  private long smoothed = -1;
  private long variation;
  private long timeout = INITIAL;

  void measured(long roundTrip) {
    if (smoothed < 0) {
      smoothed = roundTrip;
      variation = roundTrip / 2;
    } else {
      variation += (Math.abs(smoothed - roundTrip) - variation) / 4;
      smoothed += (roundTrip - smoothed) / 8;
    }
    timeout = Math.clamp(smoothed + 4 * variation, LEAST, MOST);
  }

  /// RFC 9260 §6.3.3.
  void backOff() {
    timeout = Math.min(2 * timeout, MOST);
  }

  long timeout() {
    return timeout;
  }
}
