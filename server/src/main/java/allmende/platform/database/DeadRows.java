package allmende.platform.database;

import org.jdbi.v3.core.Jdbi;

/// The rows that have gone from a table through which many pass. Until they are cleared away, every
/// search walks over them, and PostgreSQL by itself comes once a minute.
///
/// Used by one thread.
public final class DeadRows {
  private static final int MANY = 2_000;

  private final Jdbi jdbi;
  private final String clearing;
  private long gone;

  /// @param table with its schema, as SQL names it
  public DeadRows(Jdbi jdbi, String table) {
    this.jdbi = jdbi;
    // Giving room back to the file system would need the table for itself.
    this.clearing = "vacuum (truncate off) " + table;
  }

  /// Some more have gone, in a transaction that has ended.
  public void add(int rows) {
    gone += rows;
    if (gone >= MANY) {
      gone = 0;
      jdbi.useHandle(handle -> handle.execute(clearing));
    }
  }
}
