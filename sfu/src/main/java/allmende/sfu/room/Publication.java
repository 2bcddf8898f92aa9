package allmende.sfu.room;

import allmende.sfu.media.UpParameters;
import allmende.sfu.media.UpTrack;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import livekit.LivekitModels.TrackInfo;
import livekit.LivekitModels.TrackType;
import livekit.LivekitModels.VideoLayer;
import livekit.LivekitModels.VideoQuality;
import org.jspecify.annotations.Nullable;

/// A track that somebody publishes: asked for by `add_track`, and there once a section carries it.
final class Publication {
  final Participant publisher;
  final TrackInfo.Builder info;

  /// What the client may call it in its descriptions.
  final Set<String> clientIds = new HashSet<>();

  private @Nullable UpTrack track;
  private @Nullable String clientTrack;
  private boolean heard;

  Publication(Participant publisher, TrackInfo.Builder info) {
    this.publisher = publisher;
    this.info = info;
  }

  String sid() {
    return info.getSid();
  }

  boolean isAudio() {
    return info.getType() == TrackType.AUDIO;
  }

  String kind() {
    return isAudio() ? "audio" : "video";
  }

  @Nullable UpTrack track() {
    return track;
  }

  boolean isBound() {
    return track != null;
  }

  /// Whether a section which once carried it now carries another.
  boolean wasNamed(String name) {
    return name.equals(clientTrack);
  }

  void bind(UpTrack up, UpParameters how, String name) {
    track = up;
    clientTrack = name;
    info.setMid(how.mid()).setMimeType(how.codec().mime());
    if (info.getCodecsCount() > 0) {
      info.getCodecsBuilder(0).setMid(how.mid()).setMimeType(how.codec().mime());
    }
  }

  /// The largest encoding that somebody needs who shows it at a size, counted from 0.
  int layerFor(int width, int height) {
    List<VideoLayer> layers = layers();
    int shown = Math.max(width, height);
    for (int i = 0; i < layers.size(); i++) {
      // Clients ask for the size on their screen, which is now and then a pixel or two larger.
      if (Math.max(layers.get(i).getWidth(), layers.get(i).getHeight()) >= shown - 16) {
        return i;
      }
    }
    return Math.max(0, layers.size() - 1);
  }

  static int layerOf(VideoQuality quality) {
    return switch (quality) {
      case LOW -> 0;
      case MEDIUM -> 1;
      case HIGH, OFF, UNRECOGNIZED -> 2;
    };
  }

  private List<VideoLayer> layers() {
    List<VideoLayer> layers =
        info.getCodecsCount() > 0 && info.getCodecs(0).getLayersCount() > 0
            ? info.getCodecs(0).getLayersList()
            : info.getLayersList();
    return layers.stream()
        .sorted((one, other) -> Integer.compare(one.getWidth(), other.getWidth()))
        .toList();
  }

  /// True for the first who subscribes: the publisher is told once.
  boolean firstHeard() {
    boolean first = !heard;
    heard = true;
    return first;
  }
}
