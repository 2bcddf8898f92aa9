package allmende.protocols.stun;

import allmende.protocols.BigEndian;

/// The short form in which TURN relays (RFC 8656 §12.4): channel number, length, data. Read and
/// written where it lies.
public final class ChannelData {
  /// Bytes before the data.
  public static final int HEADER = 4;

  private ChannelData() {}

  /// Whether a datagram is one: a channel's number in front (RFC 7983), and no less data than it
  /// says. It may be followed by padding.
  public static boolean isChannelData(byte[] bytes, int offset, int length) {
    return length >= HEADER
        && (bytes[offset] & 0xF0) == 0x40
        && dataLength(bytes, offset) <= length - HEADER;
  }

  /// 0x4000 to 0x4FFF.
  public static int channel(byte[] bytes, int offset) {
    return BigEndian.uint16(bytes, offset);
  }

  /// Bytes of data behind the header.
  public static int dataLength(byte[] bytes, int offset) {
    return BigEndian.uint16(bytes, offset + 2);
  }

  /// Writes the four bytes that go before the data.
  public static void writeHeader(byte[] out, int offset, int channel, int dataLength) {
    BigEndian.put16(out, offset, channel);
    BigEndian.put16(out, offset + 2, dataLength);
  }

  /// Bytes that a message takes on a stream, where it is padded to a multiple of four.
  public static int onStream(int dataLength) {
    return HEADER + StunView.padded(dataLength);
  }
}
