package allmende.push;

import allmende.identity.AccountId;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Tokens for clients that are signed in and cannot say their password again, as browsers: each is
/// good once, for a quarter of a minute.
public final class Tokens {
  private static final Duration GOOD_FOR = Duration.ofSeconds(15);

  private final SecureRandom random = new SecureRandom();
  private final Cache<String, AccountId> tokens;

  public Tokens(Clock clock) {
    tokens =
        Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(GOOD_FOR)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .build();
  }

  public String make(AccountId account) {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    String token = HexFormat.of().formatHex(bytes);
    tokens.put(token, account);
    return token;
  }

  /// Whose token this is; it is used up.
  public Optional<AccountId> use(String token) {
    return Optional.ofNullable(tokens.asMap().remove(token));
  }
}
