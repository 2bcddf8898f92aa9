package allmende.sfu.media;

import java.util.Optional;

/// Notices when a subscriber has been waiting for a picture for long. Belongs to a loop.
final class MissedPicture {
  /// So long a picture may take to come before somebody asks why it does not.
  private static final long QUIET = 8_000_000_000L;

  private final UpTrack up;
  private long seenPackets;
  private long seenArrived;
  private long quietSince;
  private boolean explained;

  MissedPicture(UpTrack up) {
    this.up = up;
  }

  /// The subscriber begins to wait.
  void begin(long now) {
    quietSince = now;
  }

  /// Why nothing has been sent for long: once, and again only when something was in between.
  ///
  /// @param sent packets of the track so far
  /// @param wanted whether there should be a picture at all
  /// @param began whether something is being sent
  Optional<String> tick(long now, long sent, boolean wanted, boolean paused, boolean began) {
    if (sent != seenPackets || !wanted) {
      seenPackets = sent;
      seenArrived = up.packets();
      quietSince = now;
      explained = false;
      return Optional.empty();
    }
    if (explained || now - quietSince <= QUIET) {
      return Optional.empty();
    }
    explained = true;
    return Optional.of(reason(paused, began));
  }

  private String reason(boolean paused, boolean began) {
    if (paused) {
      return "the way to it bears less than the smallest picture";
    }
    if (up.packets() == seenArrived) {
      return "nothing comes from its publisher";
    }
    return began
        ? "none of the layers that come can be decoded by it, and no key frame comes"
        : "no key frame has come from its publisher, who is asked for one";
  }
}
