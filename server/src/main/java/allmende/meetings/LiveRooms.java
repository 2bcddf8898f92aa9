package allmende.meetings;

import java.util.List;

/// What is going on in the engine's rooms, and what a host may do there. A room that nobody is in
/// is as good as none.
public interface LiveRooms {
  /// Somebody who is in a room.
  ///
  /// @param role the attribute; empty for those whom another program let in
  record Present(String identity, String name, String role) {}

  List<Present> present(String room);

  /// Sends somebody away.
  ///
  /// @return false when there is nobody of that name
  boolean remove(String room, String identity);

  /// Mutes somebody's microphone; only they can unmute it.
  ///
  /// @return false when there is nobody of that name
  boolean mute(String room, String identity);

  /// Sends everybody away.
  void close(String room);
}
