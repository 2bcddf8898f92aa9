package allmende.sfu.srtp;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// AES-CM as a pseudo-random function (RFC 3711 §4.3), at a key derivation rate of zero.
final class KeyDerivation {
  static final int RTP = 0;
  static final int RTCP = 3;

  static final int ENCRYPTION = 0;
  static final int AUTHENTICATION = 1;
  static final int SALT = 2;

  private final MasterKey master;

  KeyDerivation(MasterKey master) {
    this.master = master;
  }

  /// The bytes for a label. A salt of twelve bytes (RFC 7714 §11) is filled up with zeros.
  byte[] derive(int label, int length) {
    byte[] counter = Arrays.copyOf(master.salt(), 16);
    counter[7] ^= (byte) label;
    try {
      Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
      cipher.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(master.key(), "AES"),
          new IvParameterSpec(counter));
      return cipher.doFinal(new byte[length]);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
