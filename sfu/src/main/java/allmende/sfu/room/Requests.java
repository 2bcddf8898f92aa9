package allmende.sfu.room;

import allmende.sfu.signal.Wire;
import java.util.Map;
import livekit.LivekitRtc.Ping;
import livekit.LivekitRtc.Pong;
import livekit.LivekitRtc.RequestResponse;
import livekit.LivekitRtc.SignalRequest;
import livekit.LivekitRtc.SignalResponse;
import livekit.LivekitRtc.UpdateParticipantMetadata;

/// What a client asks for (livekit_rtc.proto, SignalRequest).
final class Requests {
  private static final int LONGEST_TEXT = 64 << 10;
  private static final int MOST_ATTRIBUTES = 256;

  private Requests() {}

  static void handle(SignalRequest request, Participant participant, Wire wire) {
    switch (request.getMessageCase()) {
      case OFFER -> participant.connections().offered(request.getOffer());
      case ANSWER -> participant.connections().answered(request.getAnswer());
      case ADD_TRACK -> participant.publishing.add(request.getAddTrack());
      case MUTE -> participant.publishing.mute(request.getMute());
      case SUBSCRIPTION -> participant.subscribing.update(request.getSubscription());
      case TRACK_SETTING -> participant.subscribing.update(request.getTrackSetting());
      case SUBSCRIPTION_PERMISSION ->
          participant.publishing.permit(request.getSubscriptionPermission());
      case SIMULATE -> Simulating.run(request.getSimulate(), participant);
      case LEAVE -> participant.room.leave(participant);
      case UPDATE_METADATA -> describe(participant, request.getUpdateMetadata());
      case PING ->
          wire.send(SignalResponse.newBuilder().setPong(participant.room.nowMillis()).build());
      case PING_REQ -> wire.send(pong(request.getPingReq(), participant.room.nowMillis()));
      case PUBLISH_DATA_TRACK_REQUEST ->
          participant.dataTracks.publish(request.getPublishDataTrackRequest());
      case UNPUBLISH_DATA_TRACK_REQUEST ->
          participant.dataTracks.unpublish(request.getUnpublishDataTrackRequest());
      case UPDATE_DATA_SUBSCRIPTION ->
          participant.dataTracks.update(request.getUpdateDataSubscription());
      // Clients find us by themselves: a lite agent needs none of their candidates (RFC 8445
      // §2.5). The rest tells of what we do not use, or asks for nothing.
      case TRICKLE,
          UPDATE_LAYERS,
          SYNC_STATE,
          UPDATE_AUDIO_TRACK,
          UPDATE_VIDEO_TRACK,
          MESSAGE_NOT_SET -> {}
    }
  }

  private static SignalResponse pong(Ping ping, long now) {
    return SignalResponse.newBuilder()
        .setPongResp(Pong.newBuilder().setLastPingTimestamp(ping.getTimestamp()).setTimestamp(now))
        .build();
  }

  private static void describe(Participant participant, UpdateParticipantMetadata asked) {
    RequestResponse.Builder answer =
        RequestResponse.newBuilder().setRequestId(asked.getRequestId()).setUpdateMetadata(asked);
    if (!participant.permission().getCanUpdateMetadata()) {
      respond(participant, answer.setReason(RequestResponse.Reason.NOT_ALLOWED));
      return;
    }
    if (asked.getMetadata().length() > LONGEST_TEXT
        || asked.getName().length() > LONGEST_TEXT
        || length(asked.getAttributesMap()) + length(participant.attributes()) > LONGEST_TEXT
        || asked.getAttributesCount() > MOST_ATTRIBUTES) {
      respond(participant, answer.setReason(RequestResponse.Reason.LIMIT_EXCEEDED));
      return;
    }
    if (!asked.getMetadata().isEmpty()) {
      participant.describe(asked.getMetadata());
    }
    if (!asked.getName().isEmpty()) {
      participant.rename(asked.getName());
    }
    participant.attribute(asked.getAttributesMap());
    participant.room.changed(participant);
    respond(participant, answer.setReason(RequestResponse.Reason.OK));
  }

  private static int length(Map<String, String> texts) {
    return texts.entrySet().stream()
        .mapToInt(each -> each.getKey().length() + each.getValue().length())
        .sum();
  }

  private static void respond(Participant participant, RequestResponse.Builder answer) {
    participant.tell(SignalResponse.newBuilder().setRequestResponse(answer));
  }
}
