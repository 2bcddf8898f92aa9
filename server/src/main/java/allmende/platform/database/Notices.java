package allmende.platform.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What processes on one database tell one another (PostgreSQL's `LISTEN` and `NOTIFY`), heard on a
/// connection of its own.
public final class Notices implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Notices.class);

  /// How long nothing may be heard before the connection is tried: a broken one may stay silent.
  private static final Duration SILENCE = Duration.ofSeconds(30);

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private record Hearer(Consumer<String> heard, Runnable missed) {}

  private final DataSource source;
  private final Map<String, Hearer> hearers = new ConcurrentHashMap<>();
  private final Thread thread;
  private volatile boolean closing;
  private volatile @Nullable Connection connection;

  Notices(DataSource source) {
    this.source = source;
    this.thread = Thread.ofPlatform().daemon().name("notices").unstarted(this::listen);
  }

  /// Listens to a channel. To be called before the start.
  ///
  /// @param channel letters and underscores
  /// @param heard is handed what was told
  /// @param missed called whenever something may have been told and not heard: after each
  ///   connecting
  public void hear(String channel, Consumer<String> heard, Runnable missed) {
    if (!channel.matches("[a-z_]+")) {
      throw new IllegalArgumentException("not a channel: " + channel);
    }
    hearers.put(channel, new Hearer(heard, missed));
  }

  /// Tells all processes, this one too, when the transaction commits. A committing transaction that
  /// tells something waits for others that do: this is for what happens seldom, or in batches.
  ///
  /// @param text at most 7,999 bytes
  public static void tell(Handle transaction, String channel, String text) {
    transaction.execute("select pg_notify(?, ?)", channel, text);
  }

  /// Begins to listen, in the background; while the database is away it tries to connect again.
  public Notices start() {
    thread.start();
    return this;
  }

  @Override
  public void close() {
    closing = true;
    thread.interrupt();
    Connection open = connection;
    if (open != null) {
      close(open);
    }
    try {
      if (thread.isAlive() && !thread.join(Duration.ofSeconds(5))) {
        log.warn("the notices did not stop in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void listen() {
    while (!closing) {
      try (Connection opened = source.getConnection()) {
        connection = opened;
        try (Statement statement = opened.createStatement()) {
          for (String channel : hearers.keySet()) {
            statement.execute("listen " + channel);
          }
        }
        hearers.values().forEach(hearer -> tell(hearer.missed()));
        hearOn(opened);
      } catch (SQLException e) {
        if (!closing) {
          log.warn("notices are not heard until the database is back: {}", e.getMessage());
          pause();
        }
      } finally {
        connection = null;
      }
    }
  }

  private void hearOn(Connection opened) throws SQLException {
    PGConnection postgres = opened.unwrap(PGConnection.class);
    while (!closing) {
      PGNotification @Nullable [] told = postgres.getNotifications((int) SILENCE.toMillis());
      if (told == null || told.length == 0) {
        try (Statement statement = opened.createStatement()) {
          statement.execute("select");
        }
        continue;
      }
      for (PGNotification notice : told) {
        Hearer hearer = hearers.get(notice.getName());
        if (hearer != null) {
          tell(() -> hearer.heard().accept(notice.getParameter()));
        }
      }
    }
  }

  private static void tell(Runnable hearer) {
    try {
      hearer.run();
    } catch (RuntimeException e) {
      log.warn("a notice was not taken", e);
    }
  }

  private static void close(Connection open) {
    try {
      // Not close(), which would wait for the reading that is under way.
      open.abort(Runnable::run);
    } catch (SQLException e) {
      log.debug("closing the connection of the notices failed", e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      log.debug("the notices are being closed");
    }
  }
}
