package allmende.sfu.media;

import java.util.List;
import java.util.Map;

/// How a client sends one track, as negotiated.
///
/// @param payloadType of the codec
/// @param redPayloadType of the codec several times over (RFC 2198); -1 without
/// @param rtxPayloadType of its retransmissions (RFC 4588); -1 without
/// @param rids the encodings of simulcast, from the smallest picture to the largest; empty: one
/// @param ssrcs that were announced, each with its retransmissions' or 0; empty where packets say
///   themselves whose they are
public record UpParameters(
    String mid,
    Codec codec,
    int payloadType,
    int redPayloadType,
    int rtxPayloadType,
    Extensions extensions,
    List<String> rids,
    Map<Integer, Integer> ssrcs) {
  public UpParameters {
    rids = List.copyOf(rids);
    ssrcs = Map.copyOf(ssrcs);
  }

  /// Whether packets of that type are the track's own.
  boolean carries(int type) {
    return type == payloadType || isRed(type);
  }

  boolean isRed(int type) {
    return type == redPayloadType;
  }
}
