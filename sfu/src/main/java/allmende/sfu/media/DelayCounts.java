package allmende.sfu.media;

import allmende.sfu.sight.Delays;
import java.util.ArrayList;
import java.util.List;

/// Counts how long packets were here. Written by a loop; nothing is allocated for a packet.
final class DelayCounts {
  /// The first range ends at 2⁴ microseconds.
  private static final int FIRST = 4;

  private final long[] counts = new long[Delays.BOUNDS.size() + 1];
  private long nanos;

  void add(long itsNanos) {
    nanos += itsNanos;
    // Bits that it takes to count the microseconds, less one where a range ends exactly with it.
    int bits = 64 - Long.numberOfLeadingZeros(Math.max(0, itsNanos - 1) / 1_000);
    counts[Math.clamp(bits - FIRST, 0, counts.length - 1)]++;
  }

  Delays figures() {
    List<Long> all = new ArrayList<>();
    for (long each : counts) {
      all.add(each);
    }
    return new Delays(all, nanos / 1_000);
  }
}
