package allmende.meetings;

import allmende.sfu.Sfu;
import allmende.sfu.auth.Refused;
import allmende.sfu.room.RoomApi;
import java.util.List;
import java.util.Optional;
import livekit.LivekitModels.ParticipantInfo;
import livekit.LivekitModels.TrackInfo;
import livekit.LivekitModels.TrackSource;
import livekit.LivekitRoom.MuteRoomTrackRequest;

/// The rooms of the engine in this process.
public final class EngineRooms implements LiveRooms {
  private final Sfu sfu;

  public EngineRooms(Sfu sfu) {
    this.sfu = sfu;
  }

  @Override
  public List<Present> present(String room) {
    return participants(room).stream()
        .map(who ->
            new Present(
                who.getIdentity(), who.getName(), who.getAttributesOrDefault(Role.ATTRIBUTE, "")))
        .toList();
  }

  @Override
  public boolean remove(String room, String identity) {
    return did(rooms -> rooms.remove(room, identity));
  }

  @Override
  public boolean mute(String room, String identity) {
    Optional<ParticipantInfo> who =
        participants(room).stream().filter(one -> one.getIdentity().equals(identity)).findFirst();
    who.stream()
        .flatMap(one -> one.getTracksList().stream())
        .filter(track -> track.getSource() == TrackSource.MICROPHONE && !track.getMuted())
        .forEach(track -> did(rooms -> rooms.mute(muting(room, identity, track))));
    return who.isPresent();
  }

  @Override
  public void close(String room) {
    did(rooms -> rooms.delete(room));
  }

  private static MuteRoomTrackRequest muting(String room, String identity, TrackInfo track) {
    return MuteRoomTrackRequest.newBuilder()
        .setRoom(room)
        .setIdentity(identity)
        .setTrackSid(track.getSid())
        .setMuted(true)
        .build();
  }

  private List<ParticipantInfo> participants(String room) {
    RoomApi rooms = sfu.rooms().orElse(null);
    if (rooms == null) {
      return List.of();
    }
    try {
      return rooms.participants(room);
    } catch (Refused e) {
      return List.of();
    }
  }

  @FunctionalInterface
  private interface Command {
    void run(RoomApi rooms) throws Refused;
  }

  private boolean did(Command command) {
    RoomApi rooms = sfu.rooms().orElse(null);
    if (rooms == null) {
      return false;
    }
    try {
      command.run(rooms);
      return true;
    } catch (Refused e) {
      // Whom or what it was about is gone.
      return false;
    }
  }
}
