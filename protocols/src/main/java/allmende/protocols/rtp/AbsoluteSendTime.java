package allmende.protocols.rtp;

import allmende.protocols.BigEndian;

/// When a packet left (webrtc.org's `abs-send-time`): seconds in 6.18 fixed point, three bytes,
/// which come round every 64 s.
public final class AbsoluteSendTime {
  public static final int LENGTH = 3;

  private AbsoluteSendTime() {}

  /// Writes a time of any clock in nanoseconds.
  public static void put(byte[] out, int value, long nanos) {
    long seconds = Math.floorDiv(nanos, 1_000_000_000L);
    long fraction = (Math.floorMod(nanos, 1_000_000_000L) << 18) / 1_000_000_000L;
    BigEndian.put24(out, value, (int) (seconds << 18 | fraction));
  }

  /// The time in units of 2⁻¹⁸ s.
  public static int units(byte[] bytes, int value) {
    return BigEndian.uint24(bytes, value);
  }
}
