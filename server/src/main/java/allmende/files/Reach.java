package allmende.files;

import allmende.files.store.LineStore;
import allmende.files.store.LinkStore;
import allmende.identity.Credential;
import allmende.platform.problem.Problem;
import allmende.spaces.Membership;
import allmende.spaces.Spaces;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// How far a link reaches at this moment. Asked at each use: a link allows nothing that its giver
/// may no longer do, and leads nowhere once what it names is gone.
final class Reach {
  private final Clock clock;
  private final Spaces spaces;
  private final LinkStore links = new LinkStore();
  private final LineStore lines = new LineStore();

  Reach(Clock clock, Spaces spaces) {
    this.clock = clock;
    this.spaces = spaces;
  }

  /// What a link leads to.
  ///
  /// @param membership its giver's
  /// @param line from the space's root down to what is shared
  /// @param rights the link's, as far as its giver has them
  record Reached(Link link, Membership membership, List<Node> line, Rights rights) {
    Node node() {
      return line.getLast();
    }
  }

  /// @throws Problem.NotFound when the link is dead
  Reached require(Handle handle, Credential.Link credential) {
    return links
        .find(handle, new LinkId(credential.id()))
        .filter(link -> credential.counted() || link.hasDownloads())
        .flatMap(link -> inTime(handle, link))
        .orElseThrow(Reach::dead);
  }

  /// Empty when the link is dead.
  Optional<Reached> of(Handle handle, Link link) {
    return link.hasDownloads() ? inTime(handle, link) : Optional.empty();
  }

  private Optional<Reached> inTime(Handle handle, Link link) {
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
    Rights giver = Rights.of(membership.get().role());
    Rights rights =
        link.rights().and(giver).and(new Rights(node.folder() ? Rights.ALL : Rights.OF_FILE));
    return giver.can(Rights.SHARE) && rights.bits() != 0
        ? Optional.of(new Reached(link, membership.get(), line, rights))
        : Optional.empty();
  }

  /// The same for a link that never was, one that has ended, and one whose giver lost the right.
  static Problem dead() {
    return new Problem.NotFound("This link leads nowhere, or no longer.");
  }
}
