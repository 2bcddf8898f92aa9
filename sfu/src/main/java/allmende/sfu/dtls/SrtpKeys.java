package allmende.sfu.dtls;

import java.util.Arrays;

/// What a handshake yields for SRTP (RFC 5764 §4.2).
///
/// @param receive the client's master key and salt, one behind the other
/// @param send ours
public record SrtpKeys(Profile profile, byte[] receive, byte[] send) {
  /// How packets are protected, in our order of preference.
  public enum Profile {
    /// RFC 7714 §14.2.
    AEAD_AES_128_GCM(0x0007, 16, 12),
    /// RFC 5764 §4.1.2.
    AES128_CM_HMAC_SHA1_80(0x0001, 16, 14);

    private final int code;
    private final int key;
    private final int salt;

    Profile(int code, int key, int salt) {
      this.code = code;
      this.key = key;
      this.salt = salt;
    }

    public int code() {
      return code;
    }

    /// Bytes of the master key.
    public int keyLength() {
      return key;
    }

    /// Bytes of the master salt.
    public int saltLength() {
      return salt;
    }
  }

  /// Takes the exporter's material apart: client key, server key, client salt, server salt.
  static SrtpKeys of(Profile profile, byte[] exported) {
    int key = profile.keyLength();
    int salt = profile.saltLength();
    return new SrtpKeys(
        profile,
        join(exported, 0, key, 2 * key, salt),
        join(exported, key, key, 2 * key + salt, salt));
  }

  private static byte[] join(byte[] from, int key, int keyLength, int salt, int saltLength) {
    byte[] both = Arrays.copyOfRange(from, key, key + keyLength + saltLength);
    System.arraycopy(from, salt, both, keyLength, saltLength);
    return both;
  }

  @Override
  public String toString() {
    return "keys for " + profile;
  }
}
