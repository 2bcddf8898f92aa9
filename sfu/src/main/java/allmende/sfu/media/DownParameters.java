package allmende.sfu.media;

/// How a track is sent to one client, as negotiated.
///
/// @param redPayloadType of packets that hold the codec several times over (RFC 2198); -1 where the
///   client does not take them
/// @param rtxPayloadType of retransmissions (RFC 4588); -1 without
public record DownParameters(
    String mid,
    int ssrc,
    int rtxSsrc,
    int payloadType,
    int redPayloadType,
    int rtxPayloadType,
    Extensions extensions) {}
