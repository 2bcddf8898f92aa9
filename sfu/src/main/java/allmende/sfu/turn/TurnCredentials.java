package allmende.sfu.turn;

import allmende.protocols.stun.KeyedHash;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// User names that say until when they are good, and passwords that follow from them and a secret:
/// nothing about them is stored (draft-uberti-behave-turn-rest-00). Nonces are made alike.
public final class TurnCredentials {
  private static final Duration NONCE_LIFE = Duration.ofHours(1);
  private static final int LONGEST_NAME = 256;

  /// What a client is told to log in with.
  public record Login(String username, String password) {
    @Override
    public String toString() {
      return "login of " + username;
    }
  }

  private final String realm;
  private final HmacSha1 passwords;
  private final HmacSha1 nonces;
  private final InstantSource clock;

  /// @param secret random, and the same in all processes that a client may be led to
  public TurnCredentials(String realm, byte[] secret, InstantSource clock) {
    this.realm = realm;
    this.clock = clock;
    passwords = new HmacSha1(secret);
    nonces = new HmacSha1(new HmacSha1(secret).over("nonce"));
  }

  /// For a participant, until a time.
  public Login issue(String participant, Instant until) {
    String username = until.getEpochSecond() + ":" + participant;
    return new Login(username, password(username));
  }

  private synchronized String password(String username) {
    return Base64.getEncoder().encodeToString(passwords.over(username));
  }

  /// The participant that a user name is of, or null if it is none of ours. Whether its bearer
  /// knows the password is another question.
  public @Nullable String participant(String username) {
    long until = until(username);
    return until < 0 ? null : username.substring(username.indexOf(':') + 1);
  }

  /// Whether a user name of ours may still ask for a relay. Whoever has one keeps it.
  boolean isGood(String username) {
    return until(username) > clock.instant().getEpochSecond();
  }

  private static long until(String username) {
    int colon = username.indexOf(':');
    if (colon < 1 || colon > 12 || username.length() > LONGEST_NAME) {
      return -1;
    }
    try {
      return Long.parseLong(username, 0, colon, 10);
    } catch (NumberFormatException notOurs) {
      return -1;
    }
  }

  /// The key of RFC 8489 §9.2.2.
  public KeyedHash key(String username) {
    String text = username + ":" + realm + ":" + password(username);
    try {
      MessageDigest md5 = MessageDigest.getInstance("MD5");
      return new HmacSha1(md5.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }

  String nonce() {
    return signed(Long.toHexString(clock.instant().getEpochSecond()));
  }

  boolean isFresh(String nonce) {
    int dash = nonce.indexOf('-');
    if (dash < 1 || dash > 12 || !nonce.equals(signed(nonce.substring(0, dash)))) {
      return false;
    }
    long made = Long.parseLong(nonce.substring(0, dash), 16);
    return clock.instant().getEpochSecond() - made < NONCE_LIFE.toSeconds();
  }

  private String signed(String time) {
    return time + "-" + HexFormat.of().formatHex(nonces.over(time), 0, 10);
  }
}
