package allmende.sfu.room;

import allmende.sfu.auth.Refused;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import livekit.LivekitModels;
import livekit.LivekitModels.DisconnectReason;
import livekit.LivekitModels.ParticipantInfo;
import livekit.LivekitModels.ParticipantPermission;
import livekit.LivekitModels.TrackInfo;
import livekit.LivekitRoom.CreateRoomRequest;
import livekit.LivekitRoom.MuteRoomTrackRequest;
import livekit.LivekitRoom.PerformRpcRequest;
import livekit.LivekitRoom.SendDataRequest;
import livekit.LivekitRoom.UpdateParticipantRequest;
import livekit.LivekitRoom.UpdateSubscriptionsRequest;
import livekit.LivekitRtc.LeaveRequest;
import livekit.LivekitRtc.UpdateSubscription;

/// What other programs do with rooms (livekit_room.proto, RoomService). Whether they may is asked
/// elsewhere. May be called from anywhere but from within a room.
public final class RoomApi {
  private static final String NO_ROOM = "There is no such room.";
  private static final String NOBODY = "There is no such participant.";
  private static final String NAMES = "A room's name has 1 to 256 characters.";
  private static final int LONGEST_NAME = 256;

  private final Rooms rooms;

  public RoomApi(Rooms rooms) {
    this.rooms = rooms;
  }

  /// Opens a room, or changes one that is open.
  public LivekitModels.Room create(CreateRoomRequest asked) throws Refused {
    if (asked.getName().isEmpty() || asked.getName().length() > LONGEST_NAME) {
      throw Refused.malformed(NAMES);
    }
    Room room = rooms.open(asked.getName());
    return room.ask(() -> {
      room.prepare(asked);
      return room.info();
    });
  }

  /// Open rooms.
  ///
  /// @param names empty: all
  public List<LivekitModels.Room> list(List<String> names) {
    return rooms.all().stream()
        .filter(room -> names.isEmpty() || names.contains(room.name))
        .map(room -> room.ask(room::info))
        .toList();
  }

  /// Sends everybody away.
  public void delete(String name) throws Refused {
    Room room = room(name);
    rooms.forget(room);
    room.execute(() -> room.close(DisconnectReason.ROOM_DELETED));
  }

  public List<ParticipantInfo> participants(String name) throws Refused {
    Room room = room(name);
    return room.ask(() -> room.participants().stream().map(Participant::info).toList());
  }

  public ParticipantInfo participant(String name, String identity) throws Refused {
    return with(name, identity, Participant::info);
  }

  public void remove(String name, String identity) throws Refused {
    with(
        name,
        identity,
        who -> {
          who.room.remove(
              who, DisconnectReason.PARTICIPANT_REMOVED, LeaveRequest.Action.DISCONNECT);
          return who;
        });
  }

  public TrackInfo mute(MuteRoomTrackRequest asked) throws Refused {
    return with(
            asked.getRoom(),
            asked.getIdentity(),
            who ->
                who.publishing
                    .find(asked.getTrackSid())
                    .map(track -> who.publishing.muteFor(track, asked.getMuted())))
        .orElseThrow(() -> Refused.missing("There is no such track."));
  }

  /// Changes what is said of somebody; what is left empty stays.
  public ParticipantInfo update(UpdateParticipantRequest asked) throws Refused {
    return with(
        asked.getRoom(),
        asked.getIdentity(),
        who -> {
          if (!asked.getMetadata().isEmpty()) {
            who.describe(asked.getMetadata());
          }
          if (!asked.getName().isEmpty()) {
            who.rename(asked.getName());
          }
          who.attribute(asked.getAttributesMap());
          if (asked.hasPermission()) {
            permit(who, asked.getPermission());
          }
          who.room.changed(who);
          return who.info();
        });
  }

  private static void permit(Participant who, ParticipantPermission permission) {
    who.permit(permission);
    who.publishing.enforcePermission();
    who.subscribing.enforcePermission();
    who.dataTracks.enforcePermission();
    if (permission.getCanSubscribe()) {
      who.room.participants().stream()
          .filter(other -> other != who)
          .forEach(other -> other.publishing.visible().forEach(who.subscribing::offer));
    }
  }

  public void updateSubscriptions(UpdateSubscriptionsRequest asked) throws Refused {
    with(
        asked.getRoom(),
        asked.getIdentity(),
        who -> {
          who.subscribing.update(
              UpdateSubscription.newBuilder()
                  .addAllTrackSids(asked.getTrackSidsList())
                  .addAllParticipantTracks(asked.getParticipantTracksList())
                  .setSubscribe(asked.getSubscribe())
                  .build());
          return who;
        });
  }

  public LivekitModels.Room describe(String name, String metadata) throws Refused {
    Room room = room(name);
    return room.ask(() -> {
      room.describe(metadata);
      return room.info();
    });
  }

  /// Sends a message to those it names, or to all.
  public void send(SendDataRequest asked) throws Refused {
    Room room = room(asked.getRoom());
    room.execute(() -> DataExchange.send(room, asked));
  }

  /// Sends somebody on to another room, which is opened if need be.
  public void move(String name, String identity, String destination) throws Refused {
    if (destination.equals(name)) {
      throw Refused.malformed("They are in that room already.");
    }
    if (destination.isEmpty() || destination.length() > LONGEST_NAME) {
      throw Refused.malformed(NAMES);
    }
    with(name, identity, Participant::info);
    Room there = rooms.open(destination);
    Optional<LivekitModels.Room> info =
        there.ask(() -> there.size() < there.most() ? Optional.of(there.info()) : Optional.empty());
    if (info.isEmpty()) {
      throw Refused.failed("The other room is full.");
    }
    there.execute(() -> there.expect(identity));
    if (!with(name, identity, who -> who.room.move(who, info.get()))) {
      throw Refused.failed("The key of their token is no more.");
    }
  }

  /// Calls a method of a participant's, and waits for the answer.
  public String call(PerformRpcRequest asked) throws Refused {
    Room room = room(asked.getRoom());
    if (asked.getDestinationIdentity().isEmpty()) {
      throw Refused.malformed("destination_identity is missing.");
    }
    Participant who =
        room.ask(() -> room.participant(asked.getDestinationIdentity()))
            .orElseThrow(() -> Refused.missing(NOBODY));
    Calls.check(asked);
    Calls.Waiting call = room.ask(() -> who.calls.begin(asked));
    try {
      return call.payload();
    } finally {
      room.execute(() -> who.calls.end(call));
    }
  }

  private Room room(String name) throws Refused {
    return rooms.find(name).orElseThrow(() -> Refused.missing(NO_ROOM));
  }

  private <T> T with(String name, String identity, Function<Participant, T> action) throws Refused {
    Room room = room(name);
    Optional<T> result = room.ask(() -> room.participant(identity).map(action));
    return result.orElseThrow(() -> Refused.missing(NOBODY));
  }
}
