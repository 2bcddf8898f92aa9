package allmende.sfu.sctp;

import allmende.sfu.sctp.Chunk.Sack.Gap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Which TSNs have arrived: all up to one, and ranges beyond it.
final class ReceivedTsns {
  /// Further ahead than this nothing is taken: gaps are told in 16 bits.
  static final int FURTHEST = 0xFFFF;

  private static final int MOST_GAPS = 256;
  private static final int MOST_DUPLICATES = 16;

  private final TreeMap<Long, Long> ranges = new TreeMap<>();
  private final List<Long> duplicates = new ArrayList<>();
  private long cumulative;

  ReceivedTsns(long before) {
    cumulative = before;
  }

  long cumulative() {
    return cumulative;
  }

  boolean hasGaps() {
    return !ranges.isEmpty();
  }

  /// Whether a TSN is new and near enough to be taken.
  boolean isWanted(long tsn) {
    if (tsn <= cumulative || tsn > cumulative + FURTHEST) {
      return false;
    }
    Map.Entry<Long, Long> range = ranges.floorEntry(tsn);
    return range == null || tsn > range.getValue();
  }

  void duplicate(long tsn) {
    if (duplicates.size() < MOST_DUPLICATES) {
      duplicates.add(tsn & 0xFFFF_FFFFL);
    }
  }

  /// Notes one that [#isWanted].
  void add(long tsn) {
    long from = tsn;
    long to = tsn;
    Map.Entry<Long, Long> before = ranges.floorEntry(tsn);
    if (before != null && before.getValue() == tsn - 1) {
      from = before.getKey();
    }
    Long after = ranges.remove(tsn + 1);
    if (after != null) {
      to = after;
    }
    ranges.put(from, to);
    settle();
  }

  /// Everything up to here counts as arrived (RFC 3758 §3.6).
  void skipTo(long tsn) {
    cumulative = Math.max(cumulative, tsn);
    settle();
  }

  private void settle() {
    Map.Entry<Long, Long> first = ranges.firstEntry();
    while (first != null && first.getKey() <= cumulative + 1) {
      cumulative = Math.max(cumulative, first.getValue());
      ranges.pollFirstEntry();
      first = ranges.firstEntry();
    }
  }

  /// The ranges beyond the cumulative TSN, the lowest first.
  List<Gap> gaps() {
    List<Gap> gaps = new ArrayList<>();
    for (Map.Entry<Long, Long> range : ranges.entrySet()) {
      if (gaps.size() == MOST_GAPS) {
        break;
      }
      gaps.add(new Gap((int) (range.getKey() - cumulative), (int) (range.getValue() - cumulative)));
    }
    return gaps;
  }

  /// Those noted since this was last asked.
  List<Long> takeDuplicates() {
    List<Long> taken = List.copyOf(duplicates);
    duplicates.clear();
    return taken;
  }
}
