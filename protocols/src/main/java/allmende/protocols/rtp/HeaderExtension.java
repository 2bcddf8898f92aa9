package allmende.protocols.rtp;

import java.util.Optional;

/// The header extensions that WebRTC negotiates, by the names that `a=extmap` gives them.
public enum HeaderExtension {
  /// RFC 6464: [AudioLevel].
  AUDIO_LEVEL("urn:ietf:params:rtp-hdrext:ssrc-audio-level"),
  /// RFC 9143 §15.2: which media section a stream belongs to.
  MID("urn:ietf:params:rtp-hdrext:sdes:mid"),
  /// RFC 8852 §3: which encoding a stream is.
  RID("urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id"),
  /// RFC 8852 §3: which encoding a stream of retransmissions repairs.
  REPAIRED_RID("urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id"),
  /// [AbsoluteSendTime].
  ABSOLUTE_SEND_TIME("http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time"),
  /// When the first sample was taken, passed on as it is.
  ABSOLUTE_CAPTURE_TIME("http://www.webrtc.org/experiments/rtp-hdrext/abs-capture-time"),
  /// draft-holmer-rmcat-transport-wide-cc-extensions-01 §2: 16 bits that count all packets.
  TRANSPORT_SEQUENCE("http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01"),
  /// The appendix of the AV1 RTP specification; VP8, VP9 and H.264 may carry it too.
  DEPENDENCY_DESCRIPTOR(
      "https://aomediacodec.github.io/av1-rtp-spec/#dependency-descriptor-rtp-header-extension"),
  /// [PlayoutDelay].
  PLAYOUT_DELAY("http://www.webrtc.org/experiments/rtp-hdrext/playout-delay"),
  /// 3GPP TS 26.114: how a picture is turned.
  VIDEO_ORIENTATION("urn:3gpp:video-orientation"),
  /// RFC 5450.
  TRANSMISSION_OFFSET("urn:ietf:params:rtp-hdrext:toffset"),
  /// Whether a picture is of a camera or of a screen.
  VIDEO_CONTENT_TYPE("http://www.webrtc.org/experiments/rtp-hdrext/video-content-type"),
  /// When a frame was captured, encoded, packed and sent.
  VIDEO_TIMING("http://www.webrtc.org/experiments/rtp-hdrext/video-timing"),
  COLOR_SPACE("http://www.webrtc.org/experiments/rtp-hdrext/color-space");

  private final String uri;

  HeaderExtension(String uri) {
    this.uri = uri;
  }

  public String uri() {
    return uri;
  }

  public static Optional<HeaderExtension> of(String uri) {
    for (HeaderExtension each : values()) {
      if (each.uri.equals(uri)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }
}
