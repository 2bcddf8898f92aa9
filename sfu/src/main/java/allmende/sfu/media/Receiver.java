package allmende.sfu.media;

import allmende.protocols.rtp.RtpView;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Knows which packets of an unknown stream belong to a track: by the SSRCs that were announced, or
/// by the names that packets carry (RFC 9143 §9.2, RFC 8852).
final class Receiver {
  final UpParameters how;
  final UpTrack track;
  private final byte[] mid;
  private final byte[][] rids;

  Receiver(UpParameters how, UpTrack track) {
    this.how = how;
    this.track = track;
    this.mid = how.mid().getBytes(StandardCharsets.US_ASCII);
    this.rids =
        how.rids().stream()
            .limit(3)
            .map(rid -> rid.getBytes(StandardCharsets.US_ASCII))
            .toArray(byte[][]::new);
  }

  /// The stream that a packet is the first of; null for one that is not ours, or comes too early.
  @Nullable UpStream begin(RtpView packet, long now) {
    int ssrc = packet.ssrc();
    boolean repair = packet.payloadType() == how.rtxPayloadType();
    if (packet.payloadType() != how.payloadType() && !repair) {
      return null;
    }
    int layer;
    if (how.ssrcs().containsKey(ssrc) || repair && how.ssrcs().containsValue(ssrc)) {
      layer = 0;
    } else if (packet.extensionIs(packet.extension(id(how.extensions().mid())), mid)) {
      layer = layer(packet, repair);
    } else {
      return null;
    }
    return layer < 0 ? null : stream(layer, ssrc, repair, now);
  }

  private int layer(RtpView packet, boolean repair) {
    if (rids.length == 0) {
      return 0;
    }
    int value =
        packet.extension(id(repair ? how.extensions().repairedRid() : how.extensions().rid()));
    for (int i = 0; i < rids.length; i++) {
      if (packet.extensionIs(value, rids[i])) {
        return i;
      }
    }
    return -1;
  }

  private @Nullable UpStream stream(int layer, int ssrc, boolean repair, long now) {
    UpStream known = track.stream(layer);
    if (repair) {
      if (known != null) {
        known.rtxSsrc = ssrc;
      }
      return known;
    }
    UpStream stream = new UpStream(this, layer, ssrc, now);
    Integer rtx = how.ssrcs().get(ssrc);
    stream.rtxSsrc = rtx == null ? 0 : rtx;
    track.add(stream);
    return stream;
  }

  /// No extension has the id 0, nor 256.
  private static int id(int negotiated) {
    return negotiated == 0 ? 256 : negotiated;
  }
}
