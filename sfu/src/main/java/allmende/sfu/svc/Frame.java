package allmende.sfu.svc;

import allmende.protocols.payload.Av1Payload;
import allmende.protocols.payload.DependencyDescriptor;
import allmende.protocols.payload.DependencyStructure;
import allmende.protocols.payload.DependencyStructure.DecodeTarget;
import allmende.protocols.payload.DependencyStructure.Indication;
import allmende.protocols.payload.H264Payload;
import allmende.protocols.payload.PictureDescriptor;
import allmende.protocols.payload.Vp8Descriptor;
import allmende.protocols.payload.Vp9Descriptor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a packet is to its codec: whether a key frame begins with it, for which layers it is
/// needed, and how its picture is numbered. Found out once, when it arrives; whoever forwards it
/// asks here and need not know the codec. One serves a loop for all its packets.
public final class Frame {
  /// Spatial layers that are told apart.
  public static final int MOST_LAYERS = 3;

  private static final int ALL = (1 << MOST_LAYERS) - 1;

  private final Vp8Descriptor vp8 = new Vp8Descriptor();
  private final Vp9Descriptor vp9 = new Vp9Descriptor();
  private final DependencyDescriptor descriptor = new DependencyDescriptor();
  private @Nullable PictureDescriptor picture;
  private @Nullable DependencyStructure structure;
  private int timestamp;
  private int temporal;
  private boolean startsKeyFrame;
  private boolean unreadable;
  private boolean discarding;
  private int layers;

  private void begin() {
    picture = null;
    structure = null;
    unreadable = false;
    discarding = false;
    layers = ALL;
    temporal = 0;
  }

  /// Says of what time the packet is, as it counts it.
  public void time(int rtp) {
    timestamp = rtp;
  }

  /// Any packet is as good as another to begin with.
  public void readAudio() {
    begin();
    startsKeyFrame = true;
  }

  public void readVp8(byte[] bytes, int offset, int length) {
    begin();
    picture = vp8.wrap(bytes, offset, length) ? vp8 : null;
    temporal = picture == null ? 0 : Math.max(vp8.temporalLayer(), 0);
    startsKeyFrame = picture != null && vp8.startsKeyFrame();
  }

  public void readH264(byte[] bytes, int offset, int length) {
    begin();
    startsKeyFrame = H264Payload.startsKeyFrame(bytes, offset, length);
    temporal = H264Payload.isDiscardable(bytes, offset, length) ? 1 : 0;
    discarding = true;
  }

  public void readAv1(byte[] bytes, int offset, int length) {
    begin();
    startsKeyFrame = Av1Payload.startsKeyFrame(bytes, offset, length);
  }

  public void readVp9(byte[] bytes, int offset, int length) {
    begin();
    picture = vp9.wrap(bytes, offset, length) ? vp9 : null;
    temporal = picture == null ? 0 : Math.max(vp9.temporalLayer(), 0);
    startsKeyFrame = picture != null && vp9.startsKeyFrame();
    if (picture != null && vp9.spatialLayer() > 0) {
      layers = ALL << Math.min(vp9.spatialLayer(), MOST_LAYERS - 1) & ALL;
    }
  }

  /// Takes the dependency descriptor that comes with a packet, which says more than its payload.
  ///
  /// @param inForce the structure of the last key frame
  /// @param needed whether the packet is of no use without it; else it only says which pictures may
  ///   be left out, as Chromium has VP8 say it
  public void describe(
      byte[] bytes, int offset, int length, @Nullable DependencyStructure inForce, boolean needed) {
    if (!descriptor.read(bytes, offset, length, inForce)) {
      if (!needed) {
        return;
      }
      unreadable = true;
      startsKeyFrame = false;
      layers = 0;
      return;
    }
    DependencyStructure carried = descriptor.structure();
    DependencyStructure known = carried == null ? inForce : carried;
    structure = known;
    temporal = descriptor.temporalLayer();
    if (!needed) {
      return;
    }
    startsKeyFrame = carried != null && descriptor.startsFrame() && descriptor.differences() == 0;
    layers = 0;
    if (known != null) {
      List<DecodeTarget> targets = known.decodeTargets();
      for (int i = 0; i < targets.size(); i++) {
        if (descriptor.indication(i) != Indication.NOT_PRESENT) {
          layers |= 1 << Math.min(targets.get(i).spatialLayer(), MOST_LAYERS - 1);
        }
      }
    }
  }

  public boolean startsKeyFrame() {
    return startsKeyFrame;
  }

  /// Whether it belongs to a key frame that has not arrived.
  public boolean isUnreadable() {
    return unreadable;
  }

  /// Whether who gets this spatial layer as the highest one needs the packet.
  public boolean isNeededFor(int spatialLayer) {
    return (layers >> spatialLayer & 1) != 0;
  }

  /// Of its picture, counted from 0.
  public int temporalLayer() {
    return temporal;
  }

  /// Of its picture; all its packets have the same.
  public int timestamp() {
    return timestamp;
  }

  /// The spatial layers of its stream; 1 where there is nothing to choose, or where it does not
  /// say.
  public int spatialLayers() {
    DependencyStructure known = structure;
    if (known != null) {
      int most = 0;
      List<DecodeTarget> targets = known.decodeTargets();
      for (int i = 0; i < targets.size(); i++) {
        most = Math.max(most, targets.get(i).spatialLayer());
      }
      return Math.min(most + 1, MOST_LAYERS);
    }
    return picture == vp9
        ? Math.clamp(Math.max(vp9.spatialLayers(), vp9.spatialLayer() + 1), 1, MOST_LAYERS)
        : 1;
  }

  /// How its picture is numbered; null where pictures are not.
  public @Nullable PictureDescriptor picture() {
    return picture;
  }

  /// What was read by [#describe], if [#structure] is there.
  public DependencyDescriptor descriptor() {
    return descriptor;
  }

  /// The structure that the descriptor was read with; null without one.
  public @Nullable DependencyStructure structure() {
    return structure;
  }

  /// Who chooses among the layers of a stream that begins with this packet; null where there are
  /// none.
  public @Nullable LayerChoice choice() {
    if (picture == vp8 && vp8.temporalLayer() >= 0 && vp8.pictureId() >= 0) {
      return new Vp8Layers();
    }
    if (structure != null) {
      return new LayerSelector();
    }
    if (picture == vp9 && vp9.spatialLayer() >= 0) {
      return new Vp9Layers();
    }
    return discarding ? new H264Layers() : null;
  }

  Vp8Descriptor vp8() {
    return vp8;
  }

  Vp9Descriptor vp9() {
    return vp9;
  }
}
