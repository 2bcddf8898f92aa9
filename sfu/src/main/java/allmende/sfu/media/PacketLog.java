package allmende.sfu.media;

/// The packets of a stream that came last, one behind the other in one array, to be sent again. The
/// oldest make room for the newest.
final class PacketLog {
  private static final int SLOTS = 1_024;

  private final byte[] bytes;
  private final int[] sequences = new int[SLOTS];
  private final int[] lengths = new int[SLOTS];
  private final long[] positions = new long[SLOTS];
  private long end;

  /// @param capacity in bytes, a power of two
  PacketLog(int capacity) {
    bytes = new byte[capacity];
  }

  void add(int sequence, byte[] packet, int offset, int length) {
    int at = (int) (end & bytes.length - 1);
    if (at + length > bytes.length) {
      end += bytes.length - at;
      at = 0;
    }
    System.arraycopy(packet, offset, bytes, at, length);
    int slot = sequence & SLOTS - 1;
    sequences[slot] = sequence;
    lengths[slot] = length;
    positions[slot] = end;
    end += length;
  }

  /// Copies a packet, and returns its length; 0 if it is no longer there.
  int copy(int sequence, byte[] to, int offset) {
    int slot = sequence & SLOTS - 1;
    int length = lengths[slot];
    if (length == 0 || sequences[slot] != sequence || end - positions[slot] > bytes.length) {
      return 0;
    }
    System.arraycopy(bytes, (int) (positions[slot] & bytes.length - 1), to, offset, length);
    return length;
  }

  boolean has(int sequence) {
    int slot = sequence & SLOTS - 1;
    return lengths[slot] != 0
        && sequences[slot] == sequence
        && end - positions[slot] <= bytes.length;
  }
}
