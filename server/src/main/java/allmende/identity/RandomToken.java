package allmende.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/// Tokens of 256 random bits, and the SHA-256 under which a token is stored.
final class RandomToken {
  private static final SecureRandom RANDOM = new SecureRandom();

  private RandomToken() {}

  /// 43 characters that are safe in an address, a cookie and a header.
  static String fresh() {
    return text(bytes(32));
  }

  static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  static int below(int bound) {
    return RANDOM.nextInt(bound);
  }

  static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
