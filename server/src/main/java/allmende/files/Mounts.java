package allmende.files;

import allmende.identity.AccountId;
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
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;

/// Where a person's path leads: team spaces appear as folders at the top of the personal one, and
/// beside them what was shared with the person.
final class Mounts {
  private final Spaces spaces;
  private final Inbox inbox;
  private final Reach reach;
  private final Jdbi jdbi;

  Mounts(Jdbi jdbi, Spaces spaces, Inbox inbox, Reach reach) {
    this.jdbi = jdbi;
    this.spaces = spaces;
    this.inbox = inbox;
    this.reach = reach;
  }

  /// A place in one space.
  ///
  /// @param names from the space's root down
  /// @param rights what whoever asks may do there
  /// @param top of those who do not belong to the space
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

    /// Whether this is where the asker's paths begin, if they do not belong to the space.
    boolean isTop() {
      return top.isPresent() && names.size() == top.get().depth();
    }

    /// What was shared with the asker, if this is it.
    Optional<Received> mount() {
      return isTop() ? received() : Optional.empty();
    }

    Optional<Received> received() {
      return top.flatMap(Top::received);
    }

    Standing standing() {
      return new Standing(membership, received());
    }

    /// @throws Problem.Denied for what a link or a share itself leads to: it stays where it is
    Place requireInside() {
      if (isTop()) {
        throw new Problem.Denied("What was shared stays where it is.");
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
      Optional<String> mount = received().map(each -> each.name().shown());
      if (team()) {
        mount = Optional.of(membership.space().name());
      }
      return Stream.concat(mount.stream(), shown).toList();
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
    return any(jdbi::withHandle, actor, path);
  }

  /// As [#any(Actor, List)], inside a transaction.
  Place any(Handle handle, Actor actor, List<String> path) {
    return any(
        new Asking() {
          @Override
          public <T, X extends Exception> T with(HandleCallback<T, X> callback) throws X {
            return callback.withHandle(handle);
          }
        },
        actor,
        path);
  }

  /// Where the database is asked, if it has to be.
  private interface Asking {
    <T, X extends Exception> T with(HandleCallback<T, X> callback) throws X;
  }

  private Place any(Asking asking, Actor actor, List<String> path) {
    if (actor.credential() instanceof Credential.Link link) {
      return below(asking.with(handle -> reach.require(handle, link)).reached(), path);
    }
    if (!path.isEmpty() && path.getFirst().equals(PERSONAL)) {
      List<String> inside = path.subList(1, path.size());
      return new Place(personal(actor), inside.stream().map(NodeName::of).toList());
    }
    List<NodeName> names = new ArrayList<>(path.size());
    for (String name : path) {
      names.add(NodeName.of(name));
    }
    AccountId account = actor.account().id();
    List<Membership> memberships = spaces.of(account);
    if (!names.isEmpty()) {
      for (Membership one : memberships) {
        // A team's name is in NFC already.
        if (one.space().kind() == Kind.TEAM && one.space().name().equals(names.getFirst().key())) {
          return new Place(one, names.subList(1, names.size()));
        }
      }
      Optional<Inbox.Offer> offer = inbox.named(account, names.getFirst());
      if (offer.isPresent()) {
        Optional<Reach.Reached> reached =
            asking.with(handle -> reach.of(handle, account, offer.get()));
        if (reached.isPresent()) {
          return below(reached.get(), path.subList(1, path.size()));
        }
      }
    }
    return new Place(memberships.getFirst(), names);
  }

  private static Place below(Reach.Reached reached, List<String> path) {
    List<NodeName> names = new ArrayList<>();
    reached.line().stream().skip(1).map(Node::name).map(NodeName::of).forEach(names::add);
    path.stream().map(NodeName::of).forEach(names::add);
    return new Place(reached.membership(), names, reached.rights(), Optional.of(reached.top()));
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

  /// What others have shared with somebody; none for those who came by a link.
  List<Reach.Reached> received(Handle handle, Actor actor) {
    if (actor.credential() instanceof Credential.Link) {
      return List.of();
    }
    AccountId account = actor.account().id();
    return reach.all(handle, account, inbox.of(account));
  }

  List<Reach.Reached> received(Actor actor) {
    if (actor.credential() instanceof Credential.Link || inbox.of(actor.account().id()).isEmpty()) {
      return List.of();
    }
    return jdbi.withHandle(handle -> received(handle, actor));
  }

  /// Whether a name at the top of somebody's files is one of a team or of what they received.
  boolean isTaken(Actor actor, NodeName name) {
    return teams(actor).stream()
            .anyMatch(team -> NodeName.of(team.space().name()).key().equals(name.key()))
        || inbox.named(actor.account().id(), name).isPresent();
  }
}
