package allmende.ledger;

import allmende.identity.AccountId;
import allmende.ledger.store.LedgerStore;
import allmende.platform.events.Happened;
import allmende.platform.events.Listener;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Keeps every event for good, and answers who did what.
public final class Ledger implements Listener {
  /// The most entries that one page holds.
  public static final int LONGEST_PAGE = 1_000;

  private final Jdbi jdbi;
  private final LedgerStore store = new LedgerStore();

  public Ledger(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /// A page of entries, the newest first.
  ///
  /// @param before only entries with a smaller number: the last one's of the page before
  /// @param most how many entries at the most
  public record Page(long before, int most) {
    public Page {
      if (most < 1 || most > LONGEST_PAGE) {
        throw new IllegalArgumentException("a page holds 1 to " + LONGEST_PAGE + " entries");
      }
    }

    public static Page newest(int most) {
      return new Page(Long.MAX_VALUE, most);
    }
  }

  @Override
  public void hear(Handle transaction, List<Happened> batch) {
    store.add(transaction, batch);
  }

  /// What somebody did.
  public List<Happened> ofAccount(AccountId account, Page page) {
    return jdbi.withHandle(handle -> store.ofActor(handle, account.value(), page));
  }

  /// What happened to a file or folder; it may be gone for long.
  public List<Happened> ofNode(long node, Page page) {
    return jdbi.withHandle(handle -> store.ofNode(handle, node, page));
  }

  /// What happened in a space.
  public List<Happened> ofSpace(long space, Page page) {
    return jdbi.withHandle(handle -> store.ofSpace(handle, space, page));
  }

  /// What happened of some kinds in any of some spaces.
  ///
  /// @param node only what happened to this, if it is named
  public List<Happened> ofSpaces(
      List<Long> spaces, Set<String> kinds, @Nullable Long node, Page page) {
    return jdbi.withHandle(handle -> store.ofSpaces(handle, spaces, kinds, node, page));
  }
}
