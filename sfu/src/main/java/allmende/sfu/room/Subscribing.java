package allmende.sfu.room;

import allmende.sfu.media.Codec;
import allmende.sfu.media.DownTrack;
import allmende.sfu.media.UpTrack;
import allmende.sfu.peer.PeerConnection;
import allmende.sfu.peer.Section;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import livekit.LivekitModels.ParticipantTracks;
import livekit.LivekitRtc.MediaSectionsRequirement;
import livekit.LivekitRtc.SignalResponse;
import livekit.LivekitRtc.TrackSubscribed;
import livekit.LivekitRtc.UpdateSubscription;
import livekit.LivekitRtc.UpdateTrackSettings;

/// What one participant sees and hears of the others.
final class Subscribing {
  /// What changes within this time is negotiated together.
  private static final Duration TOGETHER = Duration.ofMillis(10);

  private final Participant participant;
  private final Map<String, Subscription> subscriptions = new LinkedHashMap<>();
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
    if (!participant.permission().getCanSubscribe()
        || publication.publisher == participant
        || subscriptions.containsKey(publication.sid())) {
      return;
    }
    subscriptions.put(publication.sid(), new Subscription(publication));
    negotiate();
  }

  void remove(Publication publication) {
    Subscription gone = subscriptions.remove(publication.sid());
    if (gone == null) {
      return;
    }
    DownTrack track = gone.track;
    if (track != null) {
      track.close();
    }
    Section section = gone.section;
    if (section != null) {
      section.send(null);
      negotiate();
    }
  }

  void removeAll() {
    subscriptions
        .values()
        .forEach(each -> {
          DownTrack track = each.track;
          if (track != null) {
            track.close();
          }
        });
    subscriptions.clear();
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
        subscription.apply();
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
            .count();
    return (int) Math.max(0, waiting - connection.free(kind).count());
  }

  /// Gives each subscription that has none a section, as far as there are any.
  void assign(PeerConnection connection) {
    for (Subscription each : subscriptions.values()) {
      UpTrack up = each.publication.track();
      if (each.section == null && up != null) {
        String kind = each.publication.kind();
        Optional<Section> found =
            participant.single
                ? connection.free(kind).findFirst()
                : Optional.of(connection.add(kind));
        found.ifPresent(section -> {
          each.section = section;
          section.send(sending(each.publication, up.codec()));
        });
      }
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
    for (Subscription each : subscriptions.values()) {
      Section section = each.section;
      UpTrack up = each.publication.track();
      if (section != null && up != null && each.track == null) {
        connection
            .down(section)
            .ifPresent(how -> {
              DownTrack track = new DownTrack(connection.transport(), how, up);
              each.track = track;
              each.apply();
              track.open();
              if (each.publication.firstHeard()) {
                each.publication.publisher.tell(
                    SignalResponse.newBuilder()
                        .setTrackSubscribed(
                            TrackSubscribed.newBuilder().setTrackSid(each.publication.sid())));
              }
            });
      }
    }
    if (participant.single
        && subscriptions.values().stream().anyMatch(each -> each.section == null)) {
      negotiate();
    }
  }
}
