package allmende.sfu.media;

/// Packets on their way to one client that wait for their turn, in their order. They are kept one
/// behind the other in room that is made once. Belongs to a loop.
final class HeldPackets {
  private static final int BYTES = 128 << 10;
  private static final int PACKETS = 512;

  /// For the one that has its turn.
  final byte[] turn = new byte[MediaLoop.PACKET + 256];

  private final byte[] bytes = new byte[BYTES];
  private final int[] lengths = new int[PACKETS];
  private final int[] numbers = new int[PACKETS];
  private final long[] since = new long[PACKETS];
  private int first;
  private int count;
  private int firstByte;
  private int used;

  boolean isEmpty() {
    return count == 0;
  }

  /// Whether there is room for a packet of some bytes.
  boolean fits(int length) {
    return count < PACKETS && used + length <= BYTES;
  }

  /// @param numberAt where the transport's own number of a packet goes
  void add(byte[] packet, int length, int numberAt, long now) {
    int slot = first + count & PACKETS - 1;
    int at = firstByte + used & BYTES - 1;
    int straight = Math.min(length, BYTES - at);
    System.arraycopy(packet, 0, bytes, at, straight);
    System.arraycopy(packet, straight, bytes, 0, length - straight);
    lengths[slot] = length;
    numbers[slot] = numberAt;
    since[slot] = now;
    count++;
    used += length;
  }

  /// Since when the first waits.
  long since() {
    return since[first];
  }

  /// Where the number of the first one goes.
  int numberAt() {
    return numbers[first];
  }

  /// Takes the first into [#turn], and returns its length.
  int take() {
    int length = lengths[first];
    int straight = Math.min(length, BYTES - firstByte);
    System.arraycopy(bytes, firstByte, turn, 0, straight);
    System.arraycopy(bytes, 0, turn, straight, length - straight);
    first = first + 1 & PACKETS - 1;
    firstByte = firstByte + length & BYTES - 1;
    count--;
    used -= length;
    return length;
  }
}
