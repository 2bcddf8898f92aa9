package allmende.sfu.srtp;

import java.util.Arrays;

/// Which of the last 1,024 indices have been used (RFC 3711 §3.3.2).
final class ReplayWindow {
  static final int SIZE = 1_024;

  private final long[] seen = new long[SIZE / 64];
  private long highest = -1;

  /// The index that a sequence number stands for: the nearest to the highest so far (RFC 3711
  /// §3.3.1). Negative if it lies before the first.
  long indexOf(int sequence) {
    return highest < 0 ? sequence : highest + (short) (sequence - (int) highest);
  }

  boolean isNew(long index) {
    if (index > highest) {
      return true;
    }
    return index > highest - SIZE && index >= 0 && (seen[word(index)] & bit(index)) == 0;
  }

  void use(long index) {
    if (index > highest) {
      forget(highest + 1, index);
      highest = index;
    }
    seen[word(index)] |= bit(index);
  }

  private void forget(long from, long to) {
    if (to - from >= SIZE) {
      Arrays.fill(seen, 0);
      return;
    }
    for (long index = from; index <= to; index++) {
      seen[word(index)] &= ~bit(index);
    }
  }

  private static int word(long index) {
    return (int) (index >>> 6) & SIZE / 64 - 1;
  }

  private static long bit(long index) {
    return 1L << index;
  }
}
