package allmende.platform.database;

import allmende.platform.problem.CannotStart;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/// The organisation's one PostgreSQL: embedded in the data folder, or named by URL. Its schema is
/// brought up to date when it is opened.
public final class Database implements AutoCloseable {
  private static final Pattern STEP = Pattern.compile("V[0-9]+__[a-z_]+\\.sql");

  private final @Nullable EmbeddedPostgres embedded;
  private final DataSource source;
  private final HikariDataSource pool;
  private final Jdbi jdbi;

  private Database(
      @Nullable EmbeddedPostgres embedded, DatabaseSettings settings, DataSource source) {
    this.embedded = embedded;
    this.source = source;
    this.pool = pool(embedded, settings, source);
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
    } catch (FlywayException e) {
      database.close();
      throw new CannotStart(
          "The database cannot be brought to the form that this version needs: " + gist(e), e);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /// Of Flyway's pages, the step that failed and PostgreSQL's own words; else how they begin.
  private static String gist(FlywayException failure) {
    String pages = String.valueOf(failure.getMessage());
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof SQLException sql) {
        Matcher step = STEP.matcher(pages);
        return (step.find() ? step.group() + ": " : "")
            + String.valueOf(sql.getMessage()).lines().findFirst().orElse("")
            + ". Nothing of this step was kept.";
      }
    }
    return String.join(" ", pages.lines().limit(2).toList());
  }

  private static HikariDataSource pool(
      @Nullable EmbeddedPostgres embedded, DatabaseSettings settings, DataSource source) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(source);
    config.setMaximumPoolSize(settings.connections());
    config.setMinimumIdle(2);
    config.setIdleTimeout(60_000);
    config.setConnectionTimeout(5_000);
    config.setPoolName("database");
    try {
      return new HikariDataSource(config);
    } catch (HikariPool.PoolInitializationException e) {
      if (embedded != null) {
        embedded.close();
      }
      Throwable cause = e.getCause();
      throw new CannotStart(
          "The database cannot be reached: " + (cause == null ? e : cause).getMessage(), e);
    }
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
    try {
      source.setUrl(settings.url());
    } catch (IllegalArgumentException e) {
      throw new CannotStart("database.url is no address of a PostgreSQL database.", e);
    }
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
