package allmende.sfu.media;

/// What the control plane hears of a track on its way to a subscriber. Called on a loop: whoever
/// listens hands it on at once.
@FunctionalInterface
public interface DownListener {
  /// The way does not bear even the smallest picture; or it does again.
  void paused(boolean paused);

  /// The subscriber has got nothing for a while, though it should.
  ///
  /// @param why for whoever runs this
  default void unseen(String why) {}
}
