package allmende.protocols.rtp;

import allmende.protocols.BigEndian;

/// Writes the header of a packet that is sent on, with the extensions that its receiver has agreed
/// to. One writer serves a media loop for all its packets.
///
/// Extensions are named first and written together, for the longest of them decides the form: one
/// of more than 16 bytes, an empty one, or an id above 14 needs the two-byte form (RFC 8285 §4.3).
public final class RtpHeaderWriter {
  /// Extensions of one packet; further ones are left out.
  public static final int MOST = 16;

  private final int[] ids = new int[MOST];
  private final byte[][] sources = new byte[MOST][];
  private final int[] from = new int[MOST];
  private final int[] lengths = new int[MOST];
  private final int[] writtenAt = new int[MOST];
  private final byte[] zeros = new byte[16];
  private int count;

  /// Forgets the extensions named so far.
  public RtpHeaderWriter begin() {
    count = 0;
    return this;
  }

  /// Names an extension whose value is copied from a slice.
  public RtpHeaderWriter extension(int id, byte[] source, int at, int length) {
    if (count < MOST) {
      ids[count] = id;
      sources[count] = source;
      from[count] = at;
      lengths[count] = length;
      count++;
    }
    return this;
  }

  /// Names an extension of at most 16 bytes whose value is filled in later, at [#valueOf].
  public RtpHeaderWriter reserve(int id, int length) {
    return extension(id, zeros, 0, length);
  }

  /// Writes a header without contributing sources, and returns how long it is.
  public int write(
      byte[] out,
      int offset,
      boolean marker,
      int payloadType,
      int sequence,
      int timestamp,
      int ssrc) {
    out[offset] = (byte) (count == 0 ? 0x80 : 0x90);
    out[offset + 1] = (byte) (marker ? payloadType | 0x80 : payloadType);
    RtpHeader.setSequence(out, offset, sequence);
    RtpHeader.setTimestamp(out, offset, timestamp);
    RtpHeader.setSsrc(out, offset, ssrc);
    return RtpHeader.FIXED + (count == 0 ? 0 : extensions(out, offset + RtpHeader.FIXED));
  }

  /// Where the value of an extension was written, or -1.
  public int valueOf(int id) {
    for (int i = 0; i < count; i++) {
      if (ids[i] == id) {
        return writtenAt[i];
      }
    }
    return -1;
  }

  private int extensions(byte[] out, int offset) {
    boolean two = needsTwoBytes();
    int at = offset + 4;
    for (int i = 0; i < count; i++) {
      if (two) {
        out[at++] = (byte) ids[i];
        out[at++] = (byte) lengths[i];
      } else {
        out[at++] = (byte) (ids[i] << 4 | lengths[i] - 1);
      }
      System.arraycopy(sources[i], from[i], out, at, lengths[i]);
      writtenAt[i] = at;
      at += lengths[i];
    }
    while ((at - offset & 3) != 0) {
      out[at++] = 0;
    }
    BigEndian.put16(out, offset, two ? 0x1000 : 0xBEDE);
    BigEndian.put16(out, offset + 2, (at - offset - 4) / 4);
    return at - offset;
  }

  private boolean needsTwoBytes() {
    for (int i = 0; i < count; i++) {
      if (ids[i] > 14 || lengths[i] > 16 || lengths[i] == 0) {
        return true;
      }
    }
    return false;
  }
}
