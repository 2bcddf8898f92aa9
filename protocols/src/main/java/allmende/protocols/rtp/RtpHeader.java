package allmende.protocols.rtp;

import allmende.protocols.BigEndian;

/// The fixed part of an RTP packet (RFC 3550 §5.1), field by field, where it lies. Offsets are
/// those of the packet's first byte; whoever asks has seen [#length] say that there is a header.
public final class RtpHeader {
  /// Bytes before the contributing sources.
  public static final int FIXED = 12;

  private RtpHeader() {}

  /// Bytes of the header with contributing sources and extension, or -1 if this is no RTP packet of
  /// version 2 or the header does not fit in it.
  public static int length(byte[] bytes, int offset, int length) {
    if (length < FIXED || (bytes[offset] & 0xC0) != 0x80) {
      return -1;
    }
    int header = FIXED + 4 * (bytes[offset] & 0x0F);
    if ((bytes[offset] & 0x10) != 0) {
      if (header + 4 > length) {
        return -1;
      }
      header += 4 + 4 * BigEndian.uint16(bytes, offset + header + 2);
    }
    return header <= length ? header : -1;
  }

  /// Whether a datagram of this version is RTCP rather than RTP: payload types 64 to 95 are RTCP's
  /// (RFC 5761 §4).
  public static boolean isRtcp(byte[] bytes, int offset, int length) {
    return length >= 2 && (bytes[offset + 1] & 0x7F) >= 64 && (bytes[offset + 1] & 0x7F) < 96;
  }

  public static boolean marker(byte[] bytes, int offset) {
    return bytes[offset + 1] < 0;
  }

  public static int payloadType(byte[] bytes, int offset) {
    return bytes[offset + 1] & 0x7F;
  }

  public static int sequence(byte[] bytes, int offset) {
    return BigEndian.uint16(bytes, offset + 2);
  }

  /// As an unsigned number of 32 bits in an `int`.
  public static int timestamp(byte[] bytes, int offset) {
    return BigEndian.int32(bytes, offset + 4);
  }

  /// As an unsigned number of 32 bits in an `int`.
  public static int ssrc(byte[] bytes, int offset) {
    return BigEndian.int32(bytes, offset + 8);
  }

  public static void setMarker(byte[] bytes, int offset, boolean marker) {
    bytes[offset + 1] = (byte) (marker ? bytes[offset + 1] | 0x80 : bytes[offset + 1] & 0x7F);
  }

  public static void setPayloadType(byte[] bytes, int offset, int payloadType) {
    bytes[offset + 1] = (byte) ((bytes[offset + 1] & 0x80) | payloadType);
  }

  public static void setSequence(byte[] bytes, int offset, int sequence) {
    BigEndian.put16(bytes, offset + 2, sequence);
  }

  public static void setTimestamp(byte[] bytes, int offset, int timestamp) {
    BigEndian.put32(bytes, offset + 4, timestamp);
  }

  public static void setSsrc(byte[] bytes, int offset, int ssrc) {
    BigEndian.put32(bytes, offset + 8, ssrc);
  }
}
