package allmende.push.store;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Statements on tokens; each runs in the transaction it is handed.
public final class TokenStore {
  public void add(Handle transaction, byte[] hash, long account, Instant expires) {
    transaction.execute(
        "insert into push.token (hash, account, expires) values (?, ?, ?)", hash, account, expires);
  }

  /// Forgets those whose time is over.
  public void sweep(Handle transaction, Instant now) {
    transaction.execute("delete from push.token where expires <= ?", now);
  }

  /// Takes a token away; whose it was, if it was still good. Of two that take it at once, one gets
  /// it.
  public Optional<Long> take(Handle transaction, byte[] hash, Instant now) {
    return transaction
        .createQuery("delete from push.token where hash = ? and expires > ? returning account")
        .bind(0, hash)
        .bind(1, now)
        .mapTo(Long.class)
        .findOne();
  }
}
