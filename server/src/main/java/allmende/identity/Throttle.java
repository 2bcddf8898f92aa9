package allmende.identity;

import allmende.platform.problem.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Slows guessing down: 10 failures per account or 30 per address within 15 minutes, then 1 to 60
/// seconds of waiting.
///
/// Kept in the database, so that neither a restart nor a second process forgets. Whoever signed in
/// from an address within the last 30 days is not stopped there by what others do to the account
/// from elsewhere.
public final class Throttle {
  static final int PER_ACCOUNT = 10;
  static final int PER_ADDRESS = 30;
  private static final Duration KNOWN_FOR = Duration.ofDays(30);
  private static final Duration KEPT = Duration.ofDays(1);

  private final Jdbi jdbi;
  private final Clock clock;

  public Throttle(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  /// @param name the account's name, or the text tried where there is no such account: both must
  ///   look alike
  /// @throws Problem.TooManyAttempts while one has to wait
  void check(String name, Optional<AccountId> account, String address) {
    Instant now = clock.instant();
    String network = NetworkOf.address(address);
    Duration wait =
        jdbi.withHandle(handle -> {
          Duration byAddress = read(handle, addressBucket(network), false).wait(now, PER_ADDRESS);
          Duration byName = read(handle, accountBucket(name), false).wait(now, PER_ACCOUNT);
          if (!byName.isZero() && account.isPresent() && known(handle, account.get(), network)) {
            byName = Duration.ZERO;
          }
          return byAddress.compareTo(byName) > 0 ? byAddress : byName;
        });
    require(wait);
  }

  private static void require(Duration wait) {
    if (!wait.isZero()) {
      // Whole seconds, rounded up: a client that obeys must not come too early.
      throw new Problem.TooManyAttempts(Duration.ofSeconds((wait.toMillis() + 999) / 1000));
    }
  }

  /// As [#check], of guesses at one thing from one address: nobody else has to wait for them.
  void checkThing(String thing, String address) {
    Instant now = clock.instant();
    String network = NetworkOf.address(address);
    Duration wait =
        jdbi.withHandle(handle -> {
          Duration byAddress = read(handle, addressBucket(network), false).wait(now, PER_ADDRESS);
          Duration byThing = read(handle, thing + " from " + network, false).wait(now, PER_ACCOUNT);
          return byAddress.compareTo(byThing) > 0 ? byAddress : byThing;
        });
    require(wait);
  }

  void failedThing(String thing, String address) {
    Instant now = clock.instant();
    String network = NetworkOf.address(address);
    count(addressBucket(network), now, PER_ADDRESS);
    count(thing + " from " + network, now, PER_ACCOUNT);
    forgetOld(now);
  }

  void failed(String name, String address) {
    Instant now = clock.instant();
    count(addressBucket(NetworkOf.address(address)), now, PER_ADDRESS);
    count(accountBucket(name), now, PER_ACCOUNT);
    forgetOld(now);
  }

  void succeeded(AccountId account, String address) {
    Instant now = clock.instant();
    jdbi.useHandle(handle -> {
      handle.execute(
          """
          INSERT INTO identity.known_addresses (account_id, address, seen_at) VALUES (?, ?, ?)
          ON CONFLICT (account_id, address) DO UPDATE SET seen_at = excluded.seen_at
          """,
          account.value(),
          NetworkOf.address(address),
          now);
      handle.execute(
          "DELETE FROM identity.known_addresses WHERE seen_at < ?", now.minus(KNOWN_FOR));
    });
  }

  private void forgetOld(Instant now) {
    jdbi.useHandle(handle ->
        handle.execute("DELETE FROM identity.attempts WHERE updated_at < ?", now.minus(KEPT)));
  }

  private void count(String bucket, Instant now, int limit) {
    jdbi.useTransaction(handle -> {
      handle.execute(
          """
          INSERT INTO identity.attempts (bucket, level, updated_at) VALUES (?, 0, ?)
          ON CONFLICT (bucket) DO NOTHING
          """,
          bucket,
          now);
      LeakyBucket next = read(handle, bucket, true).failed(now, limit);
      handle.execute(
          "UPDATE identity.attempts SET level = ?, updated_at = ? WHERE bucket = ?",
          next.level(),
          next.updatedAt(),
          bucket);
    });
  }

  private LeakyBucket read(Handle handle, String bucket, boolean lock) {
    String sql = "SELECT level, updated_at FROM identity.attempts WHERE bucket = ?";
    return handle
        .createQuery(lock ? sql + " FOR UPDATE" : sql)
        .bind(0, bucket)
        .map((rs, ctx) ->
            new LeakyBucket(rs.getDouble(1), rs.getObject(2, OffsetDateTime.class).toInstant()))
        .findOne()
        .orElse(new LeakyBucket(0, clock.instant()));
  }

  private boolean known(Handle handle, AccountId account, String network) {
    return handle
        .createQuery(
            """
            SELECT true FROM identity.known_addresses WHERE account_id = ? AND address = ? AND seen_at > ?
            """)
        .bind(0, account.value())
        .bind(1, network)
        .bind(2, clock.instant().minus(KNOWN_FOR))
        .mapTo(Boolean.class)
        .findOne()
        .isPresent();
  }

  private static String addressBucket(String network) {
    return "address " + network;
  }

  private static String accountBucket(String name) {
    // Hashed because people now and then type their password into the name's field.
    return "account " + RandomToken.text(RandomToken.hash(AccountName.key(name)));
  }
}
