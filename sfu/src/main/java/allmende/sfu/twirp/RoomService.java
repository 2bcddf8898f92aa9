package allmende.sfu.twirp;

import allmende.sfu.auth.AccessToken;
import allmende.sfu.auth.ApiKeys;
import allmende.sfu.auth.Refused;
import allmende.sfu.auth.VideoGrant;
import allmende.sfu.room.RoomApi;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;
import java.util.function.Supplier;
import livekit.LivekitRoom.CreateRoomRequest;
import livekit.LivekitRoom.DeleteRoomRequest;
import livekit.LivekitRoom.DeleteRoomResponse;
import livekit.LivekitRoom.ListParticipantsRequest;
import livekit.LivekitRoom.ListParticipantsResponse;
import livekit.LivekitRoom.ListRoomsRequest;
import livekit.LivekitRoom.ListRoomsResponse;
import livekit.LivekitRoom.MoveParticipantRequest;
import livekit.LivekitRoom.MoveParticipantResponse;
import livekit.LivekitRoom.MuteRoomTrackRequest;
import livekit.LivekitRoom.MuteRoomTrackResponse;
import livekit.LivekitRoom.PerformRpcRequest;
import livekit.LivekitRoom.PerformRpcResponse;
import livekit.LivekitRoom.RemoveParticipantResponse;
import livekit.LivekitRoom.RoomParticipantIdentity;
import livekit.LivekitRoom.SendDataRequest;
import livekit.LivekitRoom.SendDataResponse;
import livekit.LivekitRoom.UpdateParticipantRequest;
import livekit.LivekitRoom.UpdateRoomMetadataRequest;
import livekit.LivekitRoom.UpdateSubscriptionsRequest;
import livekit.LivekitRoom.UpdateSubscriptionsResponse;
import org.jspecify.annotations.Nullable;

/// `livekit.RoomService`, in JSON and in protobuf.
public final class RoomService {
  private static final String BEARER = "Bearer ";
  private final Supplier<RoomApi> api;
  private final ApiKeys keys;
  private final Clock clock;

  /// @param api asked for only once a token has been believed
  public RoomService(Supplier<RoomApi> api, ApiKeys keys, Clock clock) {
    this.api = api;
    this.keys = keys;
    this.clock = clock;
  }

  /// Answers a call.
  ///
  /// @param method the last part of the path, such as `ListRooms`
  public TwirpReply call(String method, String contentType, String authorization, byte[] body) {
    String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    boolean json = type.equals(TwirpReply.JSON);
    if (!json && !type.equals(TwirpReply.PROTOBUF)) {
      return TwirpReply.error(TwirpCode.BAD_ROUTE, "A body is JSON or protobuf.");
    }
    try {
      Call call = new Call(body, json, grant(authorization));
      Message answer = answer(method, call);
      return answer == null
          ? TwirpReply.error(TwirpCode.BAD_ROUTE, "There is no such method.")
          : new TwirpReply(
              200,
              json ? TwirpReply.JSON : TwirpReply.PROTOBUF,
              json ? TwirpReply.json(answer) : answer.toByteArray());
    } catch (Refused e) {
      return TwirpReply.error(TwirpCode.ofStatus(e.status()), e.sentence());
    } catch (InvalidProtocolBufferException e) {
      return TwirpReply.error(TwirpCode.MALFORMED, "The body cannot be read.");
    }
  }

  private VideoGrant grant(String authorization) throws Refused {
    String token =
        authorization.startsWith(BEARER) ? authorization.substring(BEARER.length()).strip() : "";
    return AccessToken.verify(token, keys, clock).video();
  }

