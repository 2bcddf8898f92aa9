package allmende.app;

import allmende.files.Browse;
import allmende.files.Entry;
import allmende.files.FileId;
import allmende.identity.Actor;
import allmende.ledger.Sight;
import allmende.spaces.Role;
import java.util.Optional;

/// Files as the ledger's readers see them.
final class LedgerSight implements Sight {
  private final Browse browse;

  LedgerSight(Browse browse) {
    this.browse = browse;
  }

  @Override
  public Seen of(Actor actor, long node) {
    Browse.At at = browse.find(actor, new FileId(node));
    Entry entry = at.entry();
    boolean belongs = entry.received().isEmpty();
    return new Seen(
        entry.node().space().value(),
        // The first step of the way is the space, by its name.
        belongs && entry.team() ? Optional.of(at.path().getFirst().name()) : Optional.empty(),
        belongs && entry.role() == Role.MANAGER);
  }
}
