package allmende.files.store;

import allmende.files.FileId;
import allmende.files.Version;
import allmende.files.VersionId;
import allmende.identity.AccountId;
import allmende.platform.blobs.Blob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Statements on the earlier contents of files; each runs in the transaction it is handed.
public final class VersionStore {
  private static final String ROWS =
      "select id, blob, size, mtime, author, checksum from files.version where node = ?";

  /// The newest first.
  public List<Version> list(Handle handle, FileId file) {
    return handle
        .createQuery(ROWS + " order by mtime desc, id desc")
        .bind(0, file.value())
        .map((row, _) -> version(row))
        .list();
  }

  public Optional<Version> find(Handle handle, FileId file, VersionId id) {
    return handle
        .createQuery(ROWS + " and id = ?")
        .bind(0, file.value())
        .bind(1, id.value())
        .map((row, _) -> version(row))
        .findOne();
  }

  /// False when it is gone already.
  public boolean delete(Handle transaction, FileId file, VersionId id) {
    return transaction.execute(
            "delete from files.version where node = ? and id = ?", file.value(), id.value())
        == 1;
  }

  private static Version version(ResultSet row) throws SQLException {
    long author = row.getLong("author");
    boolean unknown = row.wasNull();
    return new Version(
        new VersionId(row.getLong("id")),
        new Blob(row.getBytes("blob"), row.getLong("size")),
        row.getLong("mtime"),
        unknown ? Optional.empty() : Optional.of(new AccountId(author)),
        Optional.ofNullable(row.getString("checksum")));
  }
}
