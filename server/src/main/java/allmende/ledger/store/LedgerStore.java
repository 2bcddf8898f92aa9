package allmende.ledger.store;

import allmende.ledger.Ledger.Page;
import allmende.platform.events.Event;
import allmende.platform.events.Happened;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/// Statements on the ledger's entries.
public final class LedgerStore {
  private static final String READ =
      "select id, at, kind, actor, client, authority, space, node, name, detail from ledger.entry";
  private static final String PAGE = " = ? and id < ? order by id desc limit ?";

  /// Adds entries; one that is there already is left as it is.
  public void add(Handle transaction, List<Happened> batch) {
    PreparedBatch insert =
        transaction.prepareBatch(
            """
            insert into ledger.entry
              (id, at, kind, actor, client, authority, space, node, name, detail)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing
            """);
    for (Happened happened : batch) {
      Event event = happened.event();
      insert
          .bind(0, happened.id())
          .bind(1, happened.at().atOffset(ZoneOffset.UTC))
          .bind(2, event.kind())
          .bindBySqlType(3, event.actor(), Types.BIGINT)
          .bind(4, event.client())
          .bind(5, event.right())
          .bindBySqlType(6, event.space(), Types.BIGINT)
          .bindBySqlType(7, event.node(), Types.BIGINT)
          .bind(8, event.name())
          .bind(9, event.detail())
          .add();
    }
    insert.execute();
  }

  public List<Happened> ofActor(Handle handle, long actor, Page page) {
    return read(handle, READ + " where actor" + PAGE, actor, page);
  }

  public List<Happened> ofNode(Handle handle, long node, Page page) {
    return read(handle, READ + " where node" + PAGE, node, page);
  }

  public List<Happened> ofSpace(Handle handle, long space, Page page) {
    return read(handle, READ + " where space" + PAGE, space, page);
  }

  public List<Happened> ofSpaces(
      Handle handle, List<Long> spaces, Set<String> kinds, @Nullable Long node, Page page) {
    return handle
        .createQuery(
            READ
                + " where space = any(:spaces) and kind = any(:kinds)"
                + " and (:node::bigint is null or node = :node::bigint)"
                + " and id < :before order by id desc limit :most")
        .bindArray("spaces", Long.class, spaces)
        .bindArray("kinds", String.class, List.copyOf(kinds))
        .bindBySqlType("node", node, Types.BIGINT)
        .bind("before", page.before())
        .bind("most", page.most())
        .map((row, _) -> Happened.of(row))
        .list();
  }

  /// What of a thing's history is told.
  ///
  /// @param spaces where it happened
  /// @param kinds told to everybody who may see the thing; readings only to the reader, and to all
  ///   when nobody knows who it was
  /// @param own kinds told to who did it
  /// @param all whether those are told whoever did it
  public record Wanted(List<Long> spaces, Set<String> kinds, Set<String> own, boolean all) {}

  public List<Happened> history(Handle handle, long node, long self, Wanted wanted, Page page) {
    return handle
        .createQuery(
            READ
                + """
                 where node = :node and id < :before and space = any(:spaces)
                and (kind = any(:kinds) and (kind <> 'file.read' or actor is null or actor = :self)
                  or kind = any(:own) and (:all or actor = :self))
                order by id desc limit :most
                """)
        .bind("node", node)
        .bind("before", page.before())
        .bindArray("spaces", Long.class, wanted.spaces())
        .bindArray("kinds", String.class, List.copyOf(wanted.kinds()))
        .bindArray("own", String.class, List.copyOf(wanted.own()))
        .bind("all", wanted.all())
        .bind("self", self)
        .bind("most", page.most())
        .map((row, _) -> Happened.of(row))
        .list();
  }

  private static List<Happened> read(Handle handle, String sql, long of, Page page) {
    return handle
        .createQuery(sql)
        .bind(0, of)
        .bind(1, page.before())
        .bind(2, page.most())
        .map((row, _) -> Happened.of(row))
        .list();
  }
}
