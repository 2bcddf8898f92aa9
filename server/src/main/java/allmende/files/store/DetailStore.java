package allmende.files.store;

import allmende.files.FileId;
import allmende.identity.AccountId;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Statements on what a list does not show.
public final class DetailStore {
  /// @param author who made it or changed it last, if that is known
  public record Made(Instant created, Optional<AccountId> author) {}

  public Made made(Handle handle, FileId id) {
    return handle
        .createQuery("select created, author from files.node where id = ?")
        .bind(0, id.value())
        .map((row, _) ->
            new Made(
                Instant.ofEpochSecond(row.getLong("created")),
                Optional.ofNullable(row.getObject("author", Long.class)).map(AccountId::new)))
        .one();
  }
}
