package allmende.protocols.payload;

import allmende.protocols.BigEndian;

/// The payload descriptor of VP8 (RFC 7741 §4.2), and what the first bytes behind it say.
public final class Vp8Descriptor extends PictureDescriptor {
  private int frame;
  private int layerAt;

  @Override
  public boolean wrap(byte[] payload, int start, int length) {
    begin(payload, start, length);
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
        at = passPictureId(at);
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

  @Override
  public int length() {
    return frame - offset;
  }

  /// Whether a frame begins here: the start of the first partition.
  public boolean startsFrame() {
    return (bytes[offset] & 0x17) == 0x10;
  }

  /// Whether a key frame begins here (RFC 7741 §4.3).
  @Override
  public boolean startsKeyFrame() {
    return startsFrame() && frame < end && (bytes[frame] & 1) == 0;
  }

  /// Whether no other frame needs this one.
  public boolean isDiscardable() {
    return (bytes[offset] & 0x20) != 0;
  }

  /// 0 to 3, or [#NONE].
  @Override
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
