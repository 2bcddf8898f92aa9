package allmende.sfu.room;

import allmende.sfu.media.Codec;
import allmende.sfu.media.DownListener;
import allmende.sfu.media.DownParameters;
import allmende.sfu.media.DownTrack;
import allmende.sfu.peer.PeerConnection;
import allmende.sfu.peer.Section;
import allmende.sfu.sight.RoomSight;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import livekit.LivekitModels.ParticipantInfo;
import livekit.LivekitModels.ParticipantTracks;
import livekit.LivekitModels.SubscriptionError;
import livekit.LivekitRtc.MediaSectionsRequirement;
import livekit.LivekitRtc.SignalResponse;
import livekit.LivekitRtc.StreamState;
import livekit.LivekitRtc.StreamStateInfo;
import livekit.LivekitRtc.StreamStateUpdate;
import livekit.LivekitRtc.SubscriptionPermissionUpdate;
import livekit.LivekitRtc.SubscriptionResponse;
import livekit.LivekitRtc.TrackSubscribed;
import livekit.LivekitRtc.UpdateSubscription;
import livekit.LivekitRtc.UpdateTrackSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What one participant sees and hears of the others.
final class Subscribing {
  /// What changes within this time is negotiated together.
  private static final Duration TOGETHER = Duration.ofMillis(10);

  private static final Logger log = LoggerFactory.getLogger(Subscribing.class);

  private final Participant participant;
  private final Map<String, Subscription> subscriptions = new LinkedHashMap<>();

  /// What was wanted and is not permitted by who publishes it.
  private final Map<String, Publication> denied = new LinkedHashMap<>();

  private boolean due;
  private boolean asked;

  Subscribing(Participant participant) {
    this.participant = participant;
  }

  /// Somebody's track is there: it is subscribed to, unless the client chooses for itself.
  void offer(Publication publication) {
    if (participant.autoSubscribe) {
      add(publication);
    }
  }

  private void add(Publication publication) {
    if (!participant.permission().getCanSubscribe() || publication.publisher == participant) {
      return;
    }
    Subscription there = subscriptions.get(publication.sid());
    if (there != null) {
      if (there.section == null && there.decodable().isPresent()) {
        negotiate();
      }
      return;
    }
    if (!publication.publisher.publishing.permits(participant, publication.sid())) {
      denied.put(publication.sid(), publication);
      // Whoever has only just come in does not know yet what this is about.
      if (participant.state() == ParticipantInfo.State.ACTIVE) {
        tell(publication, false);
      }
      return;
    }
    subscriptions.put(publication.sid(), new Subscription(publication));
    publication.dynacast.look();
    negotiate();
  }

  void remove(Publication publication) {
    denied.remove(publication.sid());
    Subscription gone = subscriptions.remove(publication.sid());
    if (gone == null) {
      return;
    }
    boolean negotiated = gone.section != null;
    gone.stop();
    publication.dynacast.look();
    if (negotiated) {
      negotiate();
    }
  }

  /// Somebody has changed who may see what they publish.
  void enforce(Participant publisher) {
    List<Publication> theirs =
        Stream.concat(
                denied.values().stream(),
                subscriptions.values().stream().map(each -> each.publication))
            .filter(each -> each.publisher == publisher)
            .toList();
    for (Publication each : theirs) {
      boolean permitted = publisher.publishing.permits(participant, each.sid());
      if (permitted && denied.remove(each.sid()) != null) {
        tell(each, true);
        add(each);
      } else if (!permitted && subscriptions.containsKey(each.sid())) {
        remove(each);
        denied.put(each.sid(), each);
        tell(each, false);
      }
    }
  }

  /// The participant is there by now, and can hear what it may not see.
  void connected() {
    denied.values().forEach(each -> tell(each, false));
  }

  private void tell(Publication publication, boolean allowed) {
    participant.tell(
        SignalResponse.newBuilder()
            .setSubscriptionPermissionUpdate(
                SubscriptionPermissionUpdate.newBuilder()
                    .setParticipantSid(publication.publisher.sid)
                    .setTrackSid(publication.sid())
                    .setAllowed(allowed)));
  }

  /// Notes the largest layer that this participant is to get of a publication.
  void want(Publication publication, Map<Codec, Integer> wanted) {
    Subscription subscription = subscriptions.get(publication.sid());
    if (subscription != null && !subscription.disabled) {
      subscription.codec().ifPresent(codec -> wanted.merge(codec, subscription.layer, Math::max));
    }
  }

