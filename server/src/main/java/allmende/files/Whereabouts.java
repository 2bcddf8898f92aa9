package allmende.files;

import allmende.files.store.LineStore;
import allmende.identity.Actor;
import allmende.identity.Credential;
import allmende.platform.problem.Problem;
import allmende.spaces.Kind;
import allmende.spaces.Membership;
import allmende.spaces.SpaceId;
import allmende.spaces.Spaces;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Finds things by their number, for whoever may know of them.
final class Whereabouts {
  private final Spaces spaces;
  private final @Nullable Reach reach;
  private final LineStore lines = new LineStore();

  /// For those whose things nobody reaches by a link.
  Whereabouts(Spaces spaces) {
    this.spaces = spaces;
    this.reach = null;
  }

  Whereabouts(Spaces spaces, Reach reach) {
    this.spaces = spaces;
    this.reach = reach;
  }

  /// A node and where it is.
  ///
  /// @param membership of whoever asked, in its space
  /// @param line from the space's root down to it
  /// @param rights of whoever asked
  /// @param hidden how many nodes at the line's beginning the asker does not see: those above what
  ///   a link leads to
  /// @param linked whether the asker came by a link
  record Found(Membership membership, List<Node> line, Rights rights, int hidden, boolean linked) {
    Found(Membership membership, List<Node> line) {
      this(membership, line, Rights.of(membership.role()), 0, false);
    }

    /// What the asker sees of the line.
    List<Node> seen() {
      return line.subList(hidden, line.size());
    }

    /// Whether the asker's paths begin here.
    boolean isTop() {
      return hidden == line.size() - 1;
    }

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
      return !linked && membership.space().kind() == Kind.TEAM;
    }

    /// As its person's paths name it: team spaces are folders at the top.
    List<String> path() {
      List<String> path = new ArrayList<>();
      if (team()) {
        path.add(membership.space().name());
      }
      seen().stream().skip(1).map(Node::name).forEach(path::add);
      return List.copyOf(path);
    }

    /// Something in it, as the asker meets it.
    Entry entry(Node child) {
      return new Entry(child, membership.role(), rights, team(), false);
    }

    Entry entry() {
      Node node = isTop() ? node().atTop() : node();
      return new Entry(node, membership.role(), rights, team(), team() && line.size() == 1);
    }
  }

  /// @throws Problem.NotFound for what is nowhere, in the trash, or in a space that is not the
  ///   asker's: whoever guesses numbers learns nothing
  ///
  /// @throws Problem.Denied to those who may only add things
  Found find(Handle handle, Actor actor, FileId id) {
    Found found = any(handle, actor, id);
    found.rights().require(Rights.READ);
    return found;
  }

  /// As [#find], also for those who may not look: of what there is, they know the top alone.
  Found any(Handle handle, Actor actor, FileId id) {
    List<Node> line = lines.line(handle, id);
    if (line.isEmpty()) {
      throw missing();
    }
    if (actor.credential() instanceof Credential.Link link) {
      return below(handle, link, line);
    }
    return new Found(membership(actor, line.getLast().space()), line);
  }

  private Found below(Handle handle, Credential.Link link, List<Node> line) {
    Reach.Reached reached = reachOf().require(handle, link);
    for (int depth = 0; depth < line.size(); depth++) {
      if (line.get(depth).id().equals(reached.node().id())) {
        Found found = new Found(reached.membership(), line, reached.rights(), depth, true);
        if (!found.isTop() && !found.rights().can(Rights.READ)) {
          throw missing();
        }
        return found;
      }
    }
    throw missing();
  }

  private Reach reachOf() {
    if (reach == null) {
      throw noLinks();
    }
    return reach;
  }

  private static Problem noLinks() {
    return new Problem.Denied("Links do not lead here.");
  }

  /// @throws Problem.NotFound when the asker does not belong there
  Membership membership(Actor actor, SpaceId space) {
    if (actor.credential() instanceof Credential.Link) {
      throw noLinks();
    }
    return spaces.membership(actor.account().id(), space).orElseThrow(Whereabouts::missing);
  }

  List<Membership> all(Actor actor) {
    if (actor.credential() instanceof Credential.Link) {
      throw noLinks();
    }
    return spaces.of(actor.account().id());
  }

  static Problem missing() {
    return new Problem.NotFound("There is nothing of that number.");
  }
}
