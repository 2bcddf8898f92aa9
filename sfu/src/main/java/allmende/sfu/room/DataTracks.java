package allmende.sfu.room;

import allmende.protocols.BigEndian;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import livekit.LivekitModels.DataTrackInfo;
import livekit.LivekitRtc.DataTrackSubscriberHandles;
import livekit.LivekitRtc.DataTrackSubscriberHandles.PublishedDataTrack;
import livekit.LivekitRtc.PublishDataTrackRequest;
import livekit.LivekitRtc.PublishDataTrackResponse;
import livekit.LivekitRtc.RequestResponse;
import livekit.LivekitRtc.SignalResponse;
import livekit.LivekitRtc.UnpublishDataTrackRequest;
import livekit.LivekitRtc.UnpublishDataTrackResponse;
import livekit.LivekitRtc.UpdateDataSubscription;

/// One participant's data tracks (livekit_rtc.proto, PublishDataTrackRequest): frames of data that
/// may be lost, for those who subscribe. Packets name their track by a handle; it is the
/// publisher's own on the way here, and each subscriber's own on the way there.
final class DataTracks {
  static final String CHANNEL = "_data_track";

  private static final int MOST_HANDLE = 0xFFFF;
  private static final int LONGEST_NAME = 256;

  /// Of a packet: 3 bits of a version, flags, the handle, numbers and a time.
  private static final int HEADER = 12;

  private static final int HANDLE_AT = 2;
  private static final int VERSION_SHIFT = 5;

  private final Participant participant;
  private final Map<Integer, Published> published = new TreeMap<>();
  private final Map<String, Subscribed> subscribed = new HashMap<>();
  private int lastHandle;

  DataTracks(Participant participant) {
    this.participant = participant;
  }

  /// A track, and who gets it.
  record Published(Participant publisher, DataTrackInfo info, List<Participant> subscribers) {}

  /// Somebody's track, and how we call it to this participant.
  private record Subscribed(Published track, int handle) {}

  List<DataTrackInfo> infos() {
    return published.values().stream().map(Published::info).toList();
  }

  void publish(PublishDataTrackRequest asked) {
    RequestResponse.Reason refusal = refusal(asked);
    if (refusal != RequestResponse.Reason.OK) {
      participant.tell(
          SignalResponse.newBuilder()
              .setRequestResponse(
                  RequestResponse.newBuilder().setReason(refusal).setPublishDataTrack(asked)));
      return;
    }
    DataTrackInfo info =
        DataTrackInfo.newBuilder()
            .setPubHandle(asked.getPubHandle())
            .setSid(participant.room.freshSid(Sid.DATA_TRACK))
            .setName(asked.getName())
            .setEncryption(asked.getEncryption())
            .build();
    Published track = new Published(participant, info, new ArrayList<>());
    published.put(info.getPubHandle(), track);
    participant.tell(
        SignalResponse.newBuilder()
            .setPublishDataTrackResponse(PublishDataTrackResponse.newBuilder().setInfo(info)));
    participant.room.changed(participant);
    participant.room.participants().forEach(each -> each.dataTracks.offer(track));
  }

  private RequestResponse.Reason refusal(PublishDataTrackRequest asked) {
    if (!participant.permission().getCanPublishData()) {
      return RequestResponse.Reason.NOT_ALLOWED;
    }
    if (asked.getPubHandle() <= 0 || asked.getPubHandle() > MOST_HANDLE) {
      return RequestResponse.Reason.INVALID_HANDLE;
    }
    if (asked.getName().isEmpty() || asked.getName().length() > LONGEST_NAME) {
      return RequestResponse.Reason.INVALID_NAME;
    }
    if (published.containsKey(asked.getPubHandle())) {
      return RequestResponse.Reason.DUPLICATE_HANDLE;
    }
    if (infos().stream().anyMatch(each -> each.getName().equals(asked.getName()))) {
      return RequestResponse.Reason.DUPLICATE_NAME;
    }
    return published.size() >= participant.room.limits().tracks()
        ? RequestResponse.Reason.LIMIT_EXCEEDED
        : RequestResponse.Reason.OK;
  }

  void unpublish(UnpublishDataTrackRequest asked) {
    Published gone = published.remove(asked.getPubHandle());
    if (gone == null) {
      participant.tell(
          SignalResponse.newBuilder()
              .setRequestResponse(
                  RequestResponse.newBuilder()
                      .setReason(RequestResponse.Reason.NOT_FOUND)
                      .setUnpublishDataTrack(asked)));
      return;
    }
    participant.tell(
        SignalResponse.newBuilder()
            .setUnpublishDataTrackResponse(
                UnpublishDataTrackResponse.newBuilder().setInfo(gone.info())));
    List.copyOf(gone.subscribers()).forEach(each -> each.dataTracks.remove(gone));
    participant.room.changed(participant);
  }

