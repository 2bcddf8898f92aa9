package allmende.sfu.media;

/// The ids that header extensions have on one section (RFC 8285); 0 where one is not negotiated.
///
/// @param mid RFC 9143 §15
/// @param rid RFC 8852 §3
/// @param repairedRid of retransmissions, RFC 8852 §3
/// @param audioLevel RFC 6464
/// @param transportCc draft-holmer-rmcat-transport-wide-cc-extensions-01
/// @param absSendTime of libwebrtc
/// @param dependencyDescriptor of the AV1 RTP specification, appendix A; of VP9 too
public record Extensions(
    int mid,
    int rid,
    int repairedRid,
    int audioLevel,
    int transportCc,
    int absSendTime,
    int dependencyDescriptor) {
  public static final String MID = "urn:ietf:params:rtp-hdrext:sdes:mid";
  public static final String RID = "urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id";
  public static final String REPAIRED_RID =
      "urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id";
  public static final String AUDIO_LEVEL = "urn:ietf:params:rtp-hdrext:ssrc-audio-level";
  public static final String TRANSPORT_CC =
      "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01";
  public static final String ABS_SEND_TIME =
      "http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time";
  public static final String DEPENDENCY_DESCRIPTOR =
      "https://aomediacodec.github.io/av1-rtp-spec/#dependency-descriptor-rtp-header-extension";
}
