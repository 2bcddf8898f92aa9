package allmende.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.statement.StatementContext;

/// Reads an [Account] from a row of `identity.accounts`.
final class AccountRow {
  /// Expects the table under the alias `a`.
  static final String COLUMNS =
      "a.id, a.name, a.display_name, a.email, a.language, a.administrator";

  private AccountRow() {}

  static Account map(ResultSet rs, StatementContext ctx) throws SQLException {
    return new Account(
        new AccountId(rs.getLong("id")),
        rs.getString("name"),
        rs.getString("display_name"),
        rs.getString("email"),
        rs.getString("language"),
        rs.getBoolean("administrator"));
  }
}
