package allmende.sfu.sight;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/// How long packets were here, from their arrival until they had been sent to everybody: so many in
/// each range of time, of which each is twice as long as the one before.
///
/// @param counts one for each of [#BOUNDS], and one for what took longer
/// @param micros of all together
public record Delays(List<Long> counts, long micros) {
  /// Where the ranges end, in microseconds.
  public static final List<Long> BOUNDS =
      List.of(
          16L, 32L, 64L, 128L, 256L, 512L, 1_024L, 2_048L, 4_096L, 8_192L, 16_384L, 32_768L,
          65_536L);

  public static final Delays NONE = new Delays(Collections.nCopies(BOUNDS.size() + 1, 0L), 0);

  public Delays {
    counts = List.copyOf(counts);
  }

  public Delays plus(Delays others) {
    return new Delays(
        IntStream.range(0, counts.size())
            .mapToObj(i -> counts.get(i) + others.counts.get(i))
            .toList(),
        micros + others.micros);
  }

  public long count() {
    return counts.stream().mapToLong(Long::longValue).sum();
  }

  /// In microseconds: at most so long took this share of the packets, from 0 to 1; 0 without any.
  public long quantile(double share) {
    long wanted = (long) Math.ceil(share * count());
    long passed = 0;
    for (int i = 0; i < counts.size() && wanted > 0; i++) {
      passed += counts.get(i);
      if (passed >= wanted) {
        return i < BOUNDS.size() ? BOUNDS.get(i) : 2 * BOUNDS.getLast();
      }
    }
    return 0;
  }
}
