package allmende.platform.database;

import java.sql.SQLException;

/// A statement that went to the driver directly has failed.
public final class StatementFailed extends RuntimeException {
  public StatementFailed(SQLException cause) {
    super(cause);
  }
}
