package allmende.protocols.payload;

import allmende.protocols.BigEndian;

/// Redundant audio (RFC 2198): earlier blocks in front of the one that the packet is about.
public final class RedPayload {
  /// Blocks of one packet, the primary included.
  public static final int MAX_BLOCKS = 16;

  /// Bytes in front of a redundant block.
  public static final int HEADER = 4;

  /// Bytes in front of the primary one.
  public static final int LAST_HEADER = 1;

  /// The longest redundant block, for its length has 10 bits.
  public static final int MAX_LENGTH = 0x3FF;

  /// The furthest that a redundant block may lie back, in units of the timestamp: 14 bits.
  public static final int MAX_OFFSET = 0x3FFF;

  private final int[] types = new int[MAX_BLOCKS];
  private final int[] back = new int[MAX_BLOCKS];
  private final int[] offsets = new int[MAX_BLOCKS];
  private final int[] lengths = new int[MAX_BLOCKS];
  private int count;

  /// Points the view at a payload. False if its blocks are not in it.
  public boolean wrap(byte[] bytes, int offset, int length) {
    count = 0;
    int end = offset + length;
    int at = offset;
    while (at + HEADER <= end && bytes[at] < 0) {
      if (count == MAX_BLOCKS - 1) {
        return false;
      }
      types[count] = bytes[at] & 0x7F;
      back[count] = BigEndian.uint24(bytes, at + 1) >> 10;
      lengths[count] = BigEndian.uint24(bytes, at + 1) & MAX_LENGTH;
      count++;
      at += HEADER;
    }
    if (at >= end || bytes[at] < 0) {
      return false;
    }
    types[count] = bytes[at] & 0x7F;
    back[count] = 0;
    count++;
    return place(at + LAST_HEADER, end);
  }

  private boolean place(int first, int end) {
    int at = first;
    for (int i = 0; i < count - 1; i++) {
      offsets[i] = at;
      at += lengths[i];
    }
    offsets[count - 1] = at;
    lengths[count - 1] = end - at;
    return at <= end;
  }

  /// Gives all blocks of a payload that can be read another payload type, in place.
  public static void renumber(byte[] bytes, int offset, int payloadType) {
    int at = offset;
    while (bytes[at] < 0) {
      bytes[at] = (byte) (0x80 | payloadType);
      at += HEADER;
    }
    bytes[at] = (byte) payloadType;
  }

  /// Blocks, the oldest first, the primary last.
  public int count() {
    return count;
  }

  public int payloadType(int block) {
    return types[block];
  }

  /// How far before the packet's timestamp a block begins.
  public int timestampsBack(int block) {
    return back[block];
  }

  /// Where in the array a block lies.
  public int offset(int block) {
    return offsets[block];
  }

  public int length(int block) {
    return lengths[block];
  }

  /// Writes the four bytes for a redundant block. Its data follows behind all headers.
  public static void putHeader(
      byte[] out, int at, int payloadType, int timestampsBack, int length) {
    BigEndian.put32(out, at, 0x8000_0000 | payloadType << 24 | timestampsBack << 10 | length);
  }

  /// Writes the byte for the primary block.
  public static void putLastHeader(byte[] out, int at, int payloadType) {
    out[at] = (byte) payloadType;
  }
}
