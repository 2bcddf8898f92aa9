package allmende.meetings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Rooms in memory: whoever a test says is there.
public final class FakeRooms implements LiveRooms {
  private final Map<String, List<Present>> present = new HashMap<>();

  /// Who was muted, and which rooms were closed.
  public final List<String> muted = new ArrayList<>();

  public final List<String> closed = new ArrayList<>();

  public void come(String room, Present who) {
    present.computeIfAbsent(room, _ -> new ArrayList<>()).add(who);
  }

  @Override
  public List<Present> present(String room) {
    return List.copyOf(present.getOrDefault(room, List.of()));
  }

  @Override
  public boolean remove(String room, String identity) {
    return present.getOrDefault(room, List.of()).removeIf(each -> each.identity().equals(identity));
  }

  @Override
  public boolean mute(String room, String identity) {
    return muted.add(identity);
  }

  @Override
  public void close(String room) {
    present.remove(room);
    closed.add(room);
  }
}
