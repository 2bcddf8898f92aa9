package allmende.push;

import allmende.platform.database.Notices;
import allmende.platform.events.Happened;
import allmende.platform.events.Listener;
import allmende.spaces.SpaceId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/// Tells all processes which spaces have changed, once for each batch of events: a process knows
/// only its own clients.
public final class ChangeTeller implements Listener {
  /// The channel that they listen to.
  public static final String CHANNEL = "allmende_changes";

  private static final String READ = "file.read";

  @Override
  public void hear(Handle transaction, List<Happened> batch) {
    Map<Long, Set<Long>> spaces = new TreeMap<>();
    for (Happened happened : batch) {
      Long space = happened.event().space();
      if (space != null && !happened.event().kind().equals(READ)) {
        spaces
            .computeIfAbsent(space, _ -> new TreeSet<>())
            .add(Objects.requireNonNullElse(happened.event().node(), 0L));
      }
    }
    spaces.forEach((space, nodes) -> {
      List<Long> named =
          nodes.size() > Change.MOST || nodes.contains(0L) ? List.of() : List.copyOf(nodes);
      Notices.tell(transaction, CHANNEL, new Change(new SpaceId(space), named).text());
    });
  }
}
