package allmende.sfu.cc;

import java.util.Arrays;

/// How fast packets arrive, over the last half second of arrivals.
final class AcknowledgedRate {
  static final long UNKNOWN = -1;

  private static final long WINDOW_MICROS = 500_000;
  private static final long LEAST_MICROS = 150_000;
  private static final int SLOT_MICROS = 10_000;
  private static final int SLOTS = (int) (WINDOW_MICROS / SLOT_MICROS);

  private final long[] bytes = new long[SLOTS];
  private boolean started;
  private long newest;
  private long first;
  private long sum;

  void add(long arrivedMicros, int size) {
    long slot = Math.floorDiv(arrivedMicros, SLOT_MICROS);
    if (!started || slot - newest >= SLOTS) {
      clear(slot);
    }
    while (newest < slot) {
      newest++;
      int index = Math.floorMod(newest, SLOTS);
      sum -= bytes[index];
      bytes[index] = 0;
    }
    if (slot > newest - SLOTS) {
      bytes[Math.floorMod(slot, SLOTS)] += size;
      sum += size;
    }
  }

  private void clear(long slot) {
    Arrays.fill(bytes, 0);
    sum = 0;
    started = true;
    newest = slot;
    first = slot;
  }

  /// In bit/s, or [#UNKNOWN].
  long bitrate() {
    long span = Math.min((newest - first + 1) * SLOT_MICROS, WINDOW_MICROS);
    return !started || span < LEAST_MICROS ? UNKNOWN : sum * 8_000_000 / span;
  }
}