  private @Nullable Message answer(String method, Call call)
      throws Refused, InvalidProtocolBufferException {
    RoomApi rooms = api.get();
    return switch (method) {
      case "CreateRoom" -> {
        call.require(call.grant.roomCreate());
        yield rooms.create(call.read(CreateRoomRequest.newBuilder()).build());
      }
      case "ListRooms" -> {
        call.require(call.grant.roomList());
        yield ListRoomsResponse.newBuilder()
            .addAllRooms(rooms.list(call.read(ListRoomsRequest.newBuilder()).getNamesList()))
            .build();
      }
      case "DeleteRoom" -> {
        call.require(call.grant.roomCreate());
        rooms.delete(call.read(DeleteRoomRequest.newBuilder()).getRoom());
        yield DeleteRoomResponse.getDefaultInstance();
      }
      case "ListParticipants" -> {
        String room = call.read(ListParticipantsRequest.newBuilder()).getRoom();
        call.requireAdmin(room);
        yield ListParticipantsResponse.newBuilder()
            .addAllParticipants(rooms.participants(room))
            .build();
      }
      case "GetParticipant" -> {
        var asked = call.read(RoomParticipantIdentity.newBuilder());
        call.requireAdmin(asked.getRoom());
        yield rooms.participant(asked.getRoom(), asked.getIdentity());
      }
      case "RemoveParticipant" -> {
        var asked = call.read(RoomParticipantIdentity.newBuilder());
        call.requireAdmin(asked.getRoom());
        rooms.remove(asked.getRoom(), asked.getIdentity());
        yield RemoveParticipantResponse.getDefaultInstance();
      }
      case "MutePublishedTrack" -> {
        var asked = call.read(MuteRoomTrackRequest.newBuilder()).build();
        call.requireAdmin(asked.getRoom());
        yield MuteRoomTrackResponse.newBuilder().setTrack(rooms.mute(asked)).build();
      }
      case "UpdateParticipant" -> {
        var asked = call.read(UpdateParticipantRequest.newBuilder()).build();
        call.requireAdmin(asked.getRoom());
        yield rooms.update(asked);
      }
      case "UpdateSubscriptions" -> {
        var asked = call.read(UpdateSubscriptionsRequest.newBuilder()).build();
        call.requireAdmin(asked.getRoom());
        rooms.updateSubscriptions(asked);
        yield UpdateSubscriptionsResponse.getDefaultInstance();
      }
      case "MoveParticipant" -> {
        var asked = call.read(MoveParticipantRequest.newBuilder());
        call.requireAdmin(asked.getRoom());
        call.require(call.grant.destinationRoom().equals(asked.getDestinationRoom()));
        rooms.move(asked.getRoom(), asked.getIdentity(), asked.getDestinationRoom());
        yield MoveParticipantResponse.getDefaultInstance();
      }
      case "ForwardParticipant" ->
          throw Refused.unsupported("A participant is in one room at a time.");
      case "PerformRpc" -> {
        var asked = call.read(PerformRpcRequest.newBuilder()).build();
        call.requireAdmin(asked.getRoom());
        yield PerformRpcResponse.newBuilder().setPayload(rooms.call(asked)).build();
      }
      case "UpdateRoomMetadata" -> {
        var asked = call.read(UpdateRoomMetadataRequest.newBuilder());
        call.requireAdmin(asked.getRoom());
        yield rooms.describe(asked.getRoom(), asked.getMetadata());
      }
      case "SendData" -> {
        var asked = call.read(SendDataRequest.newBuilder()).build();
        call.requireAdmin(asked.getRoom());
        rooms.send(asked);
        yield SendDataResponse.getDefaultInstance();
      }
      default -> null;
    };
  }

  /// One call's body and what its token permits.
  private record Call(byte[] body, boolean json, VideoGrant grant) {
    <B extends Message.Builder> B read(B builder) throws InvalidProtocolBufferException {
      if (json) {
        JsonFormat.parser()
            .ignoringUnknownFields()
            .merge(new String(body, StandardCharsets.UTF_8), builder);
      } else {
        builder.mergeFrom(body);
      }
      return builder;
    }

    void require(boolean permitted) throws Refused {
      if (!permitted) {
        throw Refused.denied("This token does not permit that.");
      }
    }

    /// A token for one room opens no other.
    void requireAdmin(String room) throws Refused {
      require(grant.roomAdmin() && !room.isEmpty() && grant.room().equals(room));
    }
  }
}
