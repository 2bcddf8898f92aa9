package allmende.sfu.room;

import allmende.sfu.media.Codec;
import allmende.sfu.media.UpTrack;

/// A publication in one codec, as a section carries it.
///
/// @param mid the section's name
/// @param name of the client's, for the track in that section
record Carried(UpTrack track, String mid, String name) {
  Codec codec() {
    return track.codec();
  }
}
