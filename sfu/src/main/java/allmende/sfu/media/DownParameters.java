package allmende.sfu.media;

/// How a track is sent to one client, as negotiated.
///
/// @param rtxPayloadType of retransmissions (RFC 4588); -1 without
public record DownParameters(
    String mid,
    int ssrc,
    int rtxSsrc,
    int payloadType,
    int rtxPayloadType,
    Extensions extensions) {}
