package allmende.protocols.rtcp;

import static allmende.protocols.rtcp.TransportFeedback.LOST;

import allmende.protocols.BigEndian;

/// The chunks and deltas of a [TransportFeedback] (draft-holmer §3.1.1 to §3.1.5).
final class PacketStatuses {
  private static final int NOT_RECEIVED = 0;
  private static final int SMALL = 1;
  private static final int LARGE = 2;
  private static final int LONGEST_RUN = 0x1FFF;

  /// A vector holds 14 symbols of one bit, or 7 of two.
  private static final int IN_VECTOR_OF_BITS = 14;

  private static final int IN_VECTOR = 7;

  private PacketStatuses() {}

  /// Reads the deltas of `count` packets between two offsets.
  static int[] read(byte[] bytes, int from, int end, int count) throws MalformedRtcp {
    int[] deltas = new int[count];
    int at = from;
    int known = 0;
    while (known < count) {
      expect(at + 2 <= end);
      known = chunk(BigEndian.uint16(bytes, at), deltas, known);
      at += 2;
    }
    for (int i = 0; i < count; i++) {
      switch (deltas[i]) {
        case SMALL -> {
          expect(at + 1 <= end);
          deltas[i] = bytes[at] & 0xFF;
          at += 1;
        }
        case LARGE -> {
          expect(at + 2 <= end);
          deltas[i] = (short) BigEndian.uint16(bytes, at);
          at += 2;
        }
        default -> deltas[i] = LOST;
      }
    }
    return deltas;
  }

  /// Enters a chunk's symbols, and returns of how many packets something is known then.
  private static int chunk(int chunk, int[] symbols, int from) throws MalformedRtcp {
    boolean vector = (chunk & 0x8000) != 0;
    boolean wide = (chunk & 0x4000) != 0;
    int length = vector ? (wide ? IN_VECTOR : IN_VECTOR_OF_BITS) : chunk & LONGEST_RUN;
    expect(length > 0);
    int to = Math.min(symbols.length, from + length);
    for (int i = from; i < to; i++) {
      int place = i - from;
      symbols[i] =
          vector ? (wide ? chunk >> 12 - 2 * place & 3 : chunk >> 13 - place & 1) : chunk >> 13 & 3;
      expect(symbols[i] <= LARGE);
    }
    return to;
  }

  /// Writes chunks and deltas, and returns where they end.
  static int write(int[] deltas, byte[] out, int offset) {
    int at = offset;
    int next = 0;
    while (next < deltas.length) {
      int run = run(deltas, next);
      if (run >= IN_VECTOR_OF_BITS || next + run == deltas.length) {
        BigEndian.put16(out, at, symbol(deltas[next]) << 13 | run);
        next += run;
      } else if (fitsBits(deltas, next)) {
        BigEndian.put16(out, at, vector(deltas, next, IN_VECTOR_OF_BITS, 1, 0x8000));
        next += IN_VECTOR_OF_BITS;
      } else {
        BigEndian.put16(out, at, vector(deltas, next, IN_VECTOR, 2, 0xC000));
        next += IN_VECTOR;
      }
      at += 2;
    }
    for (int delta : deltas) {
      switch (symbol(delta)) {
        case SMALL -> out[at++] = (byte) delta;
        case LARGE -> {
          BigEndian.put16(out, at, delta);
          at += 2;
        }
        default -> {}
      }
    }
    return at;
  }

  private static int run(int[] deltas, int from) {
    int symbol = symbol(deltas[from]);
    int to = from + 1;
    while (to < deltas.length && to - from < LONGEST_RUN && symbol(deltas[to]) == symbol) {
      to++;
    }
    return to - from;
  }

  private static boolean fitsBits(int[] deltas, int from) {
    for (int i = from; i < Math.min(deltas.length, from + IN_VECTOR_OF_BITS); i++) {
      if (symbol(deltas[i]) == LARGE) {
        return false;
      }
    }
    return true;
  }

  private static int vector(int[] deltas, int from, int most, int bits, int kind) {
    int chunk = kind;
    for (int i = 0; i < most; i++) {
      int symbol = from + i < deltas.length ? symbol(deltas[from + i]) : NOT_RECEIVED;
      chunk |= symbol << (most - 1 - i) * bits;
    }
    return chunk;
  }

  private static int symbol(int delta) {
    if (delta == LOST) {
      return NOT_RECEIVED;
    }
    if (delta < Short.MIN_VALUE || delta > Short.MAX_VALUE) {
      throw new IllegalArgumentException("a delta of " + delta);
    }
    return delta >= 0 && delta <= 0xFF ? SMALL : LARGE;
  }

  private static void expect(boolean holds) throws MalformedRtcp {
    if (!holds) {
      throw new MalformedRtcp("transport feedback does not hold what it speaks of");
    }
  }
}
