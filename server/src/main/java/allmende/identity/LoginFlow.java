package allmende.identity;

import allmende.platform.problem.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/// Nextcloud's login flow v2: a client asks, a person grants it in the browser, the client fetches
/// an app password once.
///
/// The app password is made in the very transaction in which the client fetches it, so no secret
/// ever waits anywhere. A flow lives for 20 minutes.
public final class LoginFlow {
  private static final Duration GOOD_FOR = Duration.ofMinutes(20);
  private static final int MOST_PER_ADDRESS = 200;

  private final Jdbi jdbi;
  private final Clock clock;
  private final AppPasswords appPasswords;

  public LoginFlow(Jdbi jdbi, Clock clock, AppPasswords appPasswords) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.appPasswords = appPasswords;
  }

  /// @param pollToken only the client knows it
  /// @param flowToken stands in the address that the client opens in a browser
  public record Started(String pollToken, String flowToken) {}

  /// What a client asks for.
  public record Asking(String client, Instant createdAt) {}

  /// What the client gets, once.
  public record Granted(String loginName, String appPassword) {
    @Override
    public String toString() {
      return "app password of " + loginName;
    }
  }

  /// @throws Problem.TooManyAttempts when one address has 200 flows waiting
  public Started start(String userAgent, String address) {
    Started started = new Started(RandomToken.fresh(), RandomToken.fresh());
    Instant now = clock.instant();
    String network = NetworkOf.address(address);
    jdbi.useTransaction(handle -> {
      handle.execute("DELETE FROM identity.login_flows WHERE expires_at <= ?", now);
      long waiting =
          handle
              .createQuery("SELECT count(*) FROM identity.login_flows WHERE address = ?")
              .bind(0, network)
              .mapTo(Long.class)
              .one();
      if (waiting >= MOST_PER_ADDRESS) {
        throw new Problem.TooManyAttempts(Duration.ofMinutes(1));
      }
      handle.execute(
          """
          INSERT INTO identity.login_flows (flow_hash, poll_hash, client, address, created_at, expires_at)
          VALUES (?, ?, ?, ?, ?, ?)
          """,
          RandomToken.hash(started.flowToken()),
          RandomToken.hash(started.pollToken()),
          ClientName.of(userAgent),
          network,
          now,
          now.plus(GOOD_FOR));
    });
    return started;
  }

  /// What waits under a flow token; empty when it is stale, granted or unknown.
  public Optional<Asking> asking(String flowToken) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                SELECT client, created_at FROM identity.login_flows
                WHERE flow_hash = ? AND expires_at > ? AND granted_by IS NULL
                """)
            .bind(0, RandomToken.hash(flowToken))
            .bind(1, clock.instant())
            .map((rs, ctx) ->
                new Asking(
                    rs.getString("client"),
                    rs.getObject("created_at", OffsetDateTime.class).toInstant()))
            .findOne());
  }

  /// Lets the waiting client in as the person who grants it.
  ///
  /// @throws Problem.Denied to a client that itself came in with an app password: what is revoked
  ///   must stay out
  /// @throws Problem.NotFound when the flow is stale, granted or unknown
  public void grant(String flowToken, Actor actor) {
    if (actor.credential() instanceof Credential.AppPassword) {
      throw new Problem.Denied("An app cannot let another app in.");
    }
    int granted =
        jdbi.withHandle(handle ->
            handle.execute(
                """
                UPDATE identity.login_flows SET granted_by = ?
                WHERE flow_hash = ? AND expires_at > ? AND granted_by IS NULL
                """,
                actor.account().id().value(),
                RandomToken.hash(flowToken),
                clock.instant()));
    if (granted == 0) {
      throw new Problem.NotFound("This request has expired.");
    }
  }

  /// The app password, exactly once after the grant; empty before, after, and for unknown tokens.
  public Optional<Granted> poll(String pollToken) {
    Instant now = clock.instant();
    record Due(long account, String name, String client) {}
    return jdbi.inTransaction(handle ->
        handle
            .createQuery(
                """
                DELETE FROM identity.login_flows f USING identity.accounts a
                WHERE f.poll_hash = ? AND f.expires_at > ? AND a.id = f.granted_by AND NOT a.disabled
                RETURNING a.id, a.name, f.client
                """)
            .bind(0, RandomToken.hash(pollToken))
            .bind(1, now)
            .map((rs, ctx) -> new Due(rs.getLong(1), rs.getString(2), rs.getString(3)))
            .findOne()
            .map(due -> {
              AccountId account = new AccountId(due.account());
              String client = ClientName.label(due.client());
              Author by = new Author(account, client, "login flow, owner");
              return new Granted(
                  due.name(), appPasswords.make(by, handle, account, client, now).secret());
            }));
  }
}
