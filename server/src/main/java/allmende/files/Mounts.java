package allmende.files;

import allmende.identity.Actor;
import allmende.identity.Credential;
import allmende.platform.problem.Problem;
import allmende.spaces.Kind;
import allmende.spaces.Membership;
import allmende.spaces.Spaces;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Where a person's path leads: team spaces appear as folders at the top of the personal one.
final class Mounts {
  private final Spaces spaces;
  private final @Nullable Reach reach;
  private final @Nullable Jdbi jdbi;

  /// For those whose things nobody reaches by a link.
  Mounts(Spaces spaces) {
    this.spaces = spaces;
    this.reach = null;
    this.jdbi = null;
  }

  Mounts(Spaces spaces, Jdbi jdbi, Reach reach) {
    this.spaces = spaces;
    this.jdbi = jdbi;
    this.reach = reach;
  }

  /// Where the paths of somebody begin who came by a link.
  ///
  /// @param node what the link leads to
  /// @param depth how many steps it is below the space's root
  record Top(FileId node, int depth) {}

  /// A place in one space.
  ///
  /// @param names from the space's root down
  /// @param rights what whoever asks may do there
  /// @param top of those who came by a link; they see nothing above it
  record Place(Membership membership, List<NodeName> names, Rights rights, Optional<Top> top) {
    Place(Membership membership, List<NodeName> names) {
      this(membership, names, Rights.of(membership.role()), Optional.empty());
    }

    /// What is of this name in it.
    Place inside(NodeName name) {
      List<NodeName> longer = new ArrayList<>(names);
      longer.add(name);
      return new Place(membership, longer, rights, top);
    }

    /// Whether this is where the asker's paths begin, if they came by a link.
    boolean isTop() {
      return top.isPresent() && names.size() == top.get().depth();
    }

    /// @throws Problem.Denied for what a link itself leads to: it stays where it is
    Place requireInside() {
      if (isTop()) {
        throw new Problem.Denied("What the link leads to stays where it is.");
      }
      return this;
    }

    /// @throws Problem.Denied when one of these rights is missing
    Place require(int wanted) {
      if (!rights.can(wanted) && top.isEmpty()) {
        throw new Problem.Denied("You may look at this space, not change it.");
      }
      rights.require(wanted);
      return this;
    }

    List<String> keys() {
      List<String> keys = new ArrayList<>(names.size());
      for (NodeName name : names) {
        keys.add(name.key());
      }
      return keys;
    }

    /// From the person's own root down.
    List<String> path() {
      int hidden = top.map(Top::depth).orElse(0);
      Stream<String> shown = names.stream().skip(hidden).map(NodeName::shown);
      return (team() ? Stream.concat(Stream.of(membership.space().name()), shown) : shown).toList();
    }

    boolean team() {
      return top.isEmpty() && membership.space().kind() == Kind.TEAM;
    }

    Place requireWrite() {
      return require(Rights.UPDATE);
    }
  }

  /// As the first step of a path: the personal space itself, whatever teams are called. No client
  /// says so, because no name contains NUL.
  static final String PERSONAL = "\0";

  /// @throws Problem.Invalid for a name that cannot be
  /// @throws Problem.Denied to those who may only add things
  Place find(Actor actor, List<String> path) {
    return any(actor, path).require(Rights.READ);
  }

  /// As [#find], also for those who may not look: what they may do is still to be required.
  Place any(Actor actor, List<String> path) {
    if (actor.credential() instanceof Credential.Link link) {
      return below(reached(link), path);
    }
    if (!path.isEmpty() && path.getFirst().equals(PERSONAL)) {
      List<String> inside = path.subList(1, path.size());
      return new Place(personal(actor), inside.stream().map(NodeName::of).toList());
    }
    List<NodeName> names = new ArrayList<>(path.size());
    for (String name : path) {
      names.add(NodeName.of(name));
    }
    List<Membership> memberships = spaces.of(actor.account().id());
    if (!names.isEmpty()) {
      for (Membership one : memberships) {
        // A team's name is in NFC already.
        if (one.space().kind() == Kind.TEAM && one.space().name().equals(names.getFirst().key())) {
          return new Place(one, names.subList(1, names.size()));
        }
      }
    }
    return new Place(memberships.getFirst(), names);
  }

  private static Place below(Reach.Reached reached, List<String> path) {
    List<NodeName> names = new ArrayList<>();
    reached.line().stream().skip(1).map(Node::name).map(NodeName::of).forEach(names::add);
    int depth = names.size();
    path.stream().map(NodeName::of).forEach(names::add);
    return new Place(
        reached.membership(),
        names,
        reached.rights(),
        Optional.of(new Top(reached.node().id(), depth)));
  }

  private Reach.Reached reached(Credential.Link link) {
    if (reach == null || jdbi == null) {
      throw new Problem.Denied("Links do not lead here.");
    }
    return jdbi.withHandle(handle -> reach.require(handle, link));
  }

  /// Whether a path is the top of a person's own folders, where the teams are.
  static boolean isHome(Actor actor, List<String> path) {
    return path.isEmpty() && !(actor.credential() instanceof Credential.Link);
  }

  Membership personal(Actor actor) {
    return spaces.of(actor.account().id()).getFirst();
  }

  /// None for those who came by a link.
  List<Membership> teams(Actor actor) {
    if (actor.credential() instanceof Credential.Link) {
      return List.of();
    }
    return spaces.of(actor.account().id()).stream()
        .filter(membership -> membership.space().kind() == Kind.TEAM)
        .toList();
  }
}
