package allmende.protocols.payload;

import allmende.protocols.BigEndian;

/// The payload descriptor of VP8 (RFC 7741 §4.2), and what the first bytes behind it say.
public final class Vp8Descriptor {
  /// In place of a number that the packet does not carry.
  public static final int NONE = -1;

  private byte[] bytes = new byte[0];
  private int offset;
  private int end;
  private int frame;
  private int pictureIdAt;
  private int tl0At;
  private int layerAt;

  /// Points the view at a payload. False if the descriptor does not fit in it.
  public boolean wrap(byte[] payload, int start, int length) {
    bytes = payload;
    offset = start;
    end = start + length;
    pictureIdAt = NONE;
    tl0At = NONE;
    layerAt = NONE;
    if (length < 1) {
      return false;
    }
    int at = start + 1;
    if ((payload[start] & 0x80) != 0) {
      if (at >= end) {
        return false;
      }
      int present = payload[at++];
      if ((present & 0x80) != 0) {
        pictureIdAt = at;
        at += at < end && payload[at] < 0 ? 2 : 1;
      }
      if ((present & 0x40) != 0) {
        tl0At = at++;
      }
      if ((present & 0x30) != 0) {
        layerAt = (present & 0x20) != 0 ? at : NONE;
        at++;
      }
    }
    frame = at;
    return at <= end;
  }

  /// Bytes of the descriptor.
  public int length() {
    return frame - offset;
  }

  /// Whether a frame begins here: the start of the first partition.
  public boolean startsFrame() {
    return (bytes[offset] & 0x17) == 0x10;
  }

  /// Whether a key frame begins here (RFC 7741 §4.3).
  public boolean startsKeyFrame() {
    return startsFrame() && frame < end && (bytes[frame] & 1) == 0;
  }

  /// Whether no other frame needs this one.
  public boolean isDiscardable() {
    return (bytes[offset] & 0x20) != 0;
  }

  /// 7 or 15 bits, or [#NONE].
  public int pictureId() {
    if (pictureIdAt == NONE) {
      return NONE;
    }
    return hasLongPictureId()
        ? BigEndian.uint16(bytes, pictureIdAt) & 0x7FFF
        : bytes[pictureIdAt] & 0x7F;
  }

  /// Whether the picture id has 15 bits.
  public boolean hasLongPictureId() {
    return pictureIdAt != NONE && bytes[pictureIdAt] < 0;
  }

  /// Puts another picture id in its place, with as many bits as there are.
  public void setPictureId(int id) {
    if (hasLongPictureId()) {
      BigEndian.put16(bytes, pictureIdAt, id | 0x8000);
    } else if (pictureIdAt != NONE) {
      bytes[pictureIdAt] = (byte) (id & 0x7F);
    }
  }

  /// 8 bits that count the frames of the lowest temporal layer, or [#NONE].
  public int tl0PictureIndex() {
    return tl0At == NONE ? NONE : bytes[tl0At] & 0xFF;
  }

  /// Puts another index in its place, if there is one.
  public void setTl0PictureIndex(int index) {
    if (tl0At != NONE) {
      bytes[tl0At] = (byte) index;
    }
  }

  /// 0 to 3, or [#NONE].
  public int temporalLayer() {
    return layerAt == NONE ? NONE : bytes[layerAt] >> 6 & 3;
  }

  /// Whether one may go up to this temporal layer here.
  public boolean isLayerSync() {
    return layerAt != NONE && (bytes[layerAt] & 0x20) != 0;
  }

  /// Of a packet that starts a key frame: pixels, or [#NONE] if they are not in this packet (RFC
  /// 6386 §9.1).
  public int width() {
    return dimension(6);
  }

  /// Like [#width].
  public int height() {
    return dimension(8);
  }

  private int dimension(int at) {
    boolean there =
        startsKeyFrame() && frame + 10 <= end && BigEndian.uint24(bytes, frame + 3) == 0x9D012A;
    return there ? (bytes[frame + at] & 0xFF) | (bytes[frame + at + 1] & 0x3F) << 8 : NONE;
  }
}
