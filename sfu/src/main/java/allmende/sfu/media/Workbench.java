package allmende.sfu.media;

import allmende.protocols.payload.PictureDescriptor;
import allmende.protocols.payload.RedPayload;
import allmende.protocols.payload.Vp8Descriptor;
import allmende.protocols.payload.Vp9Descriptor;
import allmende.protocols.rtcp.NtpTime;
import allmende.protocols.rtcp.RtcpWriter;
import allmende.protocols.rtp.RtpHeaderWriter;
import allmende.protocols.rtp.RtpView;
import allmende.sfu.srtp.SrtpScratch;
import allmende.sfu.svc.Frame;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/// Room and tools that one loop uses for each packet anew, so that none of them is made for one.
final class Workbench {
  /// One that is sent again, and its bytes.
  final RtpView keptView = new RtpView();

  final Frame keptFrame = new Frame();
  final byte[] kept = new byte[MediaLoop.PACKET];

  /// The packet that is being sent.
  final byte[] outgoing = new byte[MediaLoop.PACKET + 256];

  final RtpHeaderWriter headers = new RtpHeaderWriter();

  private final Vp8Descriptor vp8 = new Vp8Descriptor();
  private final Vp9Descriptor vp9 = new Vp9Descriptor();

  /// A dependency descriptor that is written anew.
  final byte[] descriptor = new byte[512];

  final RedPayload red = new RedPayload();
  final Traffic traffic = new Traffic();
  final RtcpWriter rtcp = new RtcpWriter();
  final SrtpScratch srtp = new SrtpScratch();
  private final long ntpAtStart;
  private final long nanosAtStart;

  /// @param nanos of [System#nanoTime()], now
  Workbench(Clock clock, long nanos) {
    this.ntpAtStart = NtpTime.of(clock.instant());
    this.nanosAtStart = nanos;
  }

  /// What says how the picture of the packet that is being sent is numbered; null where pictures
  /// are not.
  @Nullable PictureDescriptor picture(Codec codec) {
    return switch (codec) {
      case VP8 -> vp8;
      case VP9 -> vp9;
      case OPUS, H264, AV1 -> null;
    };
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
