package allmende.identity;

import allmende.platform.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// Argon2id (RFC 9106) with 19 MiB, two passes and one lane, as PHC strings.
///
/// At most two run at once: a flood of sign-ins may take 38 MiB and two cores, never the machine.
public final class PasswordHash {
  private static final int MEMORY_KIB = 19 * 1024;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final int AT_ONCE = 2;
  private static final int LONGEST_WAIT_SECONDS = 20;
  private static final int SHORTEST = 10;
  private static final int LONGEST_BYTES = 1024;

  private static final Pattern PHC =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

  private final Semaphore turns = new Semaphore(AT_ONCE, true);
  private final String nobodys = compute(RandomToken.fresh());

  /// Refuses what is too short (under 10 characters), too long (over 1024 bytes), or looks like an
  /// app password, which the gate would take for one.
  public static String checked(String password) {
    if (password.codePointCount(0, password.length()) < SHORTEST) {
      throw new Problem.Invalid("A password has at least 10 characters.");
    }
    if (!fits(password)) {
      throw new Problem.Invalid("A password has at most 1024 bytes.");
    }
    if (AppPasswordSecret.looksLikeOne(password)) {
      throw new Problem.Invalid("A password must not have the form of an app password.");
    }
    return password;
  }

  /// A new PHC string for a password; waits for its turn.
  public String hash(String password) {
    return inTurn(() -> compute(password));
  }

  /// Does something that hashes when its turn has come.
  ///
  /// @throws Problem.Unavailable when too many are waiting
  <T> T inTurn(Supplier<T> work) {
    try {
      if (!turns.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
        throw new Problem.Unavailable("Too many people are signing in at this moment.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Problem.Unavailable("The server is stopping.");
    }
    try {
      return work.get();
    } finally {
      turns.release();
    }
  }

  /// A hash that no password is known for: checking it for unknown names takes as long as for known
  /// ones.
  String nobodys() {
    return nobodys;
  }

  static boolean matches(String phc, String password) {
    Matcher parts = PHC.matcher(phc);
    if (!parts.matches() || !fits(password)) {
      return false;
    }
    Base64.Decoder decoder = Base64.getDecoder();
    byte[] expected = decoder.decode(parts.group(5));
    byte[] actual =
        argon2(
            password,
            decoder.decode(parts.group(4)),
            Integer.parseInt(parts.group(1)),
            Integer.parseInt(parts.group(2)),
            Integer.parseInt(parts.group(3)),
            expected.length);
    return MessageDigest.isEqual(expected, actual);
  }

  static String compute(String password) {
    byte[] salt = RandomToken.bytes(SALT_BYTES);
    byte[] hash = argon2(password, salt, MEMORY_KIB, PASSES, LANES, HASH_BYTES);
    Base64.Encoder encoder = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(
            MEMORY_KIB, PASSES, LANES, encoder.encodeToString(salt), encoder.encodeToString(hash));
  }

  private static boolean fits(String password) {
    return password.length() <= LONGEST_BYTES
        && password.getBytes(StandardCharsets.UTF_8).length <= LONGEST_BYTES;
  }

  private static byte[] argon2(
      String password, byte[] salt, int memoryKib, int passes, int lanes, int length) {
    // Keyboards differ in how they compose "ü"; both spellings are the same password.
    byte[] bytes =
        Normalizer.normalize(password, Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8);
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(memoryKib)
            .withIterations(passes)
            .withParallelism(lanes)
            .withSalt(salt)
            .build());
    byte[] hash = new byte[length];
    generator.generateBytes(bytes, hash);
    return hash;
  }
}
