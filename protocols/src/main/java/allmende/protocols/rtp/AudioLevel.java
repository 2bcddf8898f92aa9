package allmende.protocols.rtp;

/// The loudness of an audio packet (RFC 6464 §3), one byte.
public final class AudioLevel {
  /// Nothing is to be heard.
  public static final int SILENCE = 127;

  private AudioLevel() {}

  /// In -dBov: 0 is as loud as can be, [#SILENCE] is silent.
  public static int level(byte[] bytes, int value) {
    return bytes[value] & 0x7F;
  }

  /// Whether the sender believes that this is speech.
  public static boolean isVoice(byte[] bytes, int value) {
    return bytes[value] < 0;
  }
}
