package allmende.sfu.media;

import allmende.protocols.rtcp.TransportFeedback;
import allmende.protocols.rtp.SequenceUnwrapper;
import org.jspecify.annotations.Nullable;

/// When packets of a transport arrived, to tell their sender, who judges by it how much the way
/// bears (draft-holmer-rmcat-transport-wide-cc-extensions-01 §3).
final class Arrivals {
  private static final int SLOTS = 2_048;

  /// In one feedback at the most, so that it fits into a packet.
  private static final int MOST = 400;

  private final SequenceUnwrapper unwrapper = new SequenceUnwrapper();
  private final long[] micros = new long[SLOTS];
  private boolean begun;
  private long base;
  private long end;
  private int count;

  void add(int sequence, long now) {
    long index = unwrapper.unwrap(sequence);
    if (!begun) {
      begun = true;
      base = index;
      end = index;
    }
    if (index < base || index - base >= SLOTS) {
      if (index < base) {
        return;
      }
      base = index;
      end = index;
    }
    while (end <= index) {
      micros[slot(end++)] = 0;
    }
    micros[slot(index)] = now / 1_000;
  }

  /// What arrived since the last time; null if nothing did.
  @Nullable TransportFeedback feedback(long sender, long media) {
    long first = base;
    while (first < end && micros[slot(first)] == 0) {
      first++;
    }
    if (first == end) {
      return null;
    }
    // What was lost before the first is told too, unless that is too much for a packet.
    base = Math.max(base, first - MOST / 2);
    long stop = Math.min(end, base + MOST);
    while (micros[slot(stop - 1)] == 0) {
      stop--;
    }
    long reference = micros[slot(first)] / TransportFeedback.REFERENCE_MICROS;
    long last = reference * TransportFeedback.REFERENCE_MICROS / TransportFeedback.DELTA_MICROS;
    int[] deltas = new int[(int) (stop - base)];
    for (int i = 0; i < deltas.length; i++) {
      long arrived = micros[slot(base + i)];
      if (arrived == 0) {
        deltas[i] = TransportFeedback.LOST;
      } else {
        long ticks = arrived / TransportFeedback.DELTA_MICROS;
        deltas[i] = (int) Math.clamp(ticks - last, Short.MIN_VALUE, Short.MAX_VALUE);
        last += deltas[i];
      }
    }
    TransportFeedback feedback =
        new TransportFeedback(
            sender,
            media,
            (int) (base & 0xFFFF),
            // Counted in 24 bits with a sign.
            (int) reference << 8 >> 8,
            count++ & 0xFF,
            deltas);
    base = stop;
    return feedback;
  }

  private static int slot(long index) {
    return (int) (index & SLOTS - 1);
  }
}
