package allmende.protocols.stun;

import allmende.protocols.BigEndian;

/// Finds the ends of messages on a TCP or TLS connection to a TURN server, where STUN messages and
/// ChannelData follow each other without further framing (RFC 8656 §3.1, §12.5).
public final class TurnStream {
  /// More bytes are needed to tell.
  public static final int UNKNOWN = -1;

  private TurnStream() {}

  /// Bytes that the message which starts here takes on the stream, its padding included, or
  /// [#UNKNOWN].
  public static int messageLength(byte[] bytes, int offset, int available) throws MalformedStun {
    if (available < 4) {
      return UNKNOWN;
    }
    int length = BigEndian.uint16(bytes, offset + 2);
    if ((bytes[offset] & 0xF0) == 0x40) {
      return ChannelData.onStream(length);
    }
    if (available < 8) {
      return UNKNOWN;
    }
    if ((bytes[offset] & 0xC0) != 0
        || (length & 3) != 0
        || BigEndian.int32(bytes, offset + 4) != StunView.MAGIC_COOKIE) {
      throw new MalformedStun("neither STUN nor ChannelData");
    }
    return StunView.HEADER + length;
  }
}
