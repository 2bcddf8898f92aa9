package allmende.protocols.rtp;

import allmende.protocols.BigEndian;

/// How long a receiver should hold a picture back (webrtc.org's `playout-delay`): two numbers of 12
/// bits in units of 10 ms.
public final class PlayoutDelay {
  public static final int LENGTH = 3;
  public static final int MOST_MILLIS = 40_950;

  private PlayoutDelay() {}

  public static int leastMillis(byte[] bytes, int value) {
    return 10 * (BigEndian.uint24(bytes, value) >> 12);
  }

  public static int mostMillis(byte[] bytes, int value) {
    return 10 * (BigEndian.uint24(bytes, value) & 0xFFF);
  }

  public static void put(byte[] out, int value, int leastMillis, int mostMillis) {
    BigEndian.put24(out, value, units(leastMillis) << 12 | units(mostMillis));
  }

  private static int units(int millis) {
    return Math.clamp(millis, 0, MOST_MILLIS) / 10;
  }
}
