package allmende.bench.sfu;

import java.util.Arrays;

/// How long sampled packets took from one client to the other, in nanoseconds. For one thread that
/// adds; it is read between two measurements.
final class Delays {
  private long[] all = new long[1 << 16];
  private int count;

  synchronized void add(long nanos) {
    if (count == all.length) {
      all = Arrays.copyOf(all, 2 * count);
    }
    all[count++] = nanos;
  }

  synchronized void clear() {
    count = 0;
  }

  /// In milliseconds.
  synchronized double percentile(double part) {
    if (count == 0) {
      return Double.NaN;
    }
    long[] sorted = Arrays.copyOf(all, count);
    Arrays.sort(sorted);
    return sorted[(int) Math.min(count - 1, part * count)] / 1e6;
  }
}
