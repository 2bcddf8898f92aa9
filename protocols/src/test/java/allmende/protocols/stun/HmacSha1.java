package allmende.protocols.stun;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The JDK's, as whoever uses this package passes it in.
record HmacSha1(byte[] key) implements KeyedHash {
  @Override
  public byte[] over(byte[] bytes, int offset, int length) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(key, "HmacSHA1"));
      mac.update(bytes, offset, length);
      return mac.doFinal();
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
