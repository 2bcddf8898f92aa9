package allmende.protocols.rtcp;

import java.time.Instant;

/// Wall-clock time as RTCP writes it (RFC 3550 §4): seconds since 1900 in 32.32 fixed point.
public final class NtpTime {
  private static final long SECONDS_TO_1970 = 2_208_988_800L;

  private NtpTime() {}

  public static long of(Instant instant) {
    long fraction = ((long) instant.getNano() << 32) / 1_000_000_000L;
    return instant.getEpochSecond() + SECONDS_TO_1970 << 32 | fraction;
  }

  /// Good until 2036, when the seconds come round.
  public static Instant instant(long ntp) {
    long nanos = (ntp & 0xFFFF_FFFFL) * 1_000_000_000L + (1L << 31) >>> 32;
    return Instant.ofEpochSecond((ntp >>> 32) - SECONDS_TO_1970, nanos);
  }

  /// The middle 32 bits, in units of 2⁻¹⁶ s: how reports refer to each other.
  public static long middle(long ntp) {
    return ntp >>> 16 & 0xFFFF_FFFFL;
  }
}
