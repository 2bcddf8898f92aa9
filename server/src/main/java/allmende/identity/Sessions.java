package allmende.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/// Browsers' sessions: a random cookie, stored as its hash; 30 days without use or 90 days in all
/// end one.
public final class Sessions {
  /// How long a browser keeps the cookie; the shorter end, without use, is the server's to tell.
  public static final Duration LONGEST = Duration.ofDays(90);

  private static final Duration IDLE = Duration.ofDays(30);
  private static final Duration SEEN_EVERY = Duration.ofHours(1);

  private final Jdbi jdbi;
  private final Clock clock;
  private final CheckedCredentials checked;

  public Sessions(Jdbi jdbi, Clock clock, CheckedCredentials checked) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.checked = checked;
  }

  /// Begins a session and answers its cookie's value.
  public String begin(AccountId account, String userAgent) {
    String cookie = RandomToken.fresh();
    Instant now = clock.instant();
    jdbi.useHandle(handle -> {
      handle.execute(
          """
          INSERT INTO identity.sessions (token_hash, account_id, client, created_at, last_seen_at)
          VALUES (?, ?, ?, ?, ?)
          """,
          RandomToken.hash(cookie),
          account.value(),
          ClientName.of(userAgent),
          now,
          now);
      handle.execute(
          "DELETE FROM identity.sessions WHERE last_seen_at < ? OR created_at < ?",
          now.minus(IDLE),
          now.minus(LONGEST));
    });
    return cookie;
  }

  /// Ends a session; one that is not there is ended already.
  public void end(String cookie) {
    jdbi.withHandle(handle ->
            handle
                .createQuery(
                    "DELETE FROM identity.sessions WHERE token_hash = ? RETURNING account_id")
                .bind(0, RandomToken.hash(cookie))
                .mapTo(Long.class)
                .findOne())
        .ifPresent(account -> checked.forget(new AccountId(account)));
  }

  /// The proof that a page of ours sends along with the cookie. Derived from the cookie, which
  /// scripts cannot read, so that it need not be stored.
  public static String csrf(String cookie) {
    return RandomToken.text(RandomToken.hash("allmende csrf " + cookie));
  }

  Optional<CheckedCredentials.Proven> find(String cookie) {
    Instant now = clock.instant();
    byte[] hash = RandomToken.hash(cookie);
    record Found(Account account, Instant lastSeenAt) {}
    Optional<Found> found =
        jdbi.withHandle(handle ->
            handle
                .createQuery(
                    "SELECT "
                        + AccountRow.COLUMNS
                        + """
                        , s.last_seen_at
                        FROM identity.sessions s JOIN identity.accounts a ON a.id = s.account_id
                        WHERE s.token_hash = ? AND s.last_seen_at > ? AND s.created_at > ? AND NOT a.disabled
                        """)
                .bind(0, hash)
                .bind(1, now.minus(IDLE))
                .bind(2, now.minus(LONGEST))
                .map((rs, ctx) ->
                    new Found(
                        AccountRow.map(rs, ctx),
                        rs.getObject("last_seen_at", OffsetDateTime.class).toInstant()))
                .findOne());
    if (found.isPresent() && found.get().lastSeenAt().isBefore(now.minus(SEEN_EVERY))) {
      jdbi.useHandle(handle ->
          handle.execute(
              "UPDATE identity.sessions SET last_seen_at = ? WHERE token_hash = ?", now, hash));
    }
    return found.map(f ->
        new CheckedCredentials.Proven(f.account(), new Credential.Session(RandomToken.text(hash))));
  }

  static byte[] hashOf(Credential.Session session) {
    return Base64.getUrlDecoder().decode(session.id());
  }
}
