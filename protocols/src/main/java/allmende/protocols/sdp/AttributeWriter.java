package allmende.protocols.sdp;

import allmende.protocols.sdp.Candidate.Extension;
import allmende.protocols.sdp.SdpAttribute.EndOfCandidates;
import allmende.protocols.sdp.SdpAttribute.ExtMap;
import allmende.protocols.sdp.SdpAttribute.ExtMapAllowMixed;
import allmende.protocols.sdp.SdpAttribute.Fingerprint;
import allmende.protocols.sdp.SdpAttribute.Fmtp;
import allmende.protocols.sdp.SdpAttribute.Group;
import allmende.protocols.sdp.SdpAttribute.IceLite;
import allmende.protocols.sdp.SdpAttribute.IceOptions;
import allmende.protocols.sdp.SdpAttribute.IcePwd;
import allmende.protocols.sdp.SdpAttribute.IceUfrag;
import allmende.protocols.sdp.SdpAttribute.MaxMessageSize;
import allmende.protocols.sdp.SdpAttribute.Mid;
import allmende.protocols.sdp.SdpAttribute.Msid;
import allmende.protocols.sdp.SdpAttribute.Other;
import allmende.protocols.sdp.SdpAttribute.Rid;
import allmende.protocols.sdp.SdpAttribute.RtcpFeedback;
import allmende.protocols.sdp.SdpAttribute.RtcpMux;
import allmende.protocols.sdp.SdpAttribute.RtcpRsize;
import allmende.protocols.sdp.SdpAttribute.RtpMap;
import allmende.protocols.sdp.SdpAttribute.SctpPort;
import allmende.protocols.sdp.SdpAttribute.Simulcast;
import allmende.protocols.sdp.SdpAttribute.Ssrc;
import allmende.protocols.sdp.SdpAttribute.SsrcGroup;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes what follows `a=`.
final class AttributeWriter {
  private AttributeWriter() {}

  static String write(SdpAttribute attribute) {
    return switch (attribute) {
      case Direction it -> lower(it);
      case Setup it -> "setup:" + lower(it);
      case Candidate it -> candidate(it);
      case EndOfCandidates _ -> "end-of-candidates";
      case IceUfrag it -> "ice-ufrag:" + it.ufrag();
      case IcePwd it -> "ice-pwd:" + it.password();
      case IceOptions it -> "ice-options:" + String.join(" ", it.options());
      case IceLite _ -> "ice-lite";
      case Fingerprint it ->
          "fingerprint:"
              + it.hash()
              + " "
              + HexFormat.ofDelimiter(":").withUpperCase().formatHex(it.bytes());
      case Group it -> words("group:" + it.semantics(), it.mids());
      case Mid it -> "mid:" + it.id();
      case Msid it -> "msid:" + it.stream() + after(" ", it.track());
      case Ssrc it -> "ssrc:" + it.ssrc() + " " + it.name() + after(":", it.value());
      case SsrcGroup it ->
          words("ssrc-group:" + it.semantics(), it.ssrcs().stream().map(String::valueOf).toList());
      case RtpMap it ->
          "rtpmap:" + it.payloadType() + " " + it.codec() + "/" + it.clockRate() + channels(it);
      case Fmtp it -> "fmtp:" + it.payloadType() + " " + it.parameters();
      case RtcpFeedback it ->
          "rtcp-fb:" + payloadType(it) + " " + it.type() + after(" ", it.parameter());
      case ExtMap it ->
          "extmap:" + it.id() + direction(it) + " " + it.uri() + after(" ", it.attributes());
      case ExtMapAllowMixed _ -> "extmap-allow-mixed";
      case Rid it ->
          "rid:" + it.id() + (it.send() ? " send" : " recv") + after(" ", it.restrictions());
      case Simulcast it -> simulcast(it);
      case RtcpMux _ -> "rtcp-mux";
      case RtcpRsize _ -> "rtcp-rsize";
      case SctpPort it -> "sctp-port:" + it.port();
      case MaxMessageSize it -> "max-message-size:" + it.bytes();
      case Other it -> it.name() + after(":", it.value());
    };
  }

  private static String candidate(Candidate it) {
    List<String> words = new ArrayList<>();
    words.add("candidate:" + it.foundation());
    words.add(Integer.toString(it.component()));
    words.add(it.transport());
    words.add(Long.toString(it.priority()));
    words.add(it.address());
    words.add(Integer.toString(it.port()));
    words.add("typ " + lower(it.type()));
    String relatedAddress = it.relatedAddress();
    if (relatedAddress != null) {
      words.add("raddr " + relatedAddress + " rport " + it.relatedPort());
    }
    TcpType tcpType = it.tcpType();
    if (tcpType != null) {
      words.add("tcptype " + lower(tcpType));
    }
    for (Extension each : it.extensions()) {
      words.add(each.name() + " " + each.value());
    }
    return String.join(" ", words);
  }

  private static String channels(RtpMap map) {
    return map.channels() == 1 ? "" : "/" + map.channels();
  }

  private static String payloadType(RtcpFeedback feedback) {
    return feedback.payloadType() == RtcpFeedback.ALL
        ? "*"
        : Integer.toString(feedback.payloadType());
  }

  private static String direction(ExtMap map) {
    Direction direction = map.direction();
    return direction == null ? "" : "/" + lower(direction);
  }

  private static String simulcast(Simulcast it) {
    var parts = new StringBuilder("simulcast:");
    if (!it.send().isEmpty()) {
      parts.append("send ").append(streams(it.send()));
    }
    if (!it.receive().isEmpty()) {
      parts.append(it.send().isEmpty() ? "" : " ").append("recv ").append(streams(it.receive()));
    }
    return parts.toString();
  }

  private static String streams(List<Simulcast.Stream> streams) {
    return streams.stream()
        .map(stream ->
            stream.alternatives().stream()
                .map(each -> (each.paused() ? "~" : "") + each.rid())
                .collect(Collectors.joining(",")))
        .collect(Collectors.joining(";"));
  }

  private static String words(String first, List<String> rest) {
    return rest.isEmpty() ? first : first + " " + String.join(" ", rest);
  }

  private static String after(String separator, @Nullable String value) {
    return value == null ? "" : separator + value;
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
