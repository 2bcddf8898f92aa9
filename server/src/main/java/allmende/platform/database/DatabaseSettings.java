package allmende.platform.database;

/// Which PostgreSQL to use.
///
/// @param url a JDBC URL, or empty for the embedded one
/// @param user the role, for an external one
/// @param password its password, for an external one
/// @param connections how many connections the pool holds at the most
public record DatabaseSettings(String url, String user, String password, int connections) {
  public boolean embedded() {
    return url.isEmpty();
  }
}
