package allmende.files;

import allmende.files.store.RecentStore;
import allmende.files.store.RecentStore.Use;
import allmende.identity.Actor;
import allmende.platform.events.Event;
import allmende.platform.events.Happened;
import allmende.platform.events.Listener;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// The files that a person changed or opened last.
///
/// A list by person, kept from the events: however large the tree is, it is a hundred rows that are
/// looked at.
public final class Recent implements Listener {
  /// What is longer than this, nobody reads.
  public static final int MOST = 50;

  private static final Set<String> CHANGES =
      Set.of("file.created", "file.changed", "file.moved", "file.restored");

  /// A sync client reads whole folders that nobody looks at; only what is opened in a page counts.
  private static final String BY_PAGE = "session, ";

  private final Jdbi jdbi;
  private final Ways ways;
  private final RecentStore store = new RecentStore();

  public Recent(Jdbi jdbi, Ways ways) {
    this.jdbi = jdbi;
    this.ways = ways;
  }

  /// A file that was used.
  ///
  /// @param opened rather than changed
  public record Used(Seen file, Instant at, boolean opened) {}

  private record Whose(long account, long node) {}

  @Override
  public void hear(Handle transaction, List<Happened> batch) {
    Map<Whose, Use> last = new LinkedHashMap<>();
    Map<Long, Integer> taken = new HashMap<>();
    // The newest first: of the thousand that a sync client brings at once, only those are written
    // that would stay.
    for (Happened happened : batch.reversed()) {
      Event event = happened.event();
      Long account = event.actor();
      Long node = event.node();
      boolean opened = event.kind().equals("file.read") && event.right().startsWith(BY_PAGE);
      if (account == null || node == null || !(opened || CHANGES.contains(event.kind()))) {
        continue;
      }
      Use use = new Use(account, node, happened.at(), opened);
      if (taken.getOrDefault(account, 0) < RecentStore.KEPT
          && last.putIfAbsent(new Whose(account, node), use) == null) {
        taken.merge(account, 1, Integer::sum);
      }
    }
    if (last.isEmpty()) {
      return;
    }
    // In one order, so that two who write the same rows never wait for each other in a circle.
    store.note(
        transaction,
        last.values().stream()
            .sorted((a, b) ->
                a.account() == b.account()
                    ? Long.compare(a.node(), b.node())
                    : Long.compare(a.account(), b.account()))
            .toList());
    store.trim(transaction, last.keySet().stream().map(Whose::account).collect(Collectors.toSet()));
  }

  /// What the person used last, the last first; nothing that they may not see any more, and nothing
  /// that lies in the trash.
  public List<Used> of(Actor actor, int most) {
    long account = actor.account().id().value();
    return jdbi.withHandle(handle -> {
      Sight sight = Sight.of(handle, ways, actor);
      return store
          .of(handle, account, sight.spaceIds(), sight.tops(), Math.clamp(most, 0, MOST))
          .stream()
          .flatMap(row ->
              sight.seen(row.spot()).stream().map(seen -> new Used(seen, row.at(), row.opened())))
          .toList();
    });
  }
}
