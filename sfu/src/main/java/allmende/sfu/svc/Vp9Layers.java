package allmende.sfu.svc;

import allmende.protocols.payload.Vp9Descriptor;

/// Chooses by VP9's own descriptor (RFC 9628 §4.2), where a publisher sends no other. It does not
/// say which layers of a later picture build upon each other, so all up to the wanted one are sent.
///
/// Nothing is allocated for a packet.
public final class Vp9Layers implements LayerChoice {
  private int maxSpatial = Integer.MAX_VALUE;
  private int maxTemporal = Integer.MAX_VALUE;
  private int published = Integer.MAX_VALUE;
  private int spatial = NOTHING;
  private int temporal = NOTHING;

  @Override
  public void limit(int spatialLayer, int temporalLayer) {
    maxSpatial = spatialLayer;
    maxTemporal = temporalLayer;
    if (spatialLayer == NOTHING) {
      spatial = NOTHING;
      temporal = NOTHING;
    }
  }

  @Override
  public boolean select(Frame frame) {
    Vp9Descriptor packet = frame.vp9();
    if (frame.picture() != packet) {
      return false;
    }
    int itsSpatial = Math.max(packet.spatialLayer(), 0);
    int itsTemporal = Math.max(packet.temporalLayer(), 0);
    if (packet.startsFrame() && itsSpatial == 0) {
      beginPicture(packet, itsTemporal);
    }
    return itsSpatial <= spatial && itsTemporal <= temporal;
  }

  private void beginPicture(Vp9Descriptor packet, int itsTemporal) {
    if (packet.startsKeyFrame()) {
      if (packet.spatialLayers() > 0) {
        published = packet.spatialLayers() - 1;
      }
      spatial = highest();
      temporal = maxTemporal;
      return;
    }
    spatial = Math.min(spatial, maxSpatial);
    temporal = Math.min(temporal, maxTemporal);
    if (itsTemporal > temporal && itsTemporal <= maxTemporal && packet.isSwitchingUp()) {
      temporal = itsTemporal;
    }
  }

  private int highest() {
    return Math.min(maxSpatial, published);
  }

  @Override
  public boolean needsKeyFrame() {
    return maxSpatial != NOTHING && spatial < highest();
  }

  @Override
  public boolean endsPicture(Frame frame) {
    return frame.picture() == frame.vp9()
        && frame.vp9().endsFrame()
        && Math.max(frame.vp9().spatialLayer(), 0) == spatial;
  }

  @Override
  public int activeTargets() {
    return 0;
  }

  @Override
  public int spatialLayer() {
    return spatial;
  }

  @Override
  public int temporalLayer() {
    return temporal;
  }
}
