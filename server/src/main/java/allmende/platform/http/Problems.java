package allmende.platform.http;

import allmende.platform.problem.Problem;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.jdbi.v3.core.ConnectionException;
import org.jspecify.annotations.Nullable;

/// Recognises, in what was thrown, the troubles of the world around us that an asker should hear
/// of.
public final class Problems {
  private static final int DEEPEST_CAUSE = 20;

  private Problems() {}

  /// The problem behind a failure: itself, a database that is away, a full disk, or a request that
  /// Jetty could not read. Nothing for a mistake of our own.
  public static Optional<Problem> from(Throwable thrown) {
    Problem found = null;
    Throwable at = thrown;
    for (int depth = 0; at != null && depth < DEEPEST_CAUSE; depth++) {
      Problem here = at(at);
      if (here instanceof Problem.StorageFull) {
        return Optional.of(here);
      }
      // The outermost wins, except that a full disk says more than the broken connection it led to.
      if (found == null) {
        found = here;
      }
      at = at.getCause();
    }
    return Optional.ofNullable(found);
  }

  private static @Nullable Problem at(Throwable thrown) {
    return switch (thrown) {
      case Problem problem -> problem;
      case SQLTransientConnectionException _ -> databaseAway();
      // HikariCP's own words, without a state, for a connection that broke a moment ago.
      case SQLException sql when "Connection is closed".equals(sql.getMessage()) -> databaseAway();
      case SQLException sql -> fromState(sql.getSQLState());
      case ConnectionException _ -> databaseAway();
      case IOException io when isDiskFull(io) -> new Problem.StorageFull();
      // Jetty's idle timeout: of what was announced, nothing came for too long.
      case TimeoutException _ -> new Problem.TimedOut();
      case HttpException http when http.getCode() == 413 ->
          new Problem.TooLarge("The request is larger than this server takes.");
      case HttpException http when http.getCode() >= 400 && http.getCode() < 500 ->
          new Problem.Invalid("The request could not be read.");
      default -> null;
    };
  }

  private static @Nullable Problem fromState(@Nullable String state) {
    if (state == null) {
      return null;
    }
    if (state.equals("53100")) {
      return new Problem.StorageFull();
    }
    // 08: connection, 57P: shutting down or starting, 53: out of connections or memory.
    return state.startsWith("08") || state.startsWith("57P") || state.startsWith("53")
        ? databaseAway()
        : null;
  }

  private static Problem databaseAway() {
    return new Problem.Unavailable("The database cannot be reached. Please try again in a moment.");
  }

  // The JDK has no type for it: the operating system's own sentence is all there is.
  private static boolean isDiskFull(IOException failure) {
    String message = failure.getMessage();
    return message != null
        && (message.contains("No space left on device") || message.contains("Disk quota exceeded"));
  }
}
