package allmende.sfu.room;

import allmende.sfu.media.Codec;
import allmende.sfu.media.UpParameters;
import allmende.sfu.media.UpTrack;
import allmende.sfu.peer.PeerConnection;
import allmende.sfu.peer.Section;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import livekit.LivekitModels.SimulcastCodecInfo;
import livekit.LivekitModels.TrackInfo;
import livekit.LivekitModels.TrackSource;
import livekit.LivekitModels.TrackType;
import livekit.LivekitModels.VideoLayer;
import livekit.LivekitRtc.AddTrackRequest;
import livekit.LivekitRtc.MuteTrackRequest;
import livekit.LivekitRtc.RequestResponse;
import livekit.LivekitRtc.SignalResponse;
import livekit.LivekitRtc.SimulcastCodec;
import livekit.LivekitRtc.SubscriptionPermission;
import livekit.LivekitRtc.TrackPublishedResponse;
import livekit.LivekitRtc.TrackUnpublishedResponse;

/// What one participant publishes.
final class Publishing {
  private final Participant participant;
  private final Map<String, Publication> publications = new LinkedHashMap<>();
  private SubscriptionPermission audience =
      SubscriptionPermission.newBuilder().setAllParticipants(true).build();

  Publishing(Participant participant) {
    this.participant = participant;
  }

  /// Those that are there, and not only asked for.
  List<Publication> visible() {
    return publications.values().stream().filter(Publication::isBound).toList();
  }

  Optional<Publication> find(String sid) {
    return Optional.ofNullable(publications.get(sid));
  }

  /// The client will publish a track, and learns its name.
  void add(AddTrackRequest asked) {
    RequestResponse.Reason refusal = refusal(asked);
    if (refusal != RequestResponse.Reason.OK) {
      participant.tell(
          SignalResponse.newBuilder()
              .setRequestResponse(
                  RequestResponse.newBuilder().setReason(refusal).setAddTrack(asked)));
      return;
    }
    Publication publication =
        asked.getSid().isEmpty()
            ? new Publication(participant, info(asked, participant.room.freshSid(Sid.TRACK)))
            : Objects.requireNonNull(publications.get(asked.getSid()));
    publication.name(asked.getCid(), Optional.empty());
    asked
        .getSimulcastCodecsList()
        .forEach(
            each -> publication.name(each.getCid(), Codec.of(publication.kind(), each.getCodec())));
    publications.put(publication.sid(), publication);
    // An offer may have come first.
    bind();
    participant.tell(
        SignalResponse.newBuilder()
            .setTrackPublished(
                TrackPublishedResponse.newBuilder()
                    .setCid(asked.getCid())
                    .setTrack(publication.info)));
  }

  private RequestResponse.Reason refusal(AddTrackRequest asked) {
    if (!mayPublish(asked.getSource())) {
      return RequestResponse.Reason.NOT_ALLOWED;
    }
    if (asked.getType() == TrackType.DATA) {
      return RequestResponse.Reason.UNSUPPORTED_TYPE;
    }
    if (!asked.getSid().isEmpty()) {
      // The same track in another codec.
      return publications.containsKey(asked.getSid())
          ? RequestResponse.Reason.OK
          : RequestResponse.Reason.NOT_FOUND;
    }
    return publications.size() >= participant.room.limits().tracks()
        ? RequestResponse.Reason.LIMIT_EXCEEDED
        : RequestResponse.Reason.OK;
  }

  private boolean mayPublish(TrackSource source) {
    List<TrackSource> sources = participant.permission().getCanPublishSourcesList();
    return participant.permission().getCanPublish()
        && (sources.isEmpty() || sources.contains(source));
  }

  private static TrackInfo.Builder info(AddTrackRequest asked, String sid) {
    TrackInfo.Builder info =
        TrackInfo.newBuilder()
            .setSid(sid)
            .setType(asked.getType())
            .setName(asked.getName())
            .setMuted(asked.getMuted())
            .setWidth(asked.getWidth())
            .setHeight(asked.getHeight())
            .setSource(asked.getSource())
            .addAllLayers(asked.getLayersList())
            .setSimulcast(asked.getLayersCount() > 1)
            .setMimeType(asked.getType() == TrackType.AUDIO ? "audio/opus" : "video/VP8")
            .setDisableDtx(asked.getDisableDtx())
            .setStereo(asked.getStereo())
            .setDisableRed(asked.getDisableRed())
            .setEncryption(asked.getEncryption())
            .setStream(stream(asked))
            .addAllAudioFeatures(asked.getAudioFeaturesList())
            .setBackupCodecPolicy(asked.getBackupCodecPolicy());
    if (asked.getSimulcastCodecsCount() == 0) {
      info.addCodecs(codec(asked, info.getMimeType(), asked.getCid(), List.of()));
    }
    for (SimulcastCodec each : asked.getSimulcastCodecsList()) {
      String kind = asked.getType() == TrackType.AUDIO ? "audio" : "video";
      String mime =
          Codec.of(kind, each.getCodec()).map(Codec::mime).orElse(kind + "/" + each.getCodec());
      info.addCodecs(codec(asked, mime, each.getCid(), each.getLayersList()));
    }
    return info;
  }

  private static SimulcastCodecInfo codec(
      AddTrackRequest asked, String mime, String cid, List<VideoLayer> layers) {
    return SimulcastCodecInfo.newBuilder()
        .setMimeType(mime)
        .setCid(cid)
        .addAllLayers(layers.isEmpty() ? asked.getLayersList() : layers)
        .build();
  }

