package allmende.files;

import allmende.identity.Actor;
import allmende.platform.problem.Problem;
import allmende.spaces.Kind;
import allmende.spaces.Membership;
import allmende.spaces.Spaces;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Where a person's path leads: team spaces appear as folders at the top of the personal one.
final class Mounts {
  private final Spaces spaces;

  Mounts(Spaces spaces) {
    this.spaces = spaces;
  }

  /// A place in one space.
  ///
  /// @param names from the space's root down
  record Place(Membership membership, List<NodeName> names) {
    List<String> keys() {
      List<String> keys = new ArrayList<>(names.size());
      for (NodeName name : names) {
        keys.add(name.key());
      }
      return keys;
    }

    /// From the person's own root down.
    List<String> path() {
      Stream<String> shown = names.stream().map(NodeName::shown);
      return (team() ? Stream.concat(Stream.of(membership.space().name()), shown) : shown).toList();
    }

    boolean team() {
      return membership.space().kind() == Kind.TEAM;
    }

    Place requireWrite() {
      if (!membership.role().canWrite()) {
        throw new Problem.Denied("You may look at this space, not change it.");
      }
      return this;
    }
  }

  /// As the first step of a path: the personal space itself, whatever teams are called. No client
  /// says so, because no name contains NUL.
  static final String PERSONAL = "\0";

  /// @throws Problem.Invalid for a name that cannot be
  Place find(Actor actor, List<String> path) {
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

  Membership personal(Actor actor) {
    return spaces.of(actor.account().id()).getFirst();
  }

  List<Membership> teams(Actor actor) {
    return spaces.of(actor.account().id()).stream()
        .filter(membership -> membership.space().kind() == Kind.TEAM)
        .toList();
  }
}
