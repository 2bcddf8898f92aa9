package allmende.push;

import allmende.identity.AccountId;
import allmende.push.store.TokenStore;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/// Tokens for clients that are signed in and cannot say their password again, as browsers: each is
/// good once, for a quarter of a minute, in whichever process it is said.
public final class Tokens {
  private static final Duration GOOD_FOR = Duration.ofSeconds(15);

  private final SecureRandom random = new SecureRandom();
  private final TokenStore store = new TokenStore();
  private final Jdbi jdbi;
  private final Clock clock;

  public Tokens(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  public String make(AccountId account) {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    String token = HexFormat.of().formatHex(bytes);
    Instant now = clock.instant();
    jdbi.useTransaction(handle -> {
      store.sweep(handle, now);
      store.add(handle, hash(token), account.value(), now.plus(GOOD_FOR));
    });
    return token;
  }

  /// Whose token this is; it is used up.
  public Optional<AccountId> use(String token) {
    return jdbi.inTransaction(
        handle -> store.take(handle, hash(token), clock.instant()).map(AccountId::new));
  }

  private static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
