package allmende;

import allmende.platform.database.DatabaseSettings;
import allmende.platform.database.EmbeddedPostgres;
import allmende.platform.database.UnixSocketFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/// A fresh, migrated database for each caller, all in one PostgreSQL that lives as long as the test
/// run: the embedded one, or the server that the environment's `TEST_DATABASE_URL` names (its user
/// must be allowed to create databases).
public final class TestDatabase {
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final @Nullable String EXTERNAL = System.getenv("TEST_DATABASE_URL");
  private static @Nullable Path socket;
  private static @Nullable String template;

  private TestDatabase() {}

  /// An empty database with the current schema.
  public static Jdbi jdbi() {
    return Jdbi.create(source());
  }

  /// As [#jdbi], for those who connect by themselves.
  public static synchronized DataSource source() {
    if (template == null) {
      if (EXTERNAL == null) {
        // What a test leaves behind goes with the test run; flushing it would take most of the
        // time.
        Jdbi.create(source("postgres"))
            .useHandle(handle -> {
              handle.execute("alter system set fsync = off");
              handle.execute("select pg_reload_conf()");
            });
      }
      template = create("template0");
      Flyway.configure()
          .dataSource(source(template))
          .locations("classpath:db/migration")
          .schemas("public")
          .load()
          .migrate();
    }
    return source(create(template));
  }

  /// How a server of its own comes to a database without any schema.
  public static synchronized DatabaseSettings empty() {
    PGSimpleDataSource source = source(create("template0"));
    String password = source.getPassword();
    return new DatabaseSettings(
        source.getURL(), String.valueOf(source.getUser()), password == null ? "" : password, 4);
  }

  /// Copying a migrated database takes a tenth of the time of migrating another.
  private static String create(String from) {
    String name = "test_" + ProcessHandle.current().pid() + "_" + COUNT.incrementAndGet();
    Jdbi.create(source("postgres"))
        .useHandle(handle -> handle.execute("create database " + name + " template " + from));
    return name;
  }

  private static PGSimpleDataSource source(String database) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    if (EXTERNAL != null) {
      source.setUrl(EXTERNAL);
    } else {
      source.setServerNames(new String[] {"localhost"});
      source.setUser("allmende");
      source.setSocketFactory(UnixSocketFactory.class.getName());
      source.setSocketFactoryArg(socket().toString());
    }
    source.setDatabaseName(database);
    return source;
  }

  private static synchronized Path socket() {
    if (socket == null) {
      try {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(Files.createTempDirectory("allmende"));
        Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
        socket = postgres.socket();
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
    return socket;
  }
}
