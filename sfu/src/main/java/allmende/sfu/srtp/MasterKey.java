package allmende.sfu.srtp;

import java.util.Arrays;

/// What the keys of one direction are derived from (RFC 3711 §8.1).
public final class MasterKey {
  private final byte[] key;
  private final byte[] salt;

  public MasterKey(byte[] key, byte[] salt) {
    this.key = key.clone();
    this.salt = salt.clone();
  }

  /// The client's write key, out of what DTLS exported (RFC 5764 §4.2).
  public static MasterKey ofClient(SrtpProfile profile, byte[] exported) {
    return part(profile, exported, 0);
  }

  /// The server's write key, out of what DTLS exported (RFC 5764 §4.2).
  public static MasterKey ofServer(SrtpProfile profile, byte[] exported) {
    return part(profile, exported, 1);
  }

  private static MasterKey part(SrtpProfile profile, byte[] exported, int side) {
    if (exported.length != profile.exportedLength()) {
      throw new IllegalArgumentException("exported " + exported.length + " bytes");
    }
    int key = side * SrtpProfile.KEY;
    int salt = 2 * SrtpProfile.KEY + side * profile.saltLength();
    return new MasterKey(
        Arrays.copyOfRange(exported, key, key + SrtpProfile.KEY),
        Arrays.copyOfRange(exported, salt, salt + profile.saltLength()));
  }

  byte[] key() {
    return key;
  }

  byte[] salt() {
    return salt;
  }
}
