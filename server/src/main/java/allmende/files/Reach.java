package allmende.files;

import allmende.files.Inbox.Offer;
import allmende.files.store.LineStore;
import allmende.files.store.LinkStore;
import allmende.identity.AccountId;
import allmende.identity.Credential;
import allmende.platform.problem.Problem;
import allmende.spaces.Membership;
import allmende.spaces.Spaces;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// How far links and shares reach at this moment. Asked at each use: they allow nothing that their
/// giver may no longer do, and lead nowhere once what they name is gone.
final class Reach {
  private final Clock clock;
  private final Spaces spaces;
  private final LinkStore links = new LinkStore();
  private final LineStore lines = new LineStore();

  Reach(Clock clock, Spaces spaces) {
    this.clock = clock;
    this.spaces = spaces;
  }

  /// What somebody comes to who does not belong to its space.
  ///
  /// @param membership its giver's
  /// @param line from the space's root down to it
  /// @param rights what was given, as far as its giver has it
  record Reached(Membership membership, List<Node> line, Rights rights, Top top) {
    Node node() {
      return line.getLast();
    }
  }

  /// What a link leads to.
  record Linked(Link link, Reached reached) {}

  /// @throws Problem.NotFound when the link is dead
  Linked require(Handle handle, Credential.Link credential) {
    return links
        .find(handle, new LinkId(credential.id()))
        .filter(link -> credential.counted() || link.hasDownloads())
        .flatMap(link -> inTime(handle, link))
        .orElseThrow(Reach::dead);
  }

  /// Empty when the link is dead.
  Optional<Linked> of(Handle handle, Link link) {
    return link.hasDownloads() ? inTime(handle, link) : Optional.empty();
  }

  /// Whether a share allows anything at all.
  ///
  /// @param line to what it is about
  boolean isLive(Share share, List<Node> line) {
    return !line.isEmpty() && given(share, line.getLast()).bits() != 0;
  }

  /// Empty when there is nothing left of what was shared.
  ///
  /// @param line to it; empty when it is in no tree
  Optional<Reached> of(AccountId receiver, Offer offer, List<Node> line) {
    if (line.isEmpty() || spaces.membership(receiver, line.getLast().space()).isPresent()) {
      return Optional.empty();
    }
    int bits = 0;
    List<Share> live = new ArrayList<>();
    for (Share share : offer.shares()) {
      Rights given = given(share, line.getLast());
      if (given.bits() != 0) {
        bits |= given.bits();
        live.add(share);
      }
    }
    if (live.isEmpty()) {
      return Optional.empty();
    }
    AccountId giver = live.getFirst().giver();
    Rights rights = new Rights(bits);
    Received received =
        new Received(
            offer.node(),
            offer.name(),
            live,
            rights,
            Objects.requireNonNull(offer.givers().get(giver)));
    Membership membership = spaces.membership(giver, line.getLast().space()).orElseThrow();
    Top top = new Top(offer.node(), line.size() - 1, Optional.of(received));
    return Optional.of(new Reached(membership, line, rights, top));
  }

  Optional<Reached> of(Handle handle, AccountId receiver, Offer offer) {
    return of(receiver, offer, lines.line(handle, offer.node()));
  }

  /// All that is left of what was shared with somebody.
  List<Reached> all(Handle handle, AccountId receiver, List<Offer> offers) {
    if (offers.isEmpty()) {
      return List.of();
    }
    Map<FileId, List<Node>> found = lines.lines(handle, offers.stream().map(Offer::node).toList());
    return offers.stream()
        .flatMap(offer -> of(receiver, offer, found.getOrDefault(offer.node(), List.of())).stream())
        .toList();
  }

  /// What a share allows now; nobody passes on what they received.
  private Rights given(Share share, Node node) {
    Instant now = clock.instant();
    Optional<Membership> membership = spaces.membership(share.giver(), node.space());
    if (!share.isInTime(now) || membership.isEmpty()) {
      return Rights.NONE;
    }
    Rights rights = within(share.rights(), membership.get(), node);
    return rights.can(Rights.READ) ? rights.without(Rights.SHARE) : Rights.NONE;
  }

  private Optional<Linked> inTime(Handle handle, Link link) {
    if (!link.isInTime(clock.instant())) {
      return Optional.empty();
    }
    List<Node> line = lines.line(handle, link.node());
    if (line.isEmpty()) {
      return Optional.empty();
    }
    Node node = line.getLast();
    Optional<Membership> membership = spaces.membership(link.giver(), node.space());
    if (membership.isEmpty()) {
      return Optional.empty();
    }
    Rights rights = within(link.rights(), membership.get(), node);
    Top top = new Top(node.id(), line.size() - 1, Optional.empty());
    return rights.bits() == 0
        ? Optional.empty()
        : Optional.of(new Linked(link, new Reached(membership.get(), line, rights, top)));
  }

  /// What of the rights their giver has, and may give away.
  private static Rights within(Rights wish, Membership giver, Node node) {
    Rights has = Rights.of(giver.role());
    return has.can(Rights.SHARE) ? wish.and(has).and(Rights.possible(node)) : Rights.NONE;
  }

  /// The same for a link that never was, one that has ended, and one whose giver lost the right.
  static Problem dead() {
    return new Problem.NotFound("This link leads nowhere, or no longer.");
  }
}
