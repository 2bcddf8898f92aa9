package allmende.sfu.svc;

import allmende.protocols.payload.PictureDescriptor;
import allmende.protocols.payload.Vp8Descriptor;

/// Chooses among the temporal layers of VP8 (RFC 7741 §4.2). Pictures are left out whole, and their
/// ids close up: decoders take a picture whose id is missing for one that is lost.
///
/// Nothing is allocated for a packet.
public final class Vp8Layers implements LayerChoice {
  /// Pictures that are remembered.
  private static final int PICTURES = 256;

  private static final int LONG = 15;
  private static final int SHORT = 7;

  private final SequenceMap pictures = new SequenceMap(PICTURES);
  private int most = Integer.MAX_VALUE;
  private int temporal = NOTHING;
  private long newest;

  @Override
  public void limit(int spatialLayer, int temporalLayer) {
    most = spatialLayer == NOTHING ? NOTHING : temporalLayer;
  }

  @Override
  public boolean select(Frame frame) {
    Vp8Descriptor packet = frame.vp8();
    if (frame.picture() != packet) {
      return false;
    }
    int layer = Math.max(packet.temporalLayer(), 0);
    if (packet.pictureId() == PictureDescriptor.NONE) {
      // Its packets could not be told from those of others.
      return true;
    }
    long picture = number(packet);
    if (temporal != NOTHING && picture <= newest) {
      return pictures.send(picture) != SequenceMap.NONE;
    }
    newest = picture;
    if (packet.startsKeyFrame()) {
      temporal = most;
    } else {
      temporal = Math.min(temporal, most);
      // Up to a layer where it begins anew, and no further than the next: what lies between may
      // build upon pictures that were left out.
      if (packet.startsFrame() && packet.isLayerSync() && layer == temporal + 1 && layer <= most) {
        temporal = layer;
      }
    }
    if (layer <= temporal) {
      pictures.send(picture);
      return true;
    }
    pictures.leaveOut(picture);
    return false;
  }

  /// How many pictures were left out before that of a packet.
  public int leftOutBefore(PictureDescriptor packet) {
    if (packet.pictureId() == PictureDescriptor.NONE) {
      return 0;
    }
    long picture = number(packet);
    long sent = pictures.numberOf(picture);
    return sent == SequenceMap.NONE ? 0 : (int) (picture - sent);
  }

  /// Of its picture, without coming round.
  private long number(PictureDescriptor packet) {
    int bits = Integer.SIZE - (packet.hasLongPictureId() ? LONG : SHORT);
    long first = temporal == NOTHING && newest == 0 ? packet.pictureId() : newest;
    return first + (packet.pictureId() - (int) first << bits >> bits);
  }

  @Override
  public boolean needsKeyFrame() {
    return false;
  }

  @Override
  public boolean endsPicture(Frame frame) {
    return false;
  }

  @Override
  public int activeTargets() {
    return 0;
  }

  @Override
  public int spatialLayer() {
    return temporal == NOTHING ? NOTHING : 0;
  }

  @Override
  public int temporalLayer() {
    return temporal;
  }
}
