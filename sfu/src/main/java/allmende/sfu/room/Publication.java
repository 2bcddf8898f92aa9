package allmende.sfu.room;

import allmende.sfu.media.Codec;
import allmende.sfu.media.UpParameters;
import allmende.sfu.media.UpTrack;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import livekit.LivekitModels.Encryption;
import livekit.LivekitModels.SimulcastCodecInfo;
import livekit.LivekitModels.TrackInfo;
import livekit.LivekitModels.TrackType;
import livekit.LivekitModels.VideoLayer;
import livekit.LivekitModels.VideoQuality;

/// A track that somebody publishes: asked for by `add_track`, and there once a section carries it.
final class Publication {
  final Participant publisher;
  final TrackInfo.Builder info;

  /// What the client may call it in its descriptions, and the codec that it means by that.
  private final Map<String, Optional<Codec>> names = new HashMap<>();

  private final List<Carried> carried = new ArrayList<>();
  final Dynacast dynacast = new Dynacast(this);
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

  /// Whether every packet is to be sent several times over (RFC 2198); encrypted sound cannot be.
  boolean isRedundant() {
    return isAudio() && !info.getDisableRed() && info.getEncryption() == Encryption.Type.NONE;
  }

  String kind() {
    return isAudio() ? "audio" : "video";
  }

  /// Notes what the client may call it.
  void name(String clientId, Optional<Codec> codec) {
    if (!clientId.isEmpty()) {
      names.put(clientId, codec);
    }
  }

  boolean isNamed(String name) {
    return names.containsKey(name);
  }

  /// The codec that a name was given for, if it was for one.
  Optional<Codec> codecOf(String name) {
    return names.getOrDefault(name, Optional.empty());
  }

  boolean isBound() {
    return !carried.isEmpty();
  }

  /// In every codec in which it is there; those who can choose get the first.
  List<Carried> carried() {
    return List.copyOf(carried);
  }

  /// What a section carries of it.
  Optional<Carried> at(String mid) {
    return carried.stream().filter(each -> each.mid().equals(mid)).findFirst();
  }

  boolean isCarriedAs(String name) {
    return carried.stream().anyMatch(each -> each.name().equals(name));
  }

  void bind(UpTrack up, UpParameters how, String name) {
    carried.add(new Carried(up, how.mid(), name));
    if (carried.size() == 1) {
      info.setMid(how.mid()).setMimeType(how.codec().mime());
    }
    SimulcastCodecInfo.Builder codec = describe(how.codec());
    codec.setMimeType(how.codec().mime()).setMid(how.mid()).setCid(name);
    if (!isAudio()) {
      codec.setVideoLayerMode(
          how.codec().isLayered() && how.rids().isEmpty()
              ? VideoLayer.Mode.MULTIPLE_SPATIAL_LAYERS_PER_STREAM
              : VideoLayer.Mode.ONE_SPATIAL_LAYER_PER_STREAM);
    }
  }

  /// What is said of a codec: in its own place, or else in the first, which was not yet known.
  private SimulcastCodecInfo.Builder describe(Codec codec) {
    return info.getCodecsBuilderList().stream()
        .filter(each -> each.getMimeType().equalsIgnoreCase(codec.mime()))
        .findFirst()
        .orElseGet(() ->
            carried.size() == 1 && info.getCodecsCount() > 0
                ? info.getCodecsBuilder(0)
                : info.addCodecsBuilder());
  }

  /// Those in which it is there, and those in which the client could send it too.
  List<Codec> codecs() {
    return Stream.concat(
            carried.stream().map(Carried::codec),
            info.getCodecsList().stream()
                .flatMap(each ->
                    Arrays.stream(Codec.values())
                        .filter(codec -> codec.mime().equalsIgnoreCase(each.getMimeType()))))
        .distinct()
        .toList();
  }

  void unbind(Carried gone) {
    carried.remove(gone);
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
