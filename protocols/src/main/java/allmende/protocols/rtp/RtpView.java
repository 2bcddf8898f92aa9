package allmende.protocols.rtp;

import allmende.protocols.BigEndian;
import java.util.Arrays;

/// An RTP packet looked at where it lies. One view serves a media loop for all its packets.
public final class RtpView {
  /// What [#extension] returns where there is none.
  public static final int NONE = -1;

  private static final int ONE_BYTE = 0xBEDE;
  private static final int TWO_BYTES = 0x1000;

  private byte[] bytes = new byte[0];
  private int offset;
  private int length;
  private int payload;
  private int padding;
  private int extensions;
  private boolean twoBytes;

  /// Points the view at a packet. False if it is none (RFC 3550 §5.1, A.1), or its padding does not
  /// fit; the view must not be asked then.
  public boolean wrap(byte[] packet, int start, int size) {
    int header = RtpHeader.length(packet, start, size);
    if (header < 0) {
      return false;
    }
    bytes = packet;
    offset = start;
    length = size;
    payload = start + header;
    padding = 0;
    if ((packet[start] & 0x20) != 0) {
      padding = header < size ? packet[start + size - 1] & 0xFF : 0;
      if (padding == 0 || padding > size - header) {
        return false;
      }
    }
    findExtensions();
    return true;
  }

  private void findExtensions() {
    extensions = payload;
    if ((bytes[offset] & 0x10) != 0) {
      int at = offset + RtpHeader.FIXED + 4 * (bytes[offset] & 0x0F);
      int profile = BigEndian.uint16(bytes, at);
      twoBytes = (profile & 0xFFF0) == TWO_BYTES;
      if (twoBytes || profile == ONE_BYTE) {
        extensions = at + 4;
      }
    }
  }

  public byte[] bytes() {
    return bytes;
  }

  public int offset() {
    return offset;
  }

  /// Bytes in all, the padding included.
  public int length() {
    return length;
  }

  public boolean marker() {
    return RtpHeader.marker(bytes, offset);
  }

  public int payloadType() {
    return RtpHeader.payloadType(bytes, offset);
  }

  public int sequence() {
    return RtpHeader.sequence(bytes, offset);
  }

  public int timestamp() {
    return RtpHeader.timestamp(bytes, offset);
  }

  public int ssrc() {
    return RtpHeader.ssrc(bytes, offset);
  }

  public int payloadOffset() {
    return payload;
  }

  /// Bytes of payload without the padding. Zero for packets that only probe the path.
  public int payloadLength() {
    return offset + length - padding - payload;
  }

  public int paddingLength() {
    return padding;
  }

  /// Where the value of an extension begins, or [#NONE]. Ids are those of `a=extmap`, 1 to 255.
  public int extension(int id) {
    for (int at = firstExtension(); at != NONE; at = extensionAfter(at)) {
      if (extensionId(at) == id) {
        return at;
      }
    }
    return NONE;
  }

  /// Where the value of the first extension begins, or [#NONE].
  public int firstExtension() {
    return valueFrom(extensions);
  }

  /// Where the value of the extension behind this one begins, or [#NONE].
  public int extensionAfter(int value) {
    return valueFrom(value + extensionLength(value));
  }

  public int extensionId(int value) {
    return twoBytes ? bytes[value - 2] & 0xFF : bytes[value - 1] >> 4 & 0x0F;
  }

  /// Bytes of a value. Only the two-byte form has empty ones.
  public int extensionLength(int value) {
    return twoBytes ? bytes[value - 1] & 0xFF : (bytes[value - 1] & 0x0F) + 1;
  }

  /// Whether the value of an extension is this text, as `mid` and `rid` are compared.
  public boolean extensionIs(int value, byte[] text) {
    return value != NONE
        && Arrays.equals(bytes, value, value + extensionLength(value), text, 0, text.length);
  }

  /// The value of the element at or behind an offset. Zero bytes are padding. In the one-byte form
  /// an id of 15 ends the list (RFC 8285 §4.2); an element that does not fit ends it too.
  private int valueFrom(int from) {
    int at = from;
    while (at < payload && bytes[at] == 0) {
      at++;
    }
    int value = at + (twoBytes ? 2 : 1);
    if (at >= payload
        || value > payload
        || (!twoBytes && (bytes[at] & 0xF0) == 0xF0)
        || value + extensionLength(value) > payload) {
      return NONE;
    }
    return value;
  }
}
