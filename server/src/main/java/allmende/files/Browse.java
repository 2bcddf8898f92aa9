package allmende.files;

import allmende.files.Whereabouts.Found;
import allmende.files.store.LineStore;
import allmende.identity.Actor;
import allmende.platform.problem.Problem;
import allmende.spaces.Spaces;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/// Looks at files and folders by their numbers, space by space.
public final class Browse {
  private final Jdbi jdbi;
  private final Whereabouts whereabouts;
  private final LineStore lines = new LineStore();

  public Browse(Jdbi jdbi, Spaces spaces) {
    this.jdbi = jdbi;
    this.whereabouts = new Whereabouts(spaces);
  }

  /// A folder on the way to something, or that itself.
  public record Step(FileId id, String name) {}

  /// Something and the way to it.
  ///
  /// @param path from the space's root, which is called like the space, down to the thing itself
  public record At(Entry entry, List<Step> path) {}

  /// Some of a folder's children.
  ///
  /// @param next where the others begin, if there are any
  public record Page(List<Entry> entries, Optional<String> next) {}

  /// @throws Problem.NotFound for what is nowhere, in the trash, or not the asker's to see
  public At find(Actor actor, FileId id) {
    Found found = jdbi.withHandle(handle -> whereabouts.find(handle, actor, id));
    String space = found.membership().space().name();
    List<Step> path = new ArrayList<>();
    for (Node node : found.line()) {
      path.add(new Step(node.id(), node.parent().isEmpty() ? space : node.name()));
    }
    return new At(named(found), List.copyOf(path));
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
          shown.stream()
              .map(node -> new Entry(node, found.membership().role(), found.team(), false))
              .toList(),
          more ? Optional.of(cursor(shown.getLast())) : Optional.empty());
    });
  }

  /// A root has no name of its own: people know it as the space.
  private static Entry named(Found found) {
    Entry entry = found.entry();
    Node node = entry.node();
    return node.parent().isPresent()
        ? entry
        : new Entry(
            node.called(found.membership().space().name()),
            entry.role(),
            entry.team(),
            entry.mount());
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
