package allmende.platform.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/// The organisation's one PostgreSQL: embedded in the data folder, or named by URL. Its schema is
/// brought up to date when it is opened.
public final class Database implements AutoCloseable {
  private final @Nullable EmbeddedPostgres embedded;
  private final DataSource source;
  private final HikariDataSource pool;
  private final Jdbi jdbi;

  private Database(
      @Nullable EmbeddedPostgres embedded, DatabaseSettings settings, DataSource source) {
    this.embedded = embedded;
    this.source = source;
    this.pool = pool(settings, source);
    this.jdbi = Jdbi.create(pool);
  }

  /// Starts or adopts the embedded server where the settings name no other, and migrates.
  public static Database open(DatabaseSettings settings, Path data) throws IOException {
    if (!settings.embedded()) {
      return migrated(new Database(null, settings, external(settings)));
    }
    EmbeddedPostgres postgres = EmbeddedPostgres.start(data);
    return migrated(new Database(postgres, settings, socket(postgres.socket())));
  }

  /// For a command beside a server: uses the embedded PostgreSQL that the server runs, or starts
  /// one for as long as the command takes.
  public static Database openBeside(DatabaseSettings settings, Path data) throws IOException {
    Optional<Path> running =
        settings.embedded() ? EmbeddedPostgres.running(data) : Optional.empty();
    return running.isPresent()
        ? migrated(new Database(null, settings, socket(running.get())))
        : open(settings, data);
  }

  public Jdbi jdbi() {
    return jdbi;
  }

  /// What other processes tell, not yet listened to.
  public Notices notices() {
    return new Notices(source);
  }

  /// Whether a statement gets an answer now.
  public boolean answers() {
    try (var connection = pool.getConnection()) {
      return connection.isValid(2);
    } catch (java.sql.SQLException e) {
      return false;
    }
  }

  @Override
  public void close() {
    pool.close();
    if (embedded != null) {
      embedded.close();
    }
  }

  private static Database migrated(Database database) {
    try {
      Flyway.configure()
          .dataSource(database.pool)
          .locations("classpath:db/migration")
          .schemas("public")
          // Each capability numbers its own: a later one of files may come after the ledger's.
          .outOfOrder(true)
          .load()
          .migrate();
      return database;
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  private static HikariDataSource pool(DatabaseSettings settings, DataSource source) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(source);
    config.setMaximumPoolSize(settings.connections());
    config.setMinimumIdle(2);
    config.setIdleTimeout(60_000);
    config.setConnectionTimeout(5_000);
    config.setPoolName("database");
    return new HikariDataSource(config);
  }

  private static DataSource socket(Path socket) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {"localhost"});
    source.setDatabaseName("postgres");
    source.setUser("allmende");
    source.setSocketFactory(UnixSocketFactory.class.getName());
    source.setSocketFactoryArg(socket.toString());
    return tuned(source);
  }

  private static DataSource external(DatabaseSettings settings) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(settings.url());
    source.setUser(settings.user());
    source.setPassword(settings.password());
    return tuned(source);
  }

  private static DataSource tuned(PGSimpleDataSource source) {
    source.setApplicationName("allmende");
    source.setPrepareThreshold(2);
    source.setTcpKeepAlive(true);
    source.setReWriteBatchedInserts(true);
    source.setReWriteBatchedInserts(true);
    return source;
  }
}
