package allmende.sfu.sctp;

/// How much may be on its way (RFC 9260 §7.2), in bytes.
final class CongestionWindow {
  private static final int INITIAL_PACKETS = 10; // RFC 6928, as browsers have it
  private static final int LEAST_PACKETS = 4;

  private final int mtu;
  private int window;
  private int threshold = Integer.MAX_VALUE;
  private int partial;

  /// While recovering, the TSN that ends it.
  private long recoverTo = -1;

  CongestionWindow(int mtu) {
    this.mtu = mtu;
    window = INITIAL_PACKETS * mtu;
  }

  int bytes() {
    return window;
  }

  boolean isRecovering() {
    return recoverTo >= 0;
  }

  /// §7.2.1, §7.2.2: grows only where the window was what held the sender back.
  void acknowledged(int bytes, int flightBefore, long cumulative, boolean advanced) {
    if (recoverTo >= 0 && cumulative >= recoverTo) {
      recoverTo = -1;
    }
    boolean wasFull = flightBefore + mtu >= window;
    if (window <= threshold) {
      if (advanced && wasFull && recoverTo < 0) {
        window += Math.min(bytes, 2 * mtu);
      }
      return;
    }
    partial += bytes;
    if (partial >= window && wasFull) {
      partial -= window;
      window += mtu;
    }
  }

  /// §7.2.4: packets behind one have arrived three times. Once for all that is out now.
  boolean lost(long highestSent) {
    if (recoverTo >= 0) {
      return false;
    }
    recoverTo = highestSent;
    threshold = Math.max(window / 2, LEAST_PACKETS * mtu);
    window = threshold;
    partial = 0;
    return true;
  }

  /// §7.2.3: nothing has arrived.
  void timedOut() {
    threshold = Math.max(window / 2, LEAST_PACKETS * mtu);
    window = mtu;
    partial = 0;
    recoverTo = -1;
  }
}
