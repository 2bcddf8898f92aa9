package allmende.sfu.srtp;

/// The protection profiles that are offered in `use_srtp` (RFC 5764 §4.1.2, RFC 7714 §14.2).
///
/// Both encrypt with AES-128; GCM takes a third of the time.
public enum SrtpProfile {
  AEAD_AES_128_GCM(0x0007, 12, 16),
  AES_CM_128_HMAC_SHA1_80(0x0001, 14, 10);

  /// Bytes of a master key.
  public static final int KEY = 16;

  private final int code;
  private final int salt;
  private final int tag;

  SrtpProfile(int code, int salt, int tag) {
    this.code = code;
    this.salt = salt;
    this.tag = tag;
  }

  /// As TLS numbers it.
  public int code() {
    return code;
  }

  /// Bytes of a master salt.
  public int saltLength() {
    return salt;
  }

  /// Bytes that DTLS has to export (RFC 5764 §4.2).
  public int exportedLength() {
    return 2 * (KEY + salt);
  }

  /// Bytes by which an RTP packet grows.
  public int rtpOverhead() {
    return tag;
  }

  /// Bytes by which an RTCP packet grows: the tag and the index.
  public int rtcpOverhead() {
    return tag + 4;
  }

  PacketCipher rtp(MasterKey master, SrtpScratch scratch) {
    return cipher(master, KeyDerivation.RTP, scratch);
  }

  PacketCipher rtcp(MasterKey master, SrtpScratch scratch) {
    return cipher(master, KeyDerivation.RTCP, scratch);
  }

  private PacketCipher cipher(MasterKey master, int labels, SrtpScratch scratch) {
    var derivation = new KeyDerivation(master);
    byte[] key = derivation.derive(labels + KeyDerivation.ENCRYPTION, KEY);
    byte[] sessionSalt = derivation.derive(labels + KeyDerivation.SALT, salt);
    return switch (this) {
      case AEAD_AES_128_GCM ->
          OpenSsl.isThere()
              ? new OpenSslGcm(key, sessionSalt, scratch)
              : new JdkGcm(key, sessionSalt);
      case AES_CM_128_HMAC_SHA1_80 ->
          new CounterModeCipher(
              key,
              sessionSalt,
              derivation.derive(labels + KeyDerivation.AUTHENTICATION, 20),
              scratch);
    };
  }
}
