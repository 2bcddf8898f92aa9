package allmende.sfu.media;

import allmende.protocols.rtp.RtpView;
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

  /// Whether a key frame begins with it.
  boolean beginsKeyFrame;

  /// Of a packet that is passed on.
  UpStream stream() {
    return Objects.requireNonNull(stream);
  }
}
