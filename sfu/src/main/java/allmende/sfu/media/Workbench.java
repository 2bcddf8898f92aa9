package allmende.sfu.media;

import allmende.protocols.payload.Vp8Descriptor;
import allmende.protocols.rtcp.NtpTime;
import allmende.protocols.rtcp.RtcpWriter;
import allmende.protocols.rtp.RtpHeaderWriter;
import allmende.protocols.rtp.RtpView;
import allmende.sfu.srtp.SrtpScratch;
import java.time.Clock;

/// Room and tools that one loop uses for each packet anew, so that none of them is made for one.
final class Workbench {
  /// One that is sent again, and its bytes.
  final RtpView keptView = new RtpView();

  final byte[] kept = new byte[MediaLoop.PACKET];

  /// The packet that is being sent.
  final byte[] outgoing = new byte[MediaLoop.PACKET + 256];

  final RtpHeaderWriter headers = new RtpHeaderWriter();
  final Vp8Descriptor vp8 = new Vp8Descriptor();
  final RtcpWriter rtcp = new RtcpWriter();
  final SrtpScratch srtp = new SrtpScratch();
  private final long ntpAtStart;
  private final long nanosAtStart;

  /// @param nanos of [System#nanoTime()], now
  Workbench(Clock clock, long nanos) {
    this.ntpAtStart = NtpTime.of(clock.instant());
    this.nanosAtStart = nanos;
  }

  /// What the clock on the wall showed at a moment, as RTCP writes it (RFC 3550 §4): it runs on
  /// evenly, whatever is done to the machine's clock.
  long ntp(long nanos) {
    long passed = nanos - nanosAtStart;
    long seconds = Math.floorDiv(passed, 1_000_000_000L);
    long rest = Math.floorMod(passed, 1_000_000_000L);
    return ntpAtStart + (seconds << 32) + (rest << 32) / 1_000_000_000L;
  }
}