  /// Whether anything of somebody's is subscribed to.
  boolean getsFrom(String participantSid) {
    return subscriptions.values().stream()
        .anyMatch(each -> each.publication.publisher.sid.equals(participantSid));
  }

  /// A track is no longer there in a codec; it may be in another.
  void lostCodec(Publication publication, Carried codec) {
    Subscription subscription = subscriptions.get(publication.sid());
    if (subscription != null && codec.equals(subscription.source)) {
      subscription.stop();
      negotiate();
    }
  }

  void removeAll() {
    List<Subscription> all = List.copyOf(subscriptions.values());
    subscriptions.clear();
    denied.clear();
    all.forEach(each -> {
      each.stop();
      each.publication.dynacast.look();
    });
  }

  /// What may no longer be seen ends.
  void enforcePermission() {
    if (!participant.permission().getCanSubscribe()) {
      List.copyOf(subscriptions.values()).forEach(each -> remove(each.publication));
    }
  }

  /// The client chooses.
  void update(UpdateSubscription chosen) {
    Stream.concat(
            chosen.getTrackSidsList().stream(),
            chosen.getParticipantTracksList().stream()
                .map(ParticipantTracks::getTrackSidsList)
                .flatMap(List::stream))
        .map(participant.room::publication)
        .flatMap(Optional::stream)
        .forEach(publication -> {
          if (chosen.getSubscribe()) {
            add(publication);
          } else {
            remove(publication);
          }
        });
  }

  /// The client says how large it shows a track, or that it does not.
  void update(UpdateTrackSettings settings) {
    for (String sid : settings.getTrackSidsList()) {
      Subscription subscription = subscriptions.get(sid);
      if (subscription != null) {
        subscription.disabled = settings.getDisabled();
        subscription.layer =
            settings.getWidth() > 0 || settings.getHeight() > 0
                ? subscription.publication.layerFor(settings.getWidth(), settings.getHeight())
                : Publication.layerOf(settings.getQuality());
        subscription.enough = Math.max(0, settings.getFps());
        subscription.apply();
        subscription.publication.dynacast.look();
      }
    }
  }

  private void negotiate() {
    if (!due && !participant.isGone()) {
      due = true;
      participant.room.after(
          TOGETHER,
          () -> {
            due = false;
            if (participant.isGone()) {
              return;
            }
            if (participant.single) {
              ask();
            } else {
              participant.connections().offer();
            }
          });
    }
  }

  /// Only the client offers: it is told how many sections are missing; none, if it only has to
  /// offer again.
  private void ask() {
    if (asked) {
      return;
    }
    PeerConnection connection = participant.connections().publisher();
    if (connection.sections().isEmpty()) {
      return;
    }
    asked = true;
    participant.tell(
        SignalResponse.newBuilder()
            .setMediaSectionsRequirement(
                MediaSectionsRequirement.newBuilder()
                    .setNumAudios(missing("audio", connection))
                    .setNumVideos(missing("video", connection))));
  }

  private int missing(String kind, PeerConnection connection) {
    long waiting =
        subscriptions.values().stream()
            .filter(each -> each.section == null && each.publication.kind().equals(kind))
            .filter(each -> each.decodable().isPresent())
            .count();
    return (int) Math.max(0, waiting - connection.free(kind).count());
  }

  /// Gives each subscription that has none a section, as far as there are any.
  void assign(PeerConnection connection) {
    for (Subscription each : subscriptions.values()) {
      if (each.section == null) {
        each.decodable()
            .ifPresent(source ->
                section(connection, each.publication.kind())
                    .ifPresent(section -> begin(each, source, section, connection)));
      }
    }
  }

  private Optional<Section> section(PeerConnection connection, String kind) {
    return participant.single
        ? connection.free(kind).findFirst()
        : Optional.of(connection.add(kind));
  }

  private void begin(
      Subscription subscription, Carried source, Section section, PeerConnection connection) {
    if (participant.single && !connection.takes(section, source.codec())) {
      refuse(subscription, source.codec());
      return;
    }
    subscription.section = section;
    subscription.source = source;
    section.send(sending(subscription.publication, source.codec()));
  }

