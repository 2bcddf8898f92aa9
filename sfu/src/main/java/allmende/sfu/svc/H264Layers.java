package allmende.sfu.svc;

/// Leaves out those pictures of H.264 that no other picture builds upon (`nal_ref_idc` 0, ITU-T
/// H.264 §7.4.1), which encoders mark so in the upper one of two temporal layers.
///
/// Nothing is allocated for a packet.
public final class H264Layers implements LayerChoice {
  /// Pictures that were left out and are remembered.
  private static final int PICTURES = 8;

  /// What comes later than this, in ticks of its clock, has been stamped anew.
  private static final int LATEST = 90_000;

  private final int[] leftOut = new int[PICTURES];
  private int count;
  private int newest;
  private boolean begun;
  private int most = Integer.MAX_VALUE;

  @Override
  public void limit(int spatialLayer, int temporalLayer) {
    most = spatialLayer == NOTHING ? NOTHING : temporalLayer;
  }

  @Override
  public boolean select(Frame frame) {
    int picture = frame.timestamp();
    int ahead = picture - newest;
    if (begun && ahead <= 0 && ahead > -LATEST) {
      return !isLeftOut(picture);
    }
    begun = true;
    newest = picture;
    // What a picture begins with decides: parameters ahead of a slice are never left out.
    if (frame.temporalLayer() > most) {
      leftOut[count++ & PICTURES - 1] = picture;
      return false;
    }
    return true;
  }

  private boolean isLeftOut(int picture) {
    for (int i = Math.max(0, count - PICTURES); i < count; i++) {
      if (leftOut[i & PICTURES - 1] == picture) {
        return true;
      }
    }
    return false;
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
    return begun ? 0 : NOTHING;
  }

  @Override
  public int temporalLayer() {
    return begun ? Math.min(most, 1) : NOTHING;
  }
}
