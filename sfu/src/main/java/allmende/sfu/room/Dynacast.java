package allmende.sfu.room;

import allmende.sfu.media.Codec;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import livekit.LivekitModels.VideoQuality;
import livekit.LivekitRtc.SignalResponse;
import livekit.LivekitRtc.SubscribedCodec;
import livekit.LivekitRtc.SubscribedQuality;
import livekit.LivekitRtc.SubscribedQualityUpdate;

/// Tells a publisher which of its pictures anybody watches, so that it need not send the others: at
/// once when somebody wants more, a little later when nobody does any longer (LiveKit's dynacast).
final class Dynacast {
  private static final int NOTHING = -1;
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final List<VideoQuality> QUALITIES =
      List.of(VideoQuality.LOW, VideoQuality.MEDIUM, VideoQuality.HIGH);

  private final Publication publication;
  private final Map<Codec, Integer> told = new EnumMap<>(Codec.class);
  private boolean waiting;

  Dynacast(Publication publication) {
    this.publication = publication;
  }

  /// Something may have changed in what is watched.
  void look() {
    if (publication.isAudio() || !publication.isBound()) {
      return;
    }
    // Whoever begins to publish sends all of the first codec, and nothing of others.
    told.putIfAbsent(publication.carried().getFirst().codec(), QUALITIES.size() - 1);
    Map<Codec, Integer> wanted = wanted();
    Map<Codec, Integer> next = new EnumMap<>(told);
    wanted.forEach((codec, layer) -> next.merge(codec, layer, Math::max));
    if (!next.equals(told)) {
      tell(next);
    }
    if (!wanted.equals(told) && !waiting) {
      waiting = true;
      publication.publisher.room.after(
          PAUSE,
          () -> {
            waiting = false;
            if (!wanted().equals(told)) {
              tell(wanted());
            }
          });
    }
  }

  /// The largest layer of each codec that anybody is to get.
  private Map<Codec, Integer> wanted() {
    Map<Codec, Integer> wanted = new EnumMap<>(Codec.class);
    publication.codecs().forEach(codec -> wanted.put(codec, NOTHING));
    publication
        .publisher
        .room
        .participants()
        .forEach(each -> each.subscribing.want(publication, wanted));
    return wanted;
  }

  private void tell(Map<Codec, Integer> layers) {
    told.clear();
    told.putAll(layers);
    SubscribedQualityUpdate.Builder update =
        SubscribedQualityUpdate.newBuilder().setTrackSid(publication.sid());
    publication.codecs().stream()
        .filter(layers::containsKey)
        .map(codec ->
            SubscribedCodec.newBuilder()
                .setCodec(codec.token())
                .addAllQualities(qualities(layers.getOrDefault(codec, NOTHING)))
                .build())
        .forEach(update::addSubscribedCodecs);
    update.addAllSubscribedQualities(
        qualities(layers.getOrDefault(publication.carried().getFirst().codec(), NOTHING)));
    publication.publisher.tell(SignalResponse.newBuilder().setSubscribedQualityUpdate(update));
  }

  private static List<SubscribedQuality> qualities(int highest) {
    return QUALITIES.stream()
        .map(quality ->
            SubscribedQuality.newBuilder()
                .setQuality(quality)
                .setEnabled(QUALITIES.indexOf(quality) <= highest)
                .build())
        .toList();
  }
}
