package allmende.sfu.media;

import allmende.protocols.stun.KeyedHash;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The password of short-term credentials as a key (RFC 8489 §9.1.1). For one thread.
final class IceKey implements KeyedHash {
  private static final String HMAC = "HmacSHA1";
  private final Mac mac;

  IceKey(String password) {
    try {
      mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.UTF_8), HMAC));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("Every Java has HmacSHA1", e);
    }
  }

  @Override
  public byte[] over(byte[] bytes, int offset, int length) {
    mac.update(bytes, offset, length);
    return mac.doFinal();
  }
}
