package allmende.sfu.media;

import allmende.protocols.payload.RedPayload;
import allmende.protocols.rtcp.ReportBlock;
import allmende.protocols.rtp.RtpView;
import org.jspecify.annotations.Nullable;

/// Sends sound to one subscriber several times over (RFC 2198) while packets get lost on the way to
/// it, as far as it lately says: where none are it would cost two or three times as much for
/// nothing. Belongs to a loop.
final class Redundancy {
  /// How long a way is thought to lose packets after it did, in nanoseconds.
  private static final long MEMORY = 20_000_000_000L;

  /// Losses are seldom alone: from 5 percent on, in 256ths, two packets are repeated.
  private static final int MANY = 13;

  private int blocks;
  private long lostAt;

  void heard(ReportBlock report, long now) {
    if (report.fractionLost() > 0) {
      lostAt = now;
      blocks = Math.max(blocks, report.fractionLost() >= MANY ? 2 : 1);
    } else if (now - lostAt > MEMORY) {
      blocks = 0;
    }
  }

  /// Writes a packet's payload with those of the packets before it.
  ///
  /// @param before null where they are not to be repeated
  /// @param payloadType that all blocks have
  /// @return where it ends; `at`, if nothing is to be repeated
  int wrap(
      RtpView packet,
      long index,
      @Nullable RecentSound before,
      Mapping mapping,
      int payloadType,
      byte[] out,
      int at) {
    if (before == null || blocks == 0 || packet.payloadLength() == 0) {
      return at;
    }
    int headers = at;
    int bytes = packet.payloadLength();
    for (int back = blocks; back > 0; back--) {
      int length = length(packet, index - back, before, mapping);
      if (length > 0 && bytes + length <= RedPayload.MAX_LENGTH) {
        int timestampsBack = packet.timestamp() - before.timestamp(index - back);
        RedPayload.putHeader(out, headers, payloadType, timestampsBack, length);
        headers += RedPayload.HEADER;
        bytes += length;
      }
    }
    if (headers == at) {
      return at;
    }
    RedPayload.putLastHeader(out, headers, payloadType);
    return copy(packet, index, before, mapping, out, headers + RedPayload.LAST_HEADER);
  }

  private int copy(
      RtpView packet, long index, RecentSound before, Mapping mapping, byte[] out, int from) {
    int at = from;
    int bytes = packet.payloadLength();
    for (int back = blocks; back > 0; back--) {
      int length = length(packet, index - back, before, mapping);
      if (length > 0 && bytes + length <= RedPayload.MAX_LENGTH) {
        before.copy(index - back, out, at);
        at += length;
        bytes += length;
      }
    }
    System.arraycopy(packet.bytes(), packet.payloadOffset(), out, at, packet.payloadLength());
    return at + packet.payloadLength();
  }

  /// Of a packet before, if it is of the same stretch of what is sent.
  private static int length(RtpView packet, long index, RecentSound before, Mapping mapping) {
    return index + mapping.sequence() < mapping.first()
        ? 0
        : before.length(index, packet.timestamp());
  }
}
