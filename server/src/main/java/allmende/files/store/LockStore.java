package allmende.files.store;

import allmende.files.FileId;
import allmende.files.Lock;
import allmende.identity.AccountId;
import allmende.spaces.SpaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Statements on locks; each runs in the transaction it is handed. A lock that has expired is as if
/// it were not there.
public final class LockStore {
  private static final String COLUMNS =
      "l.token, l.node, l.kind, l.exclusive, l.deep, l.owner, l.owner_name, l.owner_display, l.owner_xml, l.seconds,"
          + " l.created, l.expires";

  /// Whether anything in a space is locked, or was: lapsed locks stay for a while.
  public boolean isAny(Handle handle, SpaceId space) {
    return handle
        .createQuery("select exists (select from files.lock where space = ?)")
        .bind(0, space.value())
        .mapTo(Boolean.class)
        .one();
  }

  /// The locks that were taken on these very nodes.
  public List<Lock> on(Handle handle, Collection<FileId> nodes, Instant now) {
    return handle
        .createQuery(
            "select "
                + COLUMNS
                + " from files.lock l where l.node = any(:nodes) and l.expires > :now order by l.created, l.token")
        .bindArray("nodes", Long.class, nodes.stream().map(FileId::value).toList())
        .bind("now", now)
        .map((row, _) -> lock(row))
        .list();
  }

  /// A lock and what it was taken on.
  public record Named(Lock lock, String name) {}

  /// The locks that were taken on what is directly in a folder.
  public List<Named> onChildren(Handle handle, FileId folder, Instant now) {
    return handle
        .createQuery(
            "select "
                + COLUMNS
                + ", n.name from files.lock l join files.node n on n.id = l.node"
                + " where n.parent = :folder and l.expires > :now order by l.created, l.token")
        .bind("folder", folder.value())
        .bind("now", now)
        .map((row, _) -> new Named(lock(row), row.getString("name")))
        .list();
  }

  /// The locks that were taken on a node or anything below it.
  public List<Lock> within(Handle handle, SpaceId space, FileId top, Instant now) {
    // From the few locks upwards, not from the many nodes downwards.
    return handle
        .createQuery(
            """
            with recursive up(token, node) as (
              select token, node from files.lock where space = :space and expires > :now
              union all
              select u.token, n.parent from up u join files.node n on n.id = u.node
              where n.parent is not null and u.node <> :top)
            """
                + "select "
                + COLUMNS
                + " from up u join files.lock l on l.token = u.token where u.node = :top")
        .bind("space", space.value())
        .bind("top", top.value())
        .bind("now", now)
        .map((row, _) -> lock(row))
        .list();
  }

  public void add(Handle transaction, SpaceId space, Lock lock) {
    transaction.execute(
        """
        insert into files.lock
          (token, node, space, kind, exclusive, deep, owner, owner_name, owner_display, owner_xml, seconds,
           created, expires)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        lock.token(),
        lock.node().value(),
        space.value(),
        lock.kind().name(),
        lock.exclusive(),
        lock.deep(),
        lock.owner().value(),
        lock.ownerName(),
        lock.ownerDisplayName(),
        lock.ownerXml(),
        lock.seconds(),
        lock.created(),
        lock.expires());
  }

  public void prolong(Handle transaction, String token, long seconds, Instant expires) {
    transaction.execute(
        "update files.lock set seconds = ?, expires = ? where token = ?", seconds, expires, token);
  }

  public void remove(Handle transaction, Collection<Lock> locks) {
    if (!locks.isEmpty()) {
      transaction
          .createUpdate("delete from files.lock where token = any(:tokens)")
          .bindArray("tokens", String.class, locks.stream().map(Lock::token).toList())
          .execute();
    }
  }

  /// Forgets what has expired.
  public int sweep(Handle transaction, Instant now) {
    return transaction.execute("delete from files.lock where expires <= ?", now);
  }

  private static Lock lock(ResultSet row) throws SQLException {
    return new Lock(
        row.getString("token"),
        new FileId(row.getLong("node")),
        Lock.Kind.valueOf(row.getString("kind")),
        row.getBoolean("exclusive"),
        row.getBoolean("deep"),
        new AccountId(row.getLong("owner")),
        row.getString("owner_name"),
        row.getString("owner_display"),
        row.getString("owner_xml"),
        row.getLong("seconds"),
        row.getObject("created", OffsetDateTime.class).toInstant(),
        row.getObject("expires", OffsetDateTime.class).toInstant());
  }
}
