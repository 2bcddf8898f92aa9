package allmende.files.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/// Statements on what people used last.
public final class RecentStore {
  /// Kept of each person's.
  public static final int KEPT = 100;

  /// @param opened rather than changed
  public record Use(long account, long node, Instant at, boolean opened) {}

  /// @param spot what was used, and where it is
  public record Row(SpotRow spot, Instant at, boolean opened) {}

  /// Notes uses; of several of one file, the last counts.
  public void note(Handle transaction, Collection<Use> uses) {
    PreparedBatch upsert =
        transaction.prepareBatch(
            """
            insert into files.recent as r (account, node, at, opened) values (?, ?, ?, ?)
            on conflict (account, node) do update set at = excluded.at, opened = excluded.opened
              where r.at <= excluded.at
            """);
    for (Use use : uses) {
      upsert
          .bind(0, use.account())
          .bind(1, use.node())
          .bind(2, Timestamp.from(use.at()))
          .bind(3, use.opened())
          .add();
    }
    upsert.execute();
  }

  /// Forgets what is older than the newest hundred of these people's.
  public void trim(Handle transaction, Collection<Long> accounts) {
    transaction
        .createUpdate(
            """
            delete from files.recent r
            using unnest(:accounts) as a (account)
            cross join lateral (
              select x.at, x.node from files.recent x where x.account = a.account
              order by x.at desc, x.node desc offset :kept limit 1) first
            where r.account = a.account and (r.at, r.node) <= (first.at, first.node)
            """)
        .bindArray("accounts", Long.class, List.copyOf(accounts))
        .bind("kept", KEPT)
        .execute();
  }

  /// What somebody used last, the last first, of what is still in a tree of these spaces, or at or
  /// below one of these nodes.
  public List<Row> of(
      Handle handle, long account, Collection<Long> spaces, Collection<Long> tops, int most) {
    return handle
        .createQuery(
            "select "
                + SpotRow.COLUMNS
                + ", r.at, r.opened from files.recent r join files.node n on n.id = r.node "
                + SpotRow.WAY
                + """
                 where r.account = :account and (n.space = any(:spaces) or way.ids && :tops)
                and not n.folder and way.inside order by r.at desc, r.node desc limit :most
                """)
        .bind("account", account)
        .bindArray("spaces", Long.class, List.copyOf(spaces))
        .bindArray("tops", Long.class, List.copyOf(tops))
        .bind("most", most)
        .map((row, _) ->
            new Row(
                SpotRow.of(row),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getBoolean("opened")))
        .list();
  }
}
