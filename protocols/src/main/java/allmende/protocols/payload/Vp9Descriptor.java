package allmende.protocols.payload;

import allmende.protocols.BigEndian;

/// The payload descriptor of VP9 (RFC 9628 §4.2).
public final class Vp9Descriptor extends PictureDescriptor {
  /// Spatial layers at most.
  public static final int MAX_LAYERS = 8;

  private static final int REFERENCES = 3;

  private final int[] widths = new int[MAX_LAYERS];
  private final int[] heights = new int[MAX_LAYERS];
  private int at;
  private int layerAt;
  private int layers;

  @Override
  public boolean wrap(byte[] payload, int start, int length) {
    begin(payload, start, length);
    at = start + 1;
    layerAt = NONE;
    layers = 0;
    if (length < 1) {
      return false;
    }
    if (has(0x80)) {
      at = passPictureId(at);
    }
    if (has(0x20)) {
      layerAt = at++;
      if (!has(0x10)) {
        tl0At = at++;
      }
    }
    if (has(0x10) && has(0x40)) {
      skipReferences();
    }
    return at <= end && (!has(0x02) || readStructure()) && at <= end;
  }

  private boolean has(int flag) {
    return (bytes[offset] & flag) != 0;
  }

  /// In the flexible mode a packet names up to three pictures that it builds upon.
  private void skipReferences() {
    for (int i = 0; i < REFERENCES && at < end; i++) {
      if ((bytes[at++] & 1) == 0) {
        return;
      }
    }
    if (at >= end) {
      at = end + 1;
    }
  }

  /// The scalability structure (RFC 9628 §4.2.1).
  private boolean readStructure() {
    if (at >= end) {
      return false;
    }
    int head = bytes[at++];
    layers = (head >> 5 & 7) + 1;
    boolean sizes = (head & 0x10) != 0;
    if (sizes && at + 4 * layers > end) {
      return false;
    }
    for (int i = 0; i < layers; i++) {
      widths[i] = sizes ? BigEndian.uint16(bytes, at) : NONE;
      heights[i] = sizes ? BigEndian.uint16(bytes, at + 2) : NONE;
      at += sizes ? 4 : 0;
    }
    if ((head & 0x08) != 0) {
      if (at >= end) {
        return false;
      }
      int pictures = bytes[at++] & 0xFF;
      for (int i = 0; i < pictures; i++) {
        if (at >= end) {
          return false;
        }
        at += 1 + (bytes[at] >> 2 & 3);
      }
    }
    return true;
  }

  @Override
  public int length() {
    return at - offset;
  }

  /// Whether the frame of a layer begins here.
  public boolean startsFrame() {
    return has(0x08);
  }

  /// Whether the frame of a layer ends here.
  public boolean endsFrame() {
    return has(0x04);
  }

  /// Whether the picture builds upon earlier ones. If not, it can be decoded on its own, once its
  /// lower layers are there.
  public boolean isInterPredicted() {
    return has(0x40);
  }

  /// Whether a picture begins here that can be decoded on its own.
  @Override
  public boolean startsKeyFrame() {
    return startsFrame() && !isInterPredicted() && spatialLayer() <= 0;
  }

  /// Whether no higher spatial layer of the picture builds upon this one.
  public boolean isNotReferencedAbove() {
    return has(0x01);
  }

  /// 0 to 7, or [#NONE].
  @Override
  public int temporalLayer() {
    return layerAt == NONE ? NONE : bytes[layerAt] >> 5 & 7;
  }

  /// Whether one may go up to this temporal layer here.
  public boolean isSwitchingUp() {
    return layerAt != NONE && (bytes[layerAt] & 0x10) != 0;
  }

  /// 0 to 7, or [#NONE].
  public int spatialLayer() {
    return layerAt == NONE ? NONE : bytes[layerAt] >> 1 & 7;
  }

  /// Whether the frame builds upon the spatial layer below it in the same picture.
  public boolean isInterLayerPredicted() {
    return layerAt != NONE && (bytes[layerAt] & 1) != 0;
  }

  /// How many spatial layers the structure speaks of; 0 if the packet carries none.
  public int spatialLayers() {
    return layers;
  }

  /// Pixels of a spatial layer below [#spatialLayers], or [#NONE].
  public int width(int layer) {
    return widths[layer];
  }

  /// Like [#width].
  public int height(int layer) {
    return heights[layer];
  }
}
