package allmende.files.store;

import allmende.files.FileId;
import allmende.files.Node;
import allmende.files.NodeName;
import allmende.spaces.SpaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Statements on the trash; each runs in the transaction it is handed.
public final class TrashStore {
  private static final String ROWS =
      "select "
          + TreeStore.NODE
          + ", x.parent as home, x.place, x.deleted, x.deleter"
          + " from files.trash x join files.node n on n.id = x.node ";

  /// Something in the trash.
  ///
  /// @param home the folder it was in
  /// @param place what it was called then, from the space's root down
  /// @param deleted seconds since 1970
  /// @param deleter the account that did it
  public record Row(Node node, FileId home, String place, long deleted, @Nullable Long deleter) {}

  /// What lies in the trash of these spaces, the last thrown away first, streamed; the caller
  /// closes the stream before the handle.
  public Stream<Row> rows(Handle transaction, Collection<SpaceId> spaces) {
    return transaction
        .createQuery(ROWS + " where x.space = any(:spaces) order by x.deleted desc, x.node desc")
        .setFetchSize(500)
        .bindArray("spaces", Long.class, spaces.stream().map(SpaceId::value).toList())
        .map((row, _) -> row(row))
        .stream();
  }

  /// The next of what lies in the trash of a space, the last thrown away first.
  ///
  /// @param deleted seconds since 1970
  /// @param node what was thrown away then; only what comes after it is wanted
  public List<Row> page(Handle handle, SpaceId space, long deleted, long node, int limit) {
    return handle
        .createQuery(
            ROWS
                + """
                 where x.space = :space and (x.deleted, x.node) < (:deleted, :node)
                order by x.deleted desc, x.node desc limit :limit
                """)
        .bind("space", space.value())
        .bind("deleted", deleted)
        .bind("node", node)
        .bind("limit", limit)
        .map((row, _) -> row(row))
        .list();
  }

  public Optional<Row> find(Handle handle, FileId id) {
    return handle
        .createQuery(ROWS + " where x.node = :id")
        .bind("id", id.value())
        .map((row, _) -> row(row))
        .findOne();
  }

  public List<FileId> ids(Handle handle, SpaceId space) {
    return handle
        .createQuery("select node from files.trash where space = :space order by node")
        .bind("space", space.value())
        .mapTo(Long.class)
        .map(FileId::new)
        .list();
  }

  /// Puts something back into the tree. False when it is not in the trash any more.
  public boolean putBack(Handle transaction, Node node, Node folder, NodeName name) {
    if (!forget(transaction, node.id())) {
      return false;
    }
    return transaction.execute(
            "update files.node set parent = ?, name = ?, key = ?, space = ? where id = ? and parent is null",
            folder.id().value(),
            name.shown(),
            name.key(),
            folder.space().value(),
            node.id().value())
        == 1;
  }

  /// Removes something and everything below it for good; what refers to them goes along. False when
  /// it is not in the trash any more.
  public boolean purge(Handle transaction, FileId id) {
    if (!forget(transaction, id)) {
      return false;
    }
    transaction
        .createUpdate(
            """
            with recursive below(id) as (
              select :id::bigint
              union all
              select n.id from below b join files.node n on n.parent = b.id),
            touches as (delete from files.touch where node in (select id from below))
            delete from files.node where id in (select id from below)
            """)
        .bind("id", id.value())
        .execute();
    return true;
  }

  private static boolean forget(Handle transaction, FileId id) {
    return transaction.execute("delete from files.trash where node = ?", id.value()) == 1;
  }

  private static Row row(ResultSet row) throws SQLException {
    long deleter = row.getLong("deleter");
    boolean unknown = row.wasNull();
    return new Row(
        TreeStore.node(row),
        new FileId(row.getLong("home")),
        row.getString("place"),
        row.getLong("deleted"),
        unknown ? null : deleter);
  }
}
