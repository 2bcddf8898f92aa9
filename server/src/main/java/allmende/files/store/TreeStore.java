package allmende.files.store;

import allmende.files.FileId;
import allmende.files.Node;
import allmende.files.NodeName;
import allmende.platform.blobs.Blob;
import allmende.platform.database.StatementFailed;
import allmende.spaces.SpaceId;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Statements on the tree; each runs in the transaction it is handed.
public final class TreeStore {
  /// A node's own columns and, for a folder, what is appended for it and not yet folded in: size,
  /// etag and time; see [#node].
  ///
  /// That is asked for inside the case: joined, it would be looked for beside every file, too,
  /// which takes longer than reading the file's row.
  static final String NODE =
      """
      n.id, n.space, n.parent, n.name, n.folder, n.blob, n.checksum, n.size, n.etag, n.mtime,
        case when n.folder then (
          select array[sum(size)::bigint, bit_xor(etag), max(mtime)] from files.touch
          where node = n.id having count(*) > 0) end as touched
      """;

  private static final String CHILDREN =
      "select " + NODE + " from files.node n " + " where n.parent = ? order by n.key collate \"C\"";

  private static final String WALK =
      """
      with recursive walk(id, depth) as (
        select node, 0 from files.root where space = :space
        union all
        select n.id, w.depth + 1
        from walk w
        join files.node n on n.parent = w.id and n.key collate "C" = (:keys::text[])[w.depth + 1]
      )
      """
          + "select "
          + NODE
          + ", (select exists (select from files.lock where space = :space)) as locks"
          + " from walk w join files.node n on n.id = w.id "
          + " order by w.depth";

  /// Excludes changes of structure (a folder moved or removed) from the writers beside them, or
  /// lets writers share.
  public void enter(Handle transaction, SpaceId space, boolean structure) {
    transaction
        .createQuery(
            structure
                ? "select pg_advisory_xact_lock(7, :space::int)"
                : "select pg_advisory_xact_lock_shared(7, :space::int)")
        .bind("space", space.value())
        .mapToMap()
        .findOne();
  }

  /// @param nodes from the root down as far as the names lead; the root alone when the first name
  ///   leads nowhere, nothing only for a space that has no root yet
  /// @param locks whether anything in the space is locked
  public record Walk(List<Node> nodes, boolean locks) {}

  /// Follows names from a space's root.
  public Walk walk(Handle handle, SpaceId space, List<String> keys) {
    boolean[] locks = {false};
    List<Node> nodes =
        handle
            .createQuery(WALK)
            .bind("space", space.value())
            .bindArray("keys", String.class, keys)
            .map((row, _) -> {
              locks[0] = row.getBoolean("locks");
              return node(row);
            })
            .list();
    return new Walk(nodes, locks[0]);
  }

  /// Makes the space's root folder unless it is there.
  public void makeRoot(Handle transaction, SpaceId space, long now, long etag) {
    // Not the lock of [#enter]: whoever comes here shares that already, and two who both wanted it
    // for themselves would wait for each other.
    transaction.execute("select pg_advisory_xact_lock(8, ?::int)", space.value());
    transaction.execute(
        """
        with made as (
          insert into files.node (space, name, key, folder, mtime, created, etag)
          select ?, '', '', true, ?, ?, ? where not exists (select from files.root where space = ?)
          returning id)
        insert into files.root (space, node) select ?, id from made
        """,
        space.value(),
        now,
        now,
        etag,
        space.value(),
        space.value());
  }

  /// A folder's children in the order of their keys, streamed; the caller closes the stream before
  /// the handle.
  public Stream<Node> children(Handle handle, FileId folder) {
    return handle
        .createQuery(CHILDREN)
        .setFetchSize(2000)
        .bind(0, folder.value())
        .map((row, _) -> node(row))
        .stream();
  }

