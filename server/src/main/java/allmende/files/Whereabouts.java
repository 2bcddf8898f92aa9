package allmende.files;

import allmende.files.store.LineStore;
import allmende.identity.Actor;
import allmende.platform.problem.Problem;
import allmende.spaces.Kind;
import allmende.spaces.Membership;
import allmende.spaces.SpaceId;
import allmende.spaces.Spaces;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Finds things by their number, for whoever may know of them.
final class Whereabouts {
  private final Spaces spaces;
  private final LineStore lines = new LineStore();

  Whereabouts(Spaces spaces) {
    this.spaces = spaces;
  }

  /// A node and where it is.
  ///
  /// @param membership of whoever asked, in its space
  /// @param line from the space's root down to it
  record Found(Membership membership, List<Node> line) {
    Node node() {
      return line.getLast();
    }

    Node root() {
      return line.getFirst();
    }

    /// The folders that it is in, from the root down; none for a root.
    List<Node> above() {
      return line.subList(0, line.size() - 1);
    }

    boolean team() {
      return membership.space().kind() == Kind.TEAM;
    }

    /// As its person's paths name it: team spaces are folders at the top.
    List<String> path() {
      List<String> path = new ArrayList<>();
      if (team()) {
        path.add(membership.space().name());
      }
      line.stream().skip(1).map(Node::name).forEach(path::add);
      return List.copyOf(path);
    }

    Entry entry() {
      return new Entry(node(), membership.role(), team(), team() && line.size() == 1);
    }
  }

  /// @throws Problem.NotFound for what is nowhere, in the trash, or in a space that is not the
  ///   asker's: whoever guesses numbers learns nothing
  Found find(Handle handle, Actor actor, FileId id) {
    List<Node> line = lines.line(handle, id);
    if (line.isEmpty()) {
      throw missing();
    }
    return new Found(membership(actor, line.getLast().space()), line);
  }

  /// @throws Problem.NotFound when the asker does not belong there
  Membership membership(Actor actor, SpaceId space) {
    return spaces.membership(actor.account().id(), space).orElseThrow(Whereabouts::missing);
  }

  List<Membership> all(Actor actor) {
    return spaces.of(actor.account().id());
  }

  static Problem missing() {
    return new Problem.NotFound("There is nothing of that number.");
  }
}
