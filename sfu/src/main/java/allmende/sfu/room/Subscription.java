package allmende.sfu.room;

import allmende.sfu.media.DownTrack;
import allmende.sfu.peer.Section;
import org.jspecify.annotations.Nullable;

/// Somebody wants somebody's track. It has a section once one is agreed on, and a track once
/// packets may flow.
final class Subscription {
  final Publication publication;
  @Nullable Section section;
  @Nullable DownTrack track;
  boolean disabled;
  int layer = 2;

  Subscription(Publication publication) {
    this.publication = publication;
  }

  void apply() {
    DownTrack down = track;
    if (down != null) {
      down.limit(disabled ? DownTrack.NOTHING : layer);
    }
  }
}
