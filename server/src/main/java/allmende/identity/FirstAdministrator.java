package allmende.identity;

import allmende.platform.problem.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// The one-time link that makes the first administrator, good for 24 hours and only while there is
/// none.
public final class FirstAdministrator {
  private static final Duration GOOD_FOR = Duration.ofHours(24);

  private static final Author BY_LINK = new Author(null, "browser", "one-time link");

  private final Jdbi jdbi;
  private final Clock clock;
  private final People people;

  public FirstAdministrator(Jdbi jdbi, Clock clock, People people) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.people = people;
  }

  /// Whether there is no administrator yet.
  public boolean needed() {
    return jdbi.withHandle(handle -> !People.hasAdministrator(handle));
  }

  /// A new link, which makes the one before worthless; empty once there is an administrator.
  ///
  /// The token stands behind `#`, which browsers send to nobody.
  public Optional<String> freshLink(String baseUrl) {
    String token = RandomToken.fresh();
    boolean made =
        jdbi.inTransaction(handle -> {
          People.lock(handle);
          if (People.hasAdministrator(handle)) {
            handle.execute("DELETE FROM identity.first_administrator");
            return false;
          }
          handle.execute(
              """
              INSERT INTO identity.first_administrator (token_hash, expires_at) VALUES (?, ?)
              ON CONFLICT (only_one)
              DO UPDATE SET token_hash = excluded.token_hash, expires_at = excluded.expires_at
              """,
              RandomToken.hash(token),
              clock.instant().plus(GOOD_FOR));
          return true;
        });
    String base = baseUrl.endsWith("/") ? baseUrl.substring(0, baseUrl.length() - 1) : baseUrl;
    return made ? Optional.of(base + "/welcome#" + token) : Optional.empty();
  }

  /// Makes the first administrator. However many ask at once, one succeeds.
  ///
  /// @throws Problem.Denied when the token is wrong, used or stale, or there is an administrator
  public Account claim(String token, String name, String displayName, String password) {
    Instant now = clock.instant();
    byte[] hash = RandomToken.hash(token);
    // Before the slow hash: strangers shall not make the server work.
    if (!jdbi.withHandle(handle -> good(handle, hash, now))) {
      throw refused();
    }
    People.NewAccount fresh = people.prepare(name, displayName, null, password, true);
    return jdbi.inTransaction(handle -> {
      People.lock(handle);
      if (!good(handle, hash, now)) {
        throw refused();
      }
      handle.execute("DELETE FROM identity.first_administrator");
      return people.insert(BY_LINK, handle, fresh, now);
    });
  }

  private static boolean good(Handle handle, byte[] hash, Instant now) {
    return !People.hasAdministrator(handle)
        && handle
            .createQuery(
                "SELECT true FROM identity.first_administrator WHERE token_hash = ? AND expires_at > ?")
            .bind(0, hash)
            .bind(1, now)
            .mapTo(Boolean.class)
            .findOne()
            .isPresent();
  }

  private static Problem refused() {
    return new Problem.Denied("This link is not valid any more. A restart prints a new one.");
  }
}
