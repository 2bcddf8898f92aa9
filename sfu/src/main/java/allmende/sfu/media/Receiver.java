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
    if (!how.carries(packet.payloadType()) && !repair) {
      return null;
    }
    return repair ? repaired(packet, ssrc) : sent(packet, ssrc, now);
  }

  private @Nullable UpStream sent(RtpView packet, int ssrc, long now) {
    int layer;
    if (rids.length == 0 && how.ssrcs().containsKey(ssrc)) {
      layer = 0;
    } else if (packet.extensionIs(packet.extension(id(how.extensions().mid())), mid)) {
      layer = layer(packet, how.extensions().rid());
    } else {
      return null;
    }
    if (layer < 0) {
      return null;
    }
    UpStream stream = new UpStream(this, layer, ssrc, now);
    track.add(stream);
    return stream;
  }

  /// The stream that a stream of retransmissions repairs; null while it is not known.
  private @Nullable UpStream repaired(RtpView packet, int ssrc) {
    for (int layer = 0; layer < Math.max(1, rids.length); layer++) {
      UpStream stream = track.stream(layer);
      if (stream != null && Integer.valueOf(ssrc).equals(how.ssrcs().get(stream.ssrc))) {
        return stream;
      }
    }
    if (packet.extensionIs(packet.extension(id(how.extensions().mid())), mid)) {
      int layer = layer(packet, how.extensions().repairedRid());
      return layer < 0 ? null : track.stream(layer);
    }
    return null;
  }

  private int layer(RtpView packet, int extension) {
    if (rids.length == 0) {
      return 0;
    }
    int value = packet.extension(id(extension));
    for (int i = 0; i < rids.length; i++) {
      if (packet.extensionIs(value, rids[i])) {
        return i;
      }
    }
    return -1;
  }

  /// No extension has the id 0, nor 256.
  private static int id(int negotiated) {
    return negotiated == 0 ? 256 : negotiated;
  }
}
