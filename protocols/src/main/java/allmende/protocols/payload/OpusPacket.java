package allmende.protocols.payload;

/// What the first bytes of an Opus packet say (RFC 6716 §3.1, §3.2).
public final class OpusPacket {
  /// Samples of one second: RTP counts Opus at 48 kHz whatever it holds (RFC 7587 §4.1).
  public static final int CLOCK = 48_000;

  private OpusPacket() {}

  /// Whether nothing is said: while its sender is silent (DTX), Opus sends one or two bytes now and
  /// then, which hold no audio.
  public static boolean isDtx(int length) {
    return length <= 2;
  }

  public static boolean isStereo(byte[] bytes, int offset) {
    return (bytes[offset] & 0x04) != 0;
  }

  /// Samples at 48 kHz that a packet lasts, or 0 if it does not say.
  public static int samples(byte[] bytes, int offset, int length) {
    if (length < 1) {
      return 0;
    }
    int frames =
        switch (bytes[offset] & 3) {
          case 0 -> 1;
          case 1, 2 -> 2;
          default -> length < 2 ? 0 : bytes[offset + 1] & 0x3F;
        };
    return frames * samplesOfFrame(bytes[offset] >> 3 & 0x1F);
  }

  private static int samplesOfFrame(int configuration) {
    if (configuration < 12) {
      // SILK: 10, 20, 40 and 60 ms.
      return (configuration & 3) == 3 ? 2_880 : 480 << (configuration & 3);
    }
    // Hybrid: 10 and 20 ms. CELT: 2.5, 5, 10 and 20 ms.
    return configuration < 16 ? 480 << (configuration & 1) : 120 << (configuration & 3);
  }
}
