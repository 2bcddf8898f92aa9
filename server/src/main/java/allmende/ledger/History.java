package allmende.ledger;

import allmende.identity.Actor;
import allmende.ledger.store.LedgerStore;
import allmende.platform.events.Event;
import allmende.platform.events.Happened;
import allmende.spaces.Spaces;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/// What happened to one thing, for those who may see it. Of what happened elsewhere, before it came
/// here, they are told only where they belong. Who read it stays between the reader and the ledger;
/// that somebody did by a link, of whom nothing is known, is told.
public final class History {
  private static final Set<String> KINDS =
      Set.of(
          "file.created",
          "file.changed",
          "file.read",
          "file.moved",
          "file.deleted",
          "file.restored",
          "file.described",
          "file.locked",
          "file.unlocked",
          "folder.created",
          "folder.moved",
          "folder.deleted",
          "folder.restored",
          "version.restored",
          "version.purged");

  /// Whom somebody lets in is for them and the space's managers to know.
  private static final Set<String> GIVING_KINDS =
      Set.of(
          "link.created",
          "link.changed",
          "link.removed",
          "share.created",
          "share.changed",
          "share.removed",
          "share.left");

  /// How the right of whoever follows a link begins, as `docs/events.md` says.
  private static final String LINK = "link ";

  private final Jdbi jdbi;
  private final Spaces spaces;
  private final Sight sight;
  private final LedgerStore store = new LedgerStore();

  public History(Jdbi jdbi, Spaces spaces, Sight sight) {
    this.jdbi = jdbi;
    this.spaces = spaces;
    this.sight = sight;
  }

  /// Something that happened.
  ///
  /// @param from where it was before, if it was moved and the asker may know
  public record Entry(Happened happened, Optional<String> from) {}

  /// @throws allmende.platform.problem.Problem.NotFound to those who may not see it
  public List<Entry> of(Actor actor, long node, Ledger.Page page) {
    Sight.Seen seen = sight.of(actor, node);
    long self = actor.account().id().value();
    Stream<Long> mine =
        spaces.of(actor.account().id()).stream().map(one -> one.space().id().value());
    List<Long> where = Stream.concat(mine, Stream.of(seen.space())).distinct().toList();
    LedgerStore.Wanted wanted = new LedgerStore.Wanted(where, KINDS, GIVING_KINDS, seen.manages());
    return jdbi.withHandle(handle -> store.history(handle, node, self, wanted, page)).stream()
        .map(one -> new Entry(one, from(one.event(), seen, self)))
        .toList();
  }

  /// A path begins in the mover's own folders or with a team's name. Theirs are nobody else's
  /// business.
  private static Optional<String> from(Event event, Sight.Seen seen, long self) {
    boolean own = event.actor() != null && event.actor() == self;
    return Optional.ofNullable(event.detail())
        .filter(_ -> event.kind().endsWith(".moved"))
        .filter(path -> own || seen.team().filter(team -> path.startsWith(team + "/")).isPresent());
  }

  /// Whether it was done by a link, of whose follower nothing is known.
  public static boolean isByLink(Event event) {
    return event.actor() == null && event.right().startsWith(LINK);
  }
}
