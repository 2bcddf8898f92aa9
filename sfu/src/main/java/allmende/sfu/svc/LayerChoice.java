package allmende.sfu.svc;

/// Chooses for one receiver, frame by frame, what it gets of a layered stream.
public sealed interface LayerChoice permits LayerSelector, Vp8Layers, Vp9Layers, H264Layers {
  /// In place of a layer: none at all.
  int NOTHING = -1;

  /// The highest layers that the receiver is to get, or [#NOTHING].
  void limit(int spatial, int temporal);

  /// Whether a packet is to be sent on. All packets of a frame get the same answer.
  boolean select(Frame frame);

  /// Whether what is wanted will hardly be reached without a key frame.
  boolean needsKeyFrame();

  /// Whether a packet ends the picture as this receiver gets it, so that its marker is to be set:
  /// the packet that had it may be of a layer which is left out.
  boolean endsPicture(Frame frame);

  /// What to tell the receiver of the decode targets that are sent; 0 where there are none.
  int activeTargets();

  /// The highest spatial layer that is sent, or [#NOTHING].
  int spatialLayer();

  /// The highest temporal layer that is sent, or [#NOTHING].
  int temporalLayer();
}
