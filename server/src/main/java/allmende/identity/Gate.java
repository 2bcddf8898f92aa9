package allmende.identity;

import allmende.platform.problem.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/// Finds out who is asking: by an app password, the account's password, or a browser's session.
///
/// The first check of a credential asks the database; the following ones, for five minutes, take a
/// hash and a look-up.
public final class Gate {
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
  private static final Duration USED_EVERY = Duration.ofMinutes(5);
  private static final int STRIPES = 64;

  private final Jdbi jdbi;
  private final Clock clock;
  private final CheckedCredentials checked;
  private final Sessions sessions;
  private final PasswordCheck passwordCheck;
  private final Throttle throttle;
  private final ReentrantLock[] stripes =
      Stream.generate(ReentrantLock::new).limit(STRIPES).toArray(ReentrantLock[]::new);

  public Gate(
      Jdbi jdbi,
      Clock clock,
      CheckedCredentials checked,
      Sessions sessions,
      PasswordCheck passwordCheck,
      Throttle throttle) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.checked = checked;
    this.sessions = sessions;
    this.passwordCheck = passwordCheck;
    this.throttle = throttle;
  }

  /// Who is asking.
  ///
  /// @throws Problem.SignedOut when nothing, or nothing good, was presented
  /// @throws Problem.TooManyAttempts while guessing is slowed down
  /// @throws Problem.Csrf when a session's cookie came without our page's proof on an unsafe method
  public Actor require(Caller caller) {
    return find(caller).orElseThrow(() -> new Problem.SignedOut("Please sign in."));
  }

  /// As [#require], but empty where that would answer [Problem.SignedOut].
  public Optional<Actor> find(Caller caller) {
    String authorization = caller.authorization();
    if (authorization != null && BasicCredentials.isBasic(authorization)) {
      return basic(authorization, caller)
          .map(p -> new Actor(p.account(), p.credential(), ClientName.of(caller.userAgent())));
    }
    String cookie = caller.sessionCookie();
    if (cookie == null || cookie.isEmpty()) {
      return Optional.empty();
    }
    Optional<CheckedCredentials.Proven> proven = session(cookie);
    if (proven.isPresent() && !SAFE.contains(caller.method())) {
      requireCsrf(cookie, caller);
    }
    return proven.map(
        p -> new Actor(p.account(), p.credential(), ClientName.of(caller.userAgent())));
  }

  private static void requireCsrf(String cookie, Caller caller) {
    String given = caller.csrf();
    if (given == null
        || !MessageDigest.isEqual(
            given.getBytes(StandardCharsets.UTF_8),
            Sessions.csrf(cookie).getBytes(StandardCharsets.UTF_8))) {
      throw new Problem.Csrf();
    }
  }

  private Optional<CheckedCredentials.Proven> session(String cookie) {
    ByteBuffer key = ByteBuffer.wrap(RandomToken.hash("session " + cookie));
    Optional<CheckedCredentials.Proven> remembered = checked.find(key);
    if (remembered.isPresent()) {
      return remembered;
    }
    long now = checked.now();
    Optional<CheckedCredentials.Proven> found = sessions.find(cookie);
    found.ifPresent(proven -> checked.remember(key, proven, now));
    return found;
  }

  private Optional<CheckedCredentials.Proven> basic(String authorization, Caller caller) {
    ByteBuffer key = ByteBuffer.wrap(RandomToken.hash(authorization));
    Optional<CheckedCredentials.Proven> remembered = checked.find(key);
    if (remembered.isPresent()) {
      return remembered;
    }
    if (checked.isRefused(key)) {
      return Optional.empty();
    }
    // A client opens many connections at once: one of them checks, the others wait for its answer.
    ReentrantLock stripe = stripes[Math.floorMod(key.hashCode(), STRIPES)];
    stripe.lock();
    try {
      Optional<CheckedCredentials.Proven> meanwhile = checked.find(key);
      return meanwhile.isPresent() ? meanwhile : checkBasic(authorization, key, caller);
    } finally {
      stripe.unlock();
    }
  }

  private Optional<CheckedCredentials.Proven> checkBasic(
      String authorization, ByteBuffer key, Caller caller) {
    Optional<BasicCredentials> parsed = BasicCredentials.of(authorization);
    if (parsed.isEmpty()) {
      return Optional.empty();
    }
    BasicCredentials given = parsed.get();
    long now = checked.now();
    Optional<CheckedCredentials.Proven> proven;
    if (AppPasswordSecret.looksLikeOne(given.password())) {
      proven = appPassword(given, caller);
      if (proven.isEmpty()) {
        checked.refuse(key, now);
      }
    } else {
      proven =
          passwordCheck
              .check(given.name(), given.password(), caller.address())
              .map(account -> new CheckedCredentials.Proven(account, new Credential.Password()));
    }
    proven.ifPresent(p -> checked.remember(key, p, now));
    return proven;
  }

  private Optional<CheckedCredentials.Proven> appPassword(BasicCredentials given, Caller caller) {
    Optional<CheckedCredentials.Proven> found = lookUp(given);
    // The look-up costs nothing worth protecting; only guesses meet the throttle, never the owner.
    if (found.isEmpty()) {
      throttle.check(given.name(), Optional.empty(), caller.address());
      throttle.failed(given.name(), caller.address());
      return found;
    }
    found.ifPresent(proven -> used(proven.credential(), caller));
    return found;
  }

  private Optional<CheckedCredentials.Proven> lookUp(BasicCredentials given) {
    if (!AccountName.plausible(given.name())) {
      return Optional.empty();
    }
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "SELECT "
                    + AccountRow.COLUMNS
                    + """
                    , p.id AS password_id, p.label
                    FROM identity.app_passwords p JOIN identity.accounts a ON a.id = p.account_id
                    WHERE p.secret_hash = :hash AND (a.name_key = :key OR a.email_key = :key) AND NOT a.disabled
                    """)
            .bind("hash", RandomToken.hash(given.password()))
            .bind("key", AccountName.key(given.name()))
            .map((rs, ctx) ->
                new CheckedCredentials.Proven(
                    AccountRow.map(rs, ctx),
                    new Credential.AppPassword(rs.getLong("password_id"), rs.getString("label"))))
            .findOne());
  }

  private void used(Credential credential, Caller caller) {
    if (credential instanceof Credential.AppPassword(long id, String _)) {
      Instant now = clock.instant();
      jdbi.useHandle(handle ->
          handle.execute(
              """
              UPDATE identity.app_passwords SET last_used_at = ?, last_client = ?
              WHERE id = ? AND (last_used_at IS NULL OR last_used_at <= ?)
              """,
              now,
              ClientName.of(caller.userAgent()),
              id,
              now.minus(USED_EVERY)));
    }
  }
}