  /// Adds a folder or a file; empty when the name is taken.
  public Optional<FileId> insert(
      Handle transaction,
      Node parent,
      NodeName name,
      @Nullable Blob content,
      long mtime,
      long now,
      long etag,
      @Nullable String checksum,
      @Nullable Long author) {
    return transaction
        .createQuery(
            """
            insert into files.node
              (space, parent, name, key, folder, size, mtime, created, etag, blob, checksum, author)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (parent, key collate "C") where parent is not null do nothing returning id
            """)
        .bind(0, parent.space().value())
        .bind(1, parent.id().value())
        .bind(2, name.shown())
        .bind(3, name.key())
        .bind(4, content == null)
        .bind(5, content == null ? 0 : content.size())
        .bind(6, mtime)
        .bind(7, now)
        .bind(8, etag)
        .bind(9, content == null ? null : content.hash())
        .bind(10, checksum)
        .bindBySqlType(11, author, Types.BIGINT)
        .mapTo(Long.class)
        .findOne()
        .map(FileId::new);
  }

  /// How [#put] ended.
  public enum Outcome {
    CREATED,
    REPLACED,
    /// The space has no room for it.
    FULL,
    /// Something is out of the ordinary and nothing was done.
    OTHERWISE
  }

  /// @param file what is there now; absent unless something was done
  public record PutDone(Outcome outcome, @Nullable Node file) {}

