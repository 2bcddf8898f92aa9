package allmende.sfu.turn;

import allmende.protocols.stun.KeyedHash;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The JDK's.
final class HmacSha1 implements KeyedHash {
  private final Mac mac;

  HmacSha1(byte[] key) {
    try {
      mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(key, "HmacSHA1"));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }

  @Override
  public byte[] over(byte[] bytes, int offset, int length) {
    mac.update(bytes, offset, length);
    return mac.doFinal();
  }

  byte[] over(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return over(bytes, 0, bytes.length);
  }
}
