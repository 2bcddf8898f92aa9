package allmende.protocols.sdp;

import allmende.protocols.sdp.SdpAttribute.Fmtp;
import allmende.protocols.sdp.SdpAttribute.Mid;
import allmende.protocols.sdp.SdpAttribute.RtcpFeedback;
import allmende.protocols.sdp.SdpAttribute.RtpMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What follows one line `m=` (RFC 8866 §5.14).
///
/// @param kind `audio`, `video` or `application`
/// @param port 0 where the section is refused or stopped (RFC 8829 §5.3.1)
/// @param formats payload types, or `webrtc-datachannel`
public record MediaSection(
    String kind,
    int port,
    String protocol,
    List<String> formats,
    @Nullable Connection connection,
    List<Bandwidth> bandwidths,
    List<SdpAttribute> attributes) {
  public static final String AUDIO = "audio";
  public static final String VIDEO = "video";
  public static final String APPLICATION = "application";
  public static final String RTP = "UDP/TLS/RTP/SAVPF";
  public static final String SCTP = "UDP/DTLS/SCTP";
  public static final String DATA_CHANNEL = "webrtc-datachannel";

  /// Everything a section says of one payload type.
  public record Codec(RtpMap map, Optional<Fmtp> fmtp, List<RtcpFeedback> feedback) {
    public Codec {
      feedback = List.copyOf(feedback);
    }

    /// Whether `a=rtcp-fb` offers this, such as `nack` with `pli`, or `transport-cc` with none.
    public boolean offers(String type, @Nullable String parameter) {
      return feedback.stream()
          .anyMatch(
              each -> each.type().equals(type) && Objects.equals(each.parameter(), parameter));
    }
  }

  public MediaSection {
    formats = List.copyOf(formats);
    bandwidths = List.copyOf(bandwidths);
    attributes = List.copyOf(attributes);
  }

  /// A section as WebRTC writes it: port 9, no connection of its own.
  public MediaSection(
      String kind, String protocol, List<String> formats, List<SdpAttribute> attributes) {
    this(kind, 9, protocol, formats, Connection.UNSPECIFIED, List.of(), attributes);
  }

  /// The section's name, which every WebRTC section has.
  public Optional<String> mid() {
    return first(Mid.class).map(Mid::id);
  }

  /// `sendrecv` where nothing else is said (RFC 8866 §6.7).
  public Direction direction() {
    return first(Direction.class).orElse(Direction.SENDRECV);
  }

  public <A extends SdpAttribute> Optional<A> first(Class<A> kindOfAttribute) {
    return all(kindOfAttribute).findFirst();
  }

  public <A extends SdpAttribute> Stream<A> all(Class<A> kindOfAttribute) {
    return attributes.stream().filter(kindOfAttribute::isInstance).map(kindOfAttribute::cast);
  }

  /// The codecs in the order in which the section prefers them. A static payload type without
  /// `a=rtpmap` is left out.
  public List<Codec> codecs() {
    return formats.stream().flatMap(this::codec).toList();
  }

  private Stream<Codec> codec(String format) {
    return all(RtpMap.class)
        .filter(map -> format.equals(Integer.toString(map.payloadType())))
        .limit(1)
        .map(map ->
            new Codec(
                map,
                all(Fmtp.class).filter(fmtp -> fmtp.payloadType() == map.payloadType()).findFirst(),
                all(RtcpFeedback.class)
                    .filter(each ->
                        each.payloadType() == map.payloadType()
                            || each.payloadType() == RtcpFeedback.ALL)
                    .toList()));
  }
}