  /// Puts a file where nothing is out of the ordinary, in one round trip: outside a transaction the
  /// statement is one by itself. See `V033__put.sql`.
  ///
  /// @param keys from the space's root to the file; at least one
  /// @param quota of the space, if it has one
  public PutDone put(
      Handle handle,
      SpaceId space,
      List<String> keys,
      NodeName name,
      Blob content,
      long mtime,
      long now,
      long etag,
      long touch,
      @Nullable String checksum,
      @Nullable Long author,
      @Nullable Long quota,
      String client,
      String authority) {
    // By the driver alone: this is the hottest statement of the house.
    Connection connection = handle.getConnection();
    try (PreparedStatement put =
        connection.prepareStatement(
            "select * from files.put(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      put.setLong(1, space.value());
      put.setArray(2, connection.createArrayOf("text", keys.toArray()));
      put.setString(3, name.shown());
      put.setBytes(4, content.hash());
      put.setLong(5, content.size());
      put.setLong(6, mtime);
      put.setLong(7, now);
      put.setLong(8, etag);
      put.setLong(9, touch);
      put.setString(10, checksum);
      put.setObject(11, author, Types.BIGINT);
      if (quota == null) {
        put.setNull(12, Types.BIGINT);
      } else {
        put.setLong(12, quota);
      }
      put.setString(13, client);
      put.setString(14, authority);
      try (ResultSet row = put.executeQuery()) {
        row.next();
        Outcome outcome = Outcome.valueOf(row.getString("outcome"));
        if (outcome == Outcome.FULL || outcome == Outcome.OTHERWISE) {
          return new PutDone(outcome, null);
        }
        Node file =
            new Node(
                new FileId(row.getLong("id")),
                space,
                Optional.of(new FileId(row.getLong("parent"))),
                row.getString("name"),
                false,
                content.size(),
                mtime,
                etag,
                content.hash(),
                checksum);
        return new PutDone(outcome, file);
      }
    } catch (SQLException e) {
      throw new StatementFailed(e);
    }
  }

  /// Waits for other writers of a file, and reads it as the last of them left it. Empty when it
  /// went elsewhere meanwhile.
  public Optional<Node> hold(Handle transaction, Node file) {
    return transaction
        .createQuery(
            "select n.id, n.space, n.parent, n.name, n.folder, n.blob, n.checksum, n.size, n.etag, n.mtime"
                + " from files.node n where n.id = ? and n.parent = ? for no key update")
        .bind(0, file.id().value())
        .bind(1, file.parent().orElseThrow().value())
        .map((row, _) -> node(row))
        .findOne();
  }

  /// Gives a file other content, and keeps the content it had as a version. False when the file
  /// changed meanwhile.
  public boolean replace(
      Handle transaction,
      Node file,
      Blob content,
      long mtime,
      long etag,
      @Nullable String checksum,
      @Nullable Long author) {
    transaction.execute(
        """
        insert into files.version (node, blob, size, mtime, author, checksum)
        select id, blob, size, mtime, author, checksum from files.node
        where id = ? and etag = ? and size > 0
        """,
        file.id().value(),
        file.etag());
    return transaction.execute(
            """
            update files.node set blob = ?, size = ?, mtime = ?, etag = ?, checksum = ?, author = ?
            where id = ? and etag = ? and parent is not null
            """,
            content.hash(),
            content.size(),
            mtime,
            etag,
            checksum,
            author,
            file.id().value(),
            file.etag())
        == 1;
  }

  /// Moves or renames; id and etag stay. False when it changed meanwhile.
  public boolean move(Handle transaction, Node node, Node parent, NodeName name) {
    return transaction.execute(
            "update files.node set parent = ?, name = ?, key = ?, space = ? where id = ? and parent = ?",
            parent.id().value(),
            name.shown(),
            name.key(),
            parent.space().value(),
            node.id().value(),
            node.parent().orElseThrow().value())
        == 1;
  }

  /// Gives everything below a folder to another space, after the folder was moved there.
  public void adopt(Handle transaction, Node folder, SpaceId space) {
    transaction.execute(
        """
        with recursive below(id) as (
          select ?::bigint
          union all
          select n.id from below b join files.node n on n.parent = b.id)
        update files.node set space = ? where id in (select id from below)
        """,
        folder.id().value(),
        space.value());
  }

  /// Puts a node into the trash of its space. False when it changed meanwhile.
  public boolean trash(
      Handle transaction, Node node, String place, long now, @Nullable Long deleter) {
    FileId parent = node.parent().orElseThrow();
    boolean gone =
        transaction.execute(
                "update files.node set parent = null where id = ? and parent = ?",
                node.id().value(),
                parent.value())
            == 1;
    if (gone) {
      transaction.execute(
          "insert into files.trash (node, space, parent, place, deleted, deleter, size)"
              + " values (?, ?, ?, ?, ?, ?, ?)",
          node.id().value(),
          node.space().value(),
          parent.value(),
          place,
          now,
          deleter,
          node.size());
    }
    return gone;
  }

  /// Tells all these folders of a change below them.
  public void touch(Handle transaction, List<Node> folders, long etag, long size, long mtime) {
    transaction
        .createUpdate(
            "insert into files.touch (node, etag, size, mtime)"
                + " select id, :etag, :size, :mtime from unnest(:ids) as id")
        .bindArray("ids", Long.class, folders.stream().map(folder -> folder.id().value()).toList())
        .bind("etag", etag)
        .bind("size", size)
        .bind("mtime", mtime)
        .execute();
  }

  /// Gives a copy the properties of what it was copied from.
  public void copyProperties(Handle transaction, FileId from, FileId to) {
    transaction.execute(
        "insert into files.property (node, namespace, name, value, lang)"
            + " select ?, namespace, name, value, lang from files.property where node = ?",
        to.value(),
        from.value());
  }

  /// What was drawn for this installation when its database was made.
  public String instance(Handle handle) {
    return handle.createQuery("select id from files.instance").mapTo(String.class).one();
  }

  /// Notes content that something in this transaction is going to refer to, and keeps the collector
  /// away from it until the transaction ends.
  ///
  /// True when it was not known, or about to be collected: its file may be gone then, and whoever
  /// refers to it must look.
  public boolean claim(Handle transaction, Blob content) {
    // Known content is only held, which others may do beside us; just the collector is kept out.
    return transaction
            .createUpdate(
                """
                with held as materialized (
                  select from files.blob where hash = :hash and unused is null for key share)
                insert into files.blob (hash, size) select :hash, :size
                where not exists (select from held)
                on conflict (hash) do update set touched = now(), unused = null
                """)
            .bind("hash", content.hash())
            .bind("size", content.size())
            .execute()
        == 1;
  }

  /// A row that begins with the columns of [#NODE]; of a file, the last may be missing. By place,
  /// since looking for names takes longer than reading the values.
  static Node node(ResultSet row) throws SQLException {
    long parent = row.getLong(3);
    Optional<FileId> above = row.wasNull() ? Optional.empty() : Optional.of(new FileId(parent));
    boolean folder = row.getBoolean(5);
    long size = row.getLong(8);
    long etag = row.getLong(9);
    long mtime = row.getLong(10);
    Array touched = folder ? row.getArray(11) : null;
    if (touched != null) {
      Long[] appended = (Long[]) touched.getArray();
      size += appended[0];
      etag ^= appended[1];
      mtime = Math.max(mtime, appended[2]);
    }
    return new Node(
        new FileId(row.getLong(1)),
        new SpaceId(row.getLong(2)),
        above,
        row.getString(4),
        folder,
        size,
        mtime,
        etag,
        row.getBytes(6),
        row.getString(7));
  }
}