  /// The client cannot decode a codec; there may be another.
  private void refuse(Subscription subscription, Codec codec) {
    subscription.untaken.add(codec);
    subscription.publication.dynacast.look();
    if (subscription.decodable().isPresent()) {
      negotiate();
    } else if (subscription.codec().isEmpty()) {
      participant.tell(
          SignalResponse.newBuilder()
              .setSubscriptionResponse(
                  SubscriptionResponse.newBuilder()
                      .setTrackSid(subscription.publication.sid())
                      .setErr(SubscriptionError.SE_CODEC_UNSUPPORTED)));
    }
  }

  private Section.Sending sending(Publication publication, Codec codec) {
    String stream =
        publication.info.getStream().isEmpty() ? publication.sid() : publication.info.getStream();
    return new Section.Sending(
        publication.publisher.sid + "|" + stream,
        publication.sid(),
        codec,
        participant.room.freshSsrc(),
        participant.room.freshSsrc());
  }

  /// Which section carries which track.
  Map<String, String> trackIds() {
    Map<String, String> ids = new TreeMap<>();
    for (Subscription each : subscriptions.values()) {
      Section section = each.section;
      if (section != null) {
        ids.put(section.mid(), each.publication.sid());
      }
    }
    return ids;
  }

  /// Both sides agree: packets may flow. What found no section is asked for once more.
  void answered(PeerConnection connection) {
    asked = false;
    for (Subscription each : List.copyOf(subscriptions.values())) {
      Section section = each.section;
      Carried source = each.source;
      if (section != null && source != null && each.track == null) {
        Optional<DownParameters> how = connection.down(section);
        if (how.isPresent()) {
          open(each, connection, how.get(), source);
        } else if (!participant.single && !connection.takes(section, source.codec())) {
          each.stop();
          refuse(each, source.codec());
        }
      }
    }
    if (participant.single
        && subscriptions.values().stream()
            .anyMatch(each -> each.section == null && each.decodable().isPresent())) {
      negotiate();
    }
  }

  private void paused(Subscription subscription, boolean paused) {
    Publication publication = subscription.publication;
    if (subscriptions.get(publication.sid()) == subscription) {
      participant.tell(
          SignalResponse.newBuilder()
              .setStreamStateUpdate(
                  StreamStateUpdate.newBuilder()
                      .addStreamStates(
                          StreamStateInfo.newBuilder()
                              .setParticipantSid(publication.publisher.sid)
                              .setTrackSid(publication.sid())
                              .setState(paused ? StreamState.PAUSED : StreamState.ACTIVE))));
    }
  }

  /// How what is subscribed to arrives. To be asked on the loop.
  List<RoomSight.Received> received() {
    return subscriptions.values().stream()
        .flatMap(each -> Stream.ofNullable(each.track).map(track -> received(each, track)))
        .toList();
  }

  private static RoomSight.Received received(Subscription subscription, DownTrack track) {
    Publication publication = subscription.publication;
    return new RoomSight.Received(
        publication.sid(),
        publication.publisher.identity,
        publication.info.getSource().name(),
        track.figures());
  }

  private void open(
      Subscription subscription, PeerConnection connection, DownParameters how, Carried source) {
    DownTrack track =
        new DownTrack(connection.transport(), how, source.track(), new Heard(subscription));
    subscription.track = track;
    subscription.apply();
    track.open();
    Publication publication = subscription.publication;
    publication.dynacast.look();
    if (publication.firstHeard()) {
      publication.publisher.tell(
          SignalResponse.newBuilder()
              .setTrackSubscribed(TrackSubscribed.newBuilder().setTrackSid(publication.sid())));
    }
  }

  /// Hears of a track on the loop, and has the room's writer tell the client, or whoever reads the
  /// log.
  private final class Heard implements DownListener {
    private final Subscription subscription;

    Heard(Subscription subscription) {
      this.subscription = subscription;
    }

    @Override
    public void paused(boolean paused) {
      participant.room.execute(() -> Subscribing.this.paused(subscription, paused));
    }

    @Override
    public void unseen(String why) {
      participant.room.execute(() -> {
        Publication publication = subscription.publication;
        boolean expected =
            !publication.info.getMuted() && subscriptions.get(publication.sid()) == subscription;
        if (expected) {
          log.info(
              "{} in {} sees nothing of {}: {}.",
              participant.sid,
              participant.room.sid,
              publication.sid(),
              why);
        }
      });
    }
  }
}
