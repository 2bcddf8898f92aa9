package allmende.sfu.room;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import livekit.LivekitModels.DataPacket;
import livekit.LivekitModels.UserPacket;
import livekit.LivekitRoom.SendDataRequest;
import org.jspecify.annotations.Nullable;

/// Messages between participants (livekit_models.proto, DataPacket): who sent one is written in by
/// us, and whom it is for is respected.
final class DataExchange {
  static final String RELIABLE = "_reliable";
  static final String LOSSY = "_lossy";

  private final Participant participant;
  private int lastSequence;

  DataExchange(Participant participant) {
    this.participant = participant;
  }

  /// Of the reliable messages that have come from this participant.
  int lastSequence() {
    return lastSequence;
  }

  /// A message has come. Called by the data channels' thread, which waits meanwhile.
  void heard(String label, byte[] message) {
    if (label.equals(DataTracks.CHANNEL)) {
      participant.room.ask(() -> {
        participant.dataTracks.heard(message);
        return true;
      });
      return;
    }
    boolean reliable = label.equals(RELIABLE);
    if (!reliable && !label.equals(LOSSY)) {
      return;
    }
    DataPacket packet;
    try {
      packet = DataPacket.parseFrom(message);
    } catch (InvalidProtocolBufferException e) {
      return;
    }
    participant.room.ask(() -> {
      route(packet, reliable);
      return reliable;
    });
  }

  private void route(DataPacket packet, boolean reliable) {
    if (participant.isGone()
        || !participant.permission().getCanPublishData()
        || isNotForwarded(packet)
        || isRepeated(packet, reliable)
        || participant.calls.heard(packet)) {
      return;
    }
    DataPacket.Builder named =
        packet.toBuilder()
            .setKind(reliable ? DataPacket.Kind.RELIABLE : DataPacket.Kind.LOSSY)
            .setParticipantIdentity(participant.identity)
            .setParticipantSid(participant.sid);
    if (packet.hasUser()) {
      named.setUser(
          packet.getUser().toBuilder()
              .setParticipantSid(participant.sid)
              .setParticipantIdentity(participant.identity));
    }
    List<String> identities = packet.getDestinationIdentitiesList();
    if (identities.isEmpty()) {
      identities = packet.getUser().getDestinationIdentitiesList();
    }
    List<String> sids = packet.getUser().getDestinationSidsList();
    send(participant.room, named.build(), identities, sids, participant);
  }

  /// Speakers are told by signalling, transcriptions come from agents, metrics are for nobody here.
  private boolean isNotForwarded(DataPacket packet) {
    return switch (packet.getValueCase()) {
      case SPEAKER, METRICS, VALUE_NOT_SET -> true;
      case TRANSCRIPTION -> !participant.token.video().agent();
      case USER,
          SIP_DTMF,
          CHAT_MESSAGE,
          RPC_REQUEST,
          RPC_ACK,
          RPC_RESPONSE,
          STREAM_HEADER,
          STREAM_CHUNK,
          STREAM_TRAILER,
          ENCRYPTED_PACKET ->
          false;
    };
  }

  /// After a resume clients send again what may not have come.
  private boolean isRepeated(DataPacket packet, boolean reliable) {
    if (!reliable || packet.getSequence() == 0) {
      return false;
    }
    if (Integer.compareUnsigned(packet.getSequence(), lastSequence) <= 0) {
      return true;
    }
    lastSequence = packet.getSequence();
    return false;
  }

  /// A message from whoever administers the room.
  static void send(Room room, SendDataRequest asked) {
    UserPacket.Builder user = UserPacket.newBuilder().setPayload(asked.getData());
    if (asked.hasTopic()) {
      user.setTopic(asked.getTopic());
    }
    DataPacket packet =
        DataPacket.newBuilder()
            .setKind(asked.getKind())
            .addAllDestinationIdentities(asked.getDestinationIdentitiesList())
            .setUser(user)
            .build();
    send(room, packet, asked.getDestinationIdentitiesList(), asked.getDestinationSidsList(), null);
  }

  private static void send(
      Room room,
      DataPacket packet,
      List<String> identities,
      List<String> sids,
      @Nullable Participant from) {
    byte[] bytes = packet.toByteArray();
    String label = packet.getKind() == DataPacket.Kind.RELIABLE ? RELIABLE : LOSSY;
    boolean all = identities.isEmpty() && sids.isEmpty();
    for (Participant each : room.participants()) {
      if (each != from && (all || identities.contains(each.identity) || sids.contains(each.sid))) {
        each.connections().send(label, bytes);
      }
    }
  }
}