  /// Somebody's track is there: it is subscribed to, if the client has asked for all.
  void offer(Published track) {
    if (participant.autoSubscribeData) {
      add(track);
      tell();
    }
  }

  /// All that there is, for somebody who has come in.
  void offerAll() {
    participant.room.participants().stream()
        .filter(each -> each != participant)
        .forEach(each -> each.dataTracks.published.values().forEach(this::offer));
  }

  /// The client chooses.
  void update(UpdateDataSubscription chosen) {
    for (UpdateDataSubscription.Update each : chosen.getUpdatesList()) {
      Optional<Published> track = find(each.getTrackSid());
      if (each.getSubscribe()) {
        track.ifPresent(this::add);
      } else {
        track.ifPresent(this::drop);
      }
    }
    tell();
  }

  private Optional<Published> find(String sid) {
    return participant.room.participants().stream()
        .flatMap(each -> each.dataTracks.published.values().stream())
        .filter(each -> each.info().getSid().equals(sid))
        .findFirst();
  }

  private void add(Published track) {
    if (track.publisher() != participant
        && participant.permission().getCanSubscribe()
        && track.publisher().publishing.permits(participant, track.info().getSid())
        && !subscribed.containsKey(track.info().getSid())) {
      subscribed.put(track.info().getSid(), new Subscribed(track, freshHandle()));
      track.subscribers().add(participant);
    }
  }

  /// Not 0, and none that is in use.
  private int freshHandle() {
    do {
      lastHandle = lastHandle % MOST_HANDLE + 1;
    } while (subscribed.values().stream().anyMatch(each -> each.handle() == lastHandle));
    return lastHandle;
  }

  private void drop(Published track) {
    if (subscribed.remove(track.info().getSid()) != null) {
      track.subscribers().remove(participant);
    }
  }

  private void remove(Published track) {
    drop(track);
    tell();
  }

  /// What may no longer be seen, or be published, ends.
  void enforcePermission() {
    if (!participant.permission().getCanSubscribe()) {
      List.copyOf(subscribed.values()).forEach(each -> remove(each.track()));
    }
    if (!participant.permission().getCanPublishData()) {
      List.copyOf(published.keySet())
          .forEach(handle ->
              unpublish(UnpublishDataTrackRequest.newBuilder().setPubHandle(handle).build()));
    }
  }

  /// The participant has said who may see what it publishes.
  void enforceAudience() {
    for (Published track : published.values()) {
      List.copyOf(track.subscribers()).stream()
          .filter(each -> !participant.publishing.permits(each, track.info().getSid()))
          .forEach(each -> each.dataTracks.remove(track));
    }
  }

  /// The participant leaves.
  void endAll() {
    List.copyOf(subscribed.values()).forEach(each -> drop(each.track()));
    List<Published> gone = List.copyOf(published.values());
    published.clear();
    gone.forEach(
        track -> List.copyOf(track.subscribers()).forEach(each -> each.dataTracks.remove(track)));
  }

  /// The client is back, and may have missed what was said meanwhile.
  void resume() {
    if (!subscribed.isEmpty()) {
      tell();
    }
  }

  /// How each track that is subscribed to is called.
  private void tell() {
    DataTrackSubscriberHandles.Builder handles = DataTrackSubscriberHandles.newBuilder();
    subscribed
        .values()
        .forEach(each ->
            handles.putSubHandles(
                each.handle(),
                PublishedDataTrack.newBuilder()
                    .setPublisherIdentity(each.track().publisher().identity)
                    .setPublisherSid(each.track().publisher().sid)
                    .setTrackSid(each.track().info().getSid())
                    .build()));
    participant.tell(SignalResponse.newBuilder().setDataTrackSubscriberHandles(handles));
  }

  /// A packet has come from this participant.
  void heard(byte[] packet) {
    if (participant.isGone()
        || !participant.permission().getCanPublishData()
        || packet.length < HEADER
        || packet[0] >>> VERSION_SHIFT != 0) {
      return;
    }
    Published track = published.get(BigEndian.uint16(packet, HANDLE_AT));
    if (track == null) {
      return;
    }
    for (Participant each : track.subscribers()) {
      each.dataTracks.send(track, packet);
    }
  }

  private void send(Published track, byte[] packet) {
    Subscribed to = subscribed.get(track.info().getSid());
    if (to != null) {
      byte[] renamed = packet.clone();
      BigEndian.put16(renamed, HANDLE_AT, to.handle());
      participant.connections().send(CHANNEL, renamed);
    }
  }
}
