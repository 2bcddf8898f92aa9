package allmende.sfu.media;

import allmende.protocols.rtp.RtpView;
import allmende.sfu.svc.Frame;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Room for one datagram on its way through a loop, and what has been found out about it. Made
/// once, used for one after the other.
final class Packet {
  final byte[] bytes = new byte[MediaLoop.PACKET];

  /// Of [#bytes].
  int length;

  /// Of [System#nanoTime()].
  long arrived;

  /// The packet in [#bytes], once it is known to be RTP.
  final RtpView rtp = new RtpView();

  /// The encoding that it belongs to, once one has taken it.
  @Nullable UpStream stream;

  /// A sequence number that does not come round.
  long index;

  /// What it is to its codec.
  final Frame frame = new Frame();

  /// How many packets are missing between those before and this one.
  int skipped;

  // The protocols are told apart by their first byte (RFC 7983 §7).

  boolean isStun() {
    return (bytes[0] & 0xFF) < 4;
  }

  boolean isDtls() {
    int first = bytes[0] & 0xFF;
    return first >= 20 && first < 64;
  }

  /// SRTP or SRTCP.
  boolean isRtpOrRtcp() {
    int first = bytes[0] & 0xFF;
    return first >= 128 && first < 192;
  }

  /// Of a packet that is passed on.
  UpStream stream() {
    return Objects.requireNonNull(stream);
  }
}
