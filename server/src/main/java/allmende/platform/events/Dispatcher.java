package allmende.platform.events;

import allmende.platform.database.DeadRows;
import allmende.platform.jobs.Job;
import java.util.Comparator;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Hands events to those who listen, in the order of their numbers, and forgets them in the same
/// transaction.
///
/// Numbers are drawn before transactions commit. So that no later one overtakes an earlier, a row
/// waits until every transaction has ended that is as old as its own.
public final class Dispatcher implements Job {
  private static final int BATCH = 500;

  // A row that is seen although its transaction is none of this cluster's yet came from another
  // cluster, by a backup: nothing of those runs any more.
  private static final String TAKE =
      """
      delete from events.event where id in (
        select id from events.event
        where xact < pg_snapshot_xmin(pg_current_snapshot())
          or xact >= pg_snapshot_xmax(pg_current_snapshot())
        order by id limit ?)
      returning id, at, kind, actor, client, authority, space, node, name, detail
      """;

  private final Jdbi jdbi;
  private final List<Listener> listeners;
  private final DeadRows dead;

  public Dispatcher(Jdbi jdbi, List<? extends Listener> listeners) {
    this.jdbi = jdbi;
    this.listeners = List.copyOf(listeners);
    this.dead = new DeadRows(jdbi, "events.event");
  }

  @Override
  public Left run() {
    int taken = jdbi.inTransaction(this::handOut);
    dead.add(taken);
    if (taken == BATCH) {
      return Left.MORE;
    }
    boolean some =
        jdbi.withHandle(handle ->
            handle
                .createQuery("select exists (select from events.event)")
                .mapTo(Boolean.class)
                .one());
    return some ? Left.UNREADY : Left.NOTHING;
  }

  private int handOut(Handle transaction) {
    List<Happened> batch =
        transaction.createQuery(TAKE).bind(0, BATCH).map((row, _) -> Happened.of(row)).stream()
            .sorted(Comparator.comparingLong(Happened::id))
            .toList();
    if (!batch.isEmpty()) {
      listeners.forEach(listener -> listener.hear(transaction, batch));
    }
    return batch.size();
  }
}
