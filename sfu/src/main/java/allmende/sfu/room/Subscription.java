package allmende.sfu.room;

import allmende.sfu.media.Codec;
import allmende.sfu.media.DownTrack;
import allmende.sfu.peer.Section;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import livekit.LivekitModels.Encryption;
import org.jspecify.annotations.Nullable;

/// Somebody wants somebody's track. It has a section once one is agreed on, and a track once
/// packets may flow.
final class Subscription {
  final Publication publication;

  /// Codecs that the client has said it cannot decode.
  final Set<Codec> untaken = EnumSet.noneOf(Codec.class);

  /// What of the publication it gets, while it has a section.
  @Nullable Carried source;

  @Nullable Section section;
  @Nullable DownTrack track;
  boolean disabled;
  int layer = 2;

  /// Pictures per second that are enough; 0: all.
  int enough;

  Subscription(Publication publication) {
    this.publication = publication;
  }

  /// What of the publication the client can decode, as far as is known.
  Optional<Carried> decodable() {
    return publication.carried().stream()
        .filter(each -> !untaken.contains(each.codec()))
        .findFirst();
  }

  /// What it gets, or would, if the publisher sent it too.
  Optional<Codec> codec() {
    return source != null
        ? Optional.of(source.codec())
        : publication.codecs().stream().filter(each -> !untaken.contains(each)).findFirst();
  }

  /// Nothing is sent any more.
  void stop() {
    DownTrack down = track;
    if (down != null) {
      // Who gets what we cannot encrypt would take it for noise.
      if (publication.info.getEncryption() == Encryption.Type.NONE) {
        down.end();
      } else {
        down.close();
      }
      track = null;
    }
    if (section != null) {
      section.send(null);
      section = null;
    }
    source = null;
  }

  void apply() {
    DownTrack down = track;
    if (down != null) {
      down.limit(disabled ? DownTrack.NOTHING : layer, enough);
    }
  }
}