  /// Browsers keep the sound of a camera or a screen in step with its picture if both are in one
  /// stream.
  private static String stream(AddTrackRequest asked) {
    if (!asked.getStream().isEmpty()) {
      return asked.getStream();
    }
    return switch (asked.getSource()) {
      case CAMERA, MICROPHONE -> "camera";
      case SCREEN_SHARE, SCREEN_SHARE_AUDIO -> "screen";
      case UNKNOWN, UNRECOGNIZED -> "";
    };
  }

  /// Finds out which section carries what, after an offer or a new request.
  void bind() {
    PeerConnection connection = participant.connections().publisher();
    boolean changed = false;
    for (Section section : connection.sections()) {
      String name = connection.clientTrack(section).orElse("");
      Optional<Publication> there = at(section.mid());
      if (there.isPresent()
          && (connection.up(section).isEmpty() || !there.get().isCarriedAs(name))) {
        end(there.get(), section.mid());
        there = Optional.empty();
        changed = true;
      }
      if (there.isEmpty() && connection.up(section).isPresent()) {
        Optional<Publication> meant = meant(name, section.kind());
        if (meant.isPresent()) {
          begin(meant.get(), connection, section, name);
          changed = true;
        }
      }
    }
    if (changed) {
      participant.room.changed(participant);
      participant.room.published(participant);
    }
  }

  private Optional<Publication> at(String mid) {
    return publications.values().stream().filter(each -> each.at(mid).isPresent()).findFirst();
  }

  /// By its name; or, for clients that name it otherwise in their descriptions, the first that
  /// waits.
  private Optional<Publication> meant(String name, String kind) {
    List<Publication> ofKind =
        publications.values().stream().filter(each -> each.kind().equals(kind)).toList();
    return ofKind.stream()
        .filter(each -> each.isNamed(name) && !each.isCarriedAs(name))
        .findFirst()
        .or(() -> ofKind.stream().filter(each -> !each.isBound()).findFirst());
  }

  private void begin(
      Publication publication, PeerConnection connection, Section section, String name) {
    section.prefer(publication.codecOf(name));
    section.wantRedundancy(publication.isRedundant());
    UpParameters how = connection.up(section).orElseThrow();
    UpTrack track =
        new UpTrack(
            participant.room.media().loop(),
            how.codec(),
            publication.info.getSource() == TrackSource.SCREEN_SHARE);
    if (publication.isRedundant()) {
      track.repeating();
    }
    boolean first = !publication.isBound();
    publication.bind(track, how, name);
    connection.transport().receive(how, track);
    if (first) {
      participant.room.events().published(publication);
    }
    if (publication.isAudio()) {
      participant.room.speaking().begin();
    }
    publication.dynacast.look();
  }

  /// A section no longer carries it. It has ended with its first codec.
  private void end(Publication publication, String mid) {
    participant.connections().publisher().transport().stopReceiving(mid);
    Optional<Carried> gone = publication.at(mid);
    if (gone.isPresent() && !gone.get().equals(publication.carried().getFirst())) {
      publication.unbind(gone.get());
      participant.room.lostCodec(publication, gone.get());
      return;
    }
    end(publication);
  }

  private void end(Publication publication) {
    publications.remove(publication.sid());
    publication
        .carried()
        .forEach(
            each -> participant.connections().publisher().transport().stopReceiving(each.mid()));
    participant.room.unpublished(publication);
  }

  /// The client says who may see what.
  void permit(SubscriptionPermission changed) {
    audience = changed;
    participant.room.participants().stream()
        .filter(each -> each != participant)
        .forEach(each -> each.subscribing.enforce(participant));
    participant.dataTracks.enforceAudience();
  }

  /// Whether somebody may see a track; as long as nothing is said, everybody.
  boolean permits(Participant who, String trackSid) {
    return audience.getAllParticipants()
        || audience.getTrackPermissionsList().stream()
            .filter(each ->
                each.getParticipantIdentity().equals(who.identity)
                    || each.getParticipantSid().equals(who.sid))
            .anyMatch(each -> each.getAllTracks() || each.getTrackSidsList().contains(trackSid));
  }

  /// The client has muted a track, or the other way round.
  void mute(MuteTrackRequest asked) {
    find(asked.getSid())
        .filter(each -> each.info.getMuted() != asked.getMuted())
        .ifPresent(each -> {
          each.info.setMuted(asked.getMuted());
          participant.room.changed(participant);
        });
  }

  /// An administrator mutes a track; only the client itself can unmute it.
  TrackInfo muteFor(Publication publication, boolean muted) {
    publication.info.setMuted(muted);
    participant.tell(
        SignalResponse.newBuilder()
            .setMute(MuteTrackRequest.newBuilder().setSid(publication.sid()).setMuted(muted)));
    participant.room.changed(participant);
    return publication.info.build();
  }

  /// What may no longer be published ends.
  void enforcePermission() {
    List<Publication> ended =
        publications.values().stream().filter(each -> !mayPublish(each.info.getSource())).toList();
    for (Publication each : ended) {
      end(each);
      participant.tell(
          SignalResponse.newBuilder()
              .setTrackUnpublished(TrackUnpublishedResponse.newBuilder().setTrackSid(each.sid())));
    }
  }

  void endAll() {
    List.copyOf(publications.values())
        .forEach(each -> {
          publications.remove(each.sid());
          participant.room.unpublished(each);
        });
  }
}
