package allmende.files;

import allmende.files.Whereabouts.Found;
import allmende.files.store.LineStore;
import allmende.files.store.LinkStore;
import allmende.files.store.LockStore;
import allmende.identity.Actor;
import allmende.platform.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Looks at files and folders by their numbers, space by space.
public final class Browse {
  private final Jdbi jdbi;
  private final Whereabouts whereabouts;
  private final Clock clock;
  private final LineStore lines = new LineStore();
  private final LockStore locks = new LockStore();
  private final LinkStore links = new LinkStore();
  private final LockGuard guard;

  public Browse(Jdbi jdbi, Clock clock, Ways ways) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.guard = new LockGuard(locks, clock);
    this.whereabouts = ways.whereabouts();
  }

  /// A folder on the way to something, or that itself.
  public record Step(FileId id, String name) {}

  /// Something and the way to it.
  ///
  /// @param path from the space's root, which is called like the space, down to the thing itself
  public record At(Entry entry, boolean locked, List<Step> path) {
    /// From the person's own root down: team spaces, and what was shared, are folders there.
    public List<String> names() {
      return new Seen(entry, path).names();
    }
  }

  /// Some of a folder's children.
  ///
  /// @param locked those of them that are locked, by themselves or with a folder above
  /// @param linked those that have a link or are shared; told only to those who belong there
  /// @param next where the others begin, if there are any
  public record Page(
      List<Entry> entries, Set<FileId> locked, Set<FileId> linked, Optional<String> next) {}

  /// @throws Problem.NotFound for what is nowhere, in the trash, or not the asker's to see
  public At find(Actor actor, FileId id) {
    return jdbi.withHandle(handle -> {
      Found found = whereabouts.find(handle, actor, id);
      boolean locked = !guard.covering(handle, found.line()).isEmpty();
      return new At(named(found), locked, path(found));
    });
  }

  /// The way to something, from what the asker sees first.
  static List<Step> path(Found found) {
    String space = found.membership().space().name();
    List<Step> path = new ArrayList<>();
    for (Node node : found.seen()) {
      boolean root = found.belongs() && node.parent().isEmpty();
      path.add(new Step(node.id(), root ? space : node.name()));
    }
    return List.copyOf(path);
  }

  /// @param after what the page before gave as its `next`; empty for the first
  /// @throws Problem.NotFound for what is no folder that the asker may see
  public Page children(Actor actor, FileId folder, Optional<String> after, int limit) {
    String key = after.map(Browse::key).orElse("");
    return jdbi.withHandle(handle -> {
      Found found = whereabouts.find(handle, actor, folder);
      if (!found.node().folder()) {
        throw new Problem.NotFound("This is no folder.");
      }
      List<Node> nodes = lines.children(handle, folder, key, limit + 1);
      boolean more = nodes.size() > limit;
      List<Node> shown = more ? nodes.subList(0, limit) : nodes;
      return new Page(
          shown.stream().map(found::entry).toList(),
          locked(handle, found, shown),
          !found.belongs() ? Set.of() : links.linked(handle, ids(shown), clock.instant()),
          more ? Optional.of(cursor(shown.getLast())) : Optional.empty());
    });
  }

  /// What of that name is in a folder.
  ///
  /// @throws Problem.NotFound when there is nothing
  public Entry child(Actor actor, FileId folder, String name) {
    NodeName wanted = NodeName.of(name);
    return jdbi.withHandle(handle -> {
      Found found = whereabouts.find(handle, actor, folder);
      Node node = lines.child(handle, folder, wanted.key()).orElseThrow(Ground::missing);
      return found.entry(node);
    });
  }

  private Set<FileId> locked(Handle handle, Found folder, List<Node> children) {
    List<FileId> ids = ids(children);
    if (guard.covering(handle, folder.line()).stream().anyMatch(Lock::deep)) {
      return Set.copyOf(ids);
    }
    return locks.on(handle, ids, clock.instant()).stream()
        .map(Lock::node)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static List<FileId> ids(List<Node> nodes) {
    return nodes.stream().map(Node::id).toList();
  }

  /// A root has no name of its own: people know it as the space.
  static Entry named(Found found) {
    Entry entry = found.entry();
    Node node = entry.node();
    return node.parent().isPresent() || !found.belongs()
        ? entry
        : entry.with(node.called(found.membership().space().name()));
  }

  private static String cursor(Node last) {
    byte[] key = NodeName.of(last.name()).key().getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(key);
  }

  private static String key(String cursor) {
    try {
      String key = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      if (key.indexOf('\0') < 0) {
        return key;
      }
    } catch (IllegalArgumentException e) {
      // It is not ours; the sentence below is the same.
    }
    throw new Problem.Invalid("This is no cursor of ours.");
  }
}
