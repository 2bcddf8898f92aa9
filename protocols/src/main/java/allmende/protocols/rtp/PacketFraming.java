package allmende.protocols.rtp;

import allmende.protocols.BigEndian;

/// Packets on a TCP connection, each behind its length in two bytes (RFC 4571 §2): RTP, RTCP, and
/// what ICE brings beside them (RFC 6544 §10.1).
public final class PacketFraming {
  /// Bytes before the packet.
  public static final int HEADER = 2;

  /// More bytes are needed to tell.
  public static final int UNKNOWN = -1;

  private PacketFraming() {}

  /// Bytes that the frame which starts here takes on the stream, its header included, or
  /// [#UNKNOWN].
  public static int frameLength(byte[] bytes, int offset, int available) {
    return available < HEADER ? UNKNOWN : HEADER + BigEndian.uint16(bytes, offset);
  }
}
