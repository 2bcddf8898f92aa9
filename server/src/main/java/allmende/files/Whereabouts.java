package allmende.files;

import allmende.files.store.LineStore;
import allmende.identity.AccountId;
import allmende.identity.Actor;
import allmende.identity.Credential;
import allmende.platform.problem.Problem;
import allmende.spaces.Kind;
import allmende.spaces.Membership;
import allmende.spaces.SpaceId;
import allmende.spaces.Spaces;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// Finds things by their number, for whoever may know of them.
final class Whereabouts {
  private final Spaces spaces;
  private final Inbox inbox;
  private final Reach reach;
  private final LineStore lines = new LineStore();

  Whereabouts(Spaces spaces, Inbox inbox, Reach reach) {
    this.spaces = spaces;
    this.inbox = inbox;
    this.reach = reach;
  }

  /// A node and where it is.
  ///
  /// @param membership of whoever asked, in its space; of those who do not belong there, their
  ///   giver's
  /// @param line from the space's root down to it
  /// @param rights of whoever asked
  /// @param top of those who do not belong to the space
  record Found(Membership membership, List<Node> line, Rights rights, Optional<Top> top) {
    Found(Membership membership, List<Node> line) {
      this(membership, line, Rights.of(membership.role()), Optional.empty());
    }

    /// How many nodes at the line's beginning the asker does not see.
    private int hidden() {
      return top.map(Top::depth).orElse(0);
    }

    /// What the asker sees of the line.
    List<Node> seen() {
      return top.map(each ->
              Stream.concat(
                      Stream.of(each.seen(line.get(each.depth()))),
                      line.stream().skip(each.depth() + 1))
                  .toList())
          .orElse(line);
    }

    /// Whether the asker's paths begin here.
    boolean isTop() {
      return hidden() == line.size() - 1;
    }

    /// Whether the asker belongs to the space.
    boolean belongs() {
      return top.isEmpty();
    }

    /// Whether the asker came by a link.
    boolean linked() {
      return top.isPresent() && received().isEmpty();
    }

    /// What was shared with the asker and leads here.
    Optional<Received> received() {
      return top.flatMap(Top::received);
    }

    Standing standing() {
      return new Standing(membership, received());
    }

    /// @throws Problem.Denied when one of these rights is missing
    Found require(int wanted) {
      if (belongs() && !rights.can(wanted)) {
        throw new Problem.Denied("You may look at this space, not change it.");
      }
      rights.require(wanted);
      return this;
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
      return belongs() && membership.space().kind() == Kind.TEAM;
    }

    /// As its person's paths name it: team spaces, and what was shared, are folders at the top.
    List<String> path() {
      List<String> path = new ArrayList<>();
      if (team()) {
        path.add(membership.space().name());
      }
      received().ifPresent(each -> path.add(each.name().shown()));
      seen().stream().skip(1).map(Node::name).forEach(path::add);
      return List.copyOf(path);
    }

    /// Something in it, as the asker meets it.
    Entry entry(Node child) {
      return new Entry(child, membership.role(), rights, team(), false, received());
    }

    Entry entry() {
      Node node = isTop() ? seen().getFirst() : node();
      boolean mount = isTop() && (team() || received().isPresent());
      return new Entry(node, membership.role(), rights, team(), mount, received());
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
      return below(reach.require(handle, link).reached(), line).orElseThrow(Whereabouts::missing);
    }
    AccountId account = actor.account().id();
    SpaceId space = line.getLast().space();
    return spaces
        .membership(account, space)
        .map(membership -> new Found(membership, line))
        .or(() -> received(account, line))
        .orElseThrow(Whereabouts::missing);
  }

  /// Of several things that were shared, the one that allows most leads there.
  private Optional<Found> received(AccountId account, List<Node> line) {
    Optional<Found> most = Optional.empty();
    for (Inbox.Offer offer : inbox.of(account)) {
      int depth = depth(line, offer.node());
      if (depth >= 0) {
        Optional<Found> found =
            reach
                .of(account, offer, line.subList(0, depth + 1))
                .flatMap(reached -> below(reached, line));
        if (found.isPresent() && (most.isEmpty() || isMore(found.get(), most.get()))) {
          most = found;
        }
      }
    }
    return most;
  }

  /// What was shared with somebody, if this is it and they have it still.
  Optional<Found> mount(Handle handle, Actor actor, FileId node) {
    AccountId account = actor.account().id();
    return inbox.of(account).stream()
        .filter(offer -> offer.node().equals(node))
        .findFirst()
        .flatMap(offer -> reach.of(handle, account, offer))
        .flatMap(reached -> below(reached, reached.line()));
  }

  private static boolean isMore(Found one, Found other) {
    return Long.bitCount(one.rights().bits()) > Long.bitCount(other.rights().bits());
  }

  private static int depth(List<Node> line, FileId node) {
    for (int depth = 0; depth < line.size(); depth++) {
      if (line.get(depth).id().equals(node)) {
        return depth;
      }
    }
    return -1;
  }

  /// Empty for what is not below.
  private static Optional<Found> below(Reach.Reached reached, List<Node> line) {
    if (depth(line, reached.node().id()) < 0) {
      return Optional.empty();
    }
    Found found =
        new Found(reached.membership(), line, reached.rights(), Optional.of(reached.top()));
    return found.isTop() || found.rights().can(Rights.READ) ? Optional.of(found) : Optional.empty();
  }

  /// @throws Problem.NotFound when the asker does not belong there
  Membership membership(Actor actor, SpaceId space) {
    requireNoLink(actor);
    return spaces.membership(actor.account().id(), space).orElseThrow(Whereabouts::missing);
  }

  List<Membership> all(Actor actor) {
    requireNoLink(actor);
    return spaces.of(actor.account().id());
  }

  private static void requireNoLink(Actor actor) {
    if (actor.credential() instanceof Credential.Link) {
      throw new Problem.Denied("Links do not lead here.");
    }
  }

  static Problem missing() {
    return new Problem.NotFound("There is nothing of that number.");
  }
}
