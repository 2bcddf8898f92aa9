package allmende.protocols.payload;

import allmende.protocols.BigEndian;

/// What VP8's and VP9's payload descriptors have in common: they count pictures (RFC 7741 §4.2, RFC
/// 9628 §4.2).
public abstract sealed class PictureDescriptor permits Vp8Descriptor, Vp9Descriptor {
  /// In place of a number that the packet does not carry.
  public static final int NONE = -1;

  byte[] bytes = new byte[0];
  int offset;
  int end;
  int pictureIdAt = NONE;
  int tl0At = NONE;

  /// Points the view at a payload. False if the descriptor does not fit in it.
  public abstract boolean wrap(byte[] payload, int start, int length);

  /// Bytes of the descriptor.
  public abstract int length();

  /// Whether a picture begins here that can be decoded on its own.
  public abstract boolean startsKeyFrame();

  /// From 0, or [#NONE].
  public abstract int temporalLayer();

  final void begin(byte[] payload, int start, int length) {
    bytes = payload;
    offset = start;
    end = start + length;
    pictureIdAt = NONE;
    tl0At = NONE;
  }

  /// Notes where the picture id is, and returns where it ends.
  final int passPictureId(int at) {
    pictureIdAt = at;
    return at + (at < end && bytes[at] < 0 ? 2 : 1);
  }

  /// 7 or 15 bits, or [#NONE].
  public final int pictureId() {
    if (pictureIdAt == NONE) {
      return NONE;
    }
    return hasLongPictureId()
        ? BigEndian.uint16(bytes, pictureIdAt) & 0x7FFF
        : bytes[pictureIdAt] & 0x7F;
  }

  /// Whether the picture id has 15 bits.
  public final boolean hasLongPictureId() {
    return pictureIdAt != NONE && bytes[pictureIdAt] < 0;
  }

  /// Puts another picture id in its place, with as many bits as there are.
  public final void setPictureId(int id) {
    if (hasLongPictureId()) {
      BigEndian.put16(bytes, pictureIdAt, id | 0x8000);
    } else if (pictureIdAt != NONE) {
      bytes[pictureIdAt] = (byte) (id & 0x7F);
    }
  }

  /// 8 bits that count the pictures of the lowest temporal layer, or [#NONE].
  public final int tl0PictureIndex() {
    return tl0At == NONE ? NONE : bytes[tl0At] & 0xFF;
  }

  /// Puts another index in its place, if there is one.
  public final void setTl0PictureIndex(int index) {
    if (tl0At != NONE) {
      bytes[tl0At] = (byte) index;
    }
  }
}
