package allmende.sfu.sctp;

import allmende.protocols.BigEndian;
import allmende.sfu.sctp.Chunk.Extensions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// What a side that was asked wants to be reminded of, signed, so that it need not remember it
/// itself (RFC 9260 §5.1.3).
record StateCookie(
    long ownTag,
    long peerTag,
    long ownTsn,
    long peerTsn,
    long peerWindow,
    Extensions extensions,
    long madeAt) {
  /// How long a cookie is good, in nanoseconds.
  private static final long LIFE = 60_000_000_000L;

  private static final int BODY = 29;
  private static final int SIGNATURE = 32;

  /// Signs and knows again.
  static final class Seal {
    private final SecretKeySpec key;

    Seal(RandomGenerator random) {
      byte[] secret = new byte[32];
      random.nextBytes(secret);
      key = new SecretKeySpec(secret, "HmacSHA256");
    }

    private byte[] over(byte[] bytes) {
      try {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(key);
        mac.update(bytes, 0, BODY);
        return mac.doFinal();
      } catch (GeneralSecurityException missing) {
        throw new IllegalStateException(missing);
      }
    }
  }

  byte[] bytes(Seal seal) {
    byte[] out = new byte[BODY + SIGNATURE];
    BigEndian.put32(out, 0, (int) ownTag);
    BigEndian.put32(out, 4, (int) peerTag);
    BigEndian.put32(out, 8, (int) ownTsn);
    BigEndian.put32(out, 12, (int) peerTsn);
    BigEndian.put32(out, 16, (int) peerWindow);
    out[20] =
        (byte) ((extensions.partialReliability() ? 1 : 0) | (extensions.reconfiguration() ? 2 : 0));
    BigEndian.put64(out, 21, madeAt);
    System.arraycopy(seal.over(out), 0, out, BODY, SIGNATURE);
    return out;
  }

  /// Null if the cookie was not made here, or too long ago.
  static @Nullable StateCookie read(byte[] bytes, Seal seal, long now) {
    if (bytes.length != BODY + SIGNATURE
        || !MessageDigest.isEqual(
            seal.over(bytes), Arrays.copyOfRange(bytes, BODY, bytes.length))) {
      return null;
    }
    long madeAt = BigEndian.int64(bytes, 21);
    if (now - madeAt > LIFE) {
      return null;
    }
    return new StateCookie(
        BigEndian.uint32(bytes, 0),
        BigEndian.uint32(bytes, 4),
        BigEndian.uint32(bytes, 8),
        BigEndian.uint32(bytes, 12),
        BigEndian.uint32(bytes, 16),
        new Extensions((bytes[20] & 1) != 0, (bytes[20] & 2) != 0),
        madeAt);
  }
}
