package allmende.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The passwords of links: hashed like those of accounts, and guesses are slowed down like there,
/// but for each link and address by itself, so that nobody can shut a link for others.
public final class LinkPasswords {
  private static final Duration KEPT = Duration.ofMinutes(5);
  private static final long MOST = 10_000;

  private final PasswordHash passwords;
  private final Throttle throttle;

  /// What was right within the last minutes: a client of WebDAV sends it with every request. The
  /// hash that it was right for is part of the key, so another password counts at once.
  private final Cache<ByteBuffer, Boolean> right;

  public LinkPasswords(PasswordHash passwords, Throttle throttle, Clock clock) {
    this.passwords = passwords;
    this.throttle = throttle;
    this.right =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(KEPT)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .build();
  }

  /// What is stored of a new password.
  ///
  /// @throws allmende.platform.problem.Problem.Invalid for one that is too short or too long
  public String hash(String password) {
    return passwords.hash(PasswordHash.checked(password));
  }

  /// Whether this is the password of a link.
  ///
  /// @param link names it
  /// @param stored what [#hash] gave
  /// @throws allmende.platform.problem.Problem.TooManyAttempts while guessing is slowed down
  public boolean check(String link, String stored, String password, String address) {
    ByteBuffer key = ByteBuffer.wrap(RandomToken.hash(link + " " + stored + " " + password));
    if (right.getIfPresent(key) != null) {
      return true;
    }
    throttle.checkThing(link, address);
    return passwords.inTurn(() -> {
      throttle.checkThing(link, address);
      if (PasswordHash.matches(stored, password)) {
        right.put(key, true);
        return true;
      }
      throttle.failedThing(link, address);
      return false;
    });
  }

  /// What a browser shows from then on in place of the password. It is stored nowhere, and worth
  /// nothing once the password is another one.
  public static String proof(String link, String stored) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(stored.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return RandomToken.text(mac.doFinal(("proof of " + link).getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has HMAC-SHA-256", e);
    }
  }

  /// Whether this is the [#proof].
  public static boolean proves(String given, String link, String stored) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8),
        proof(link, stored).getBytes(StandardCharsets.UTF_8));
  }
}
