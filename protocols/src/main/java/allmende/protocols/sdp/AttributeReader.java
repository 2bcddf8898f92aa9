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
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads what follows `a=`. A known attribute that does not follow its grammar is refused: half an
/// understanding is how two sides come to mean different things.
final class AttributeReader {
  private final String name;
  private final String[] words;
  private int next;

  private AttributeReader(String name, @Nullable String value) {
    this.name = name;
    this.words = value == null || value.isEmpty() ? new String[0] : value.split(" ");
  }

  static SdpAttribute read(String attribute) throws MalformedSdp {
    int colon = attribute.indexOf(':');
    String name = colon < 0 ? attribute : attribute.substring(0, colon);
    String value = colon < 0 ? null : attribute.substring(colon + 1);
    return new AttributeReader(name, value).attribute(value);
  }

  private SdpAttribute attribute(@Nullable String value) throws MalformedSdp {
    SdpAttribute attribute =
        switch (name) {
          case "sendrecv" -> Direction.SENDRECV;
          case "sendonly" -> Direction.SENDONLY;
          case "recvonly" -> Direction.RECVONLY;
          case "inactive" -> Direction.INACTIVE;
          case "setup" -> constant(Setup.class);
          case "candidate" -> candidate();
          case "end-of-candidates" -> new EndOfCandidates();
          case "ice-ufrag" -> new IceUfrag(sized(4));
          case "ice-pwd" -> new IcePwd(sized(22));
          case "ice-options" -> new IceOptions(rest());
          case "ice-lite" -> new IceLite();
          case "fingerprint" -> fingerprint();
          case "group" -> new Group(word(), rest());
          case "mid" -> new Mid(word());
          case "msid" -> new Msid(word(), optional());
          case "ssrc" -> ssrc();
          case "ssrc-group" -> ssrcGroup();
          case "rtpmap" -> rtpMap();
          case "fmtp" -> new Fmtp(payloadType(), remainder());
          case "rtcp-fb" -> rtcpFeedback();
          case "extmap" -> extMap();
          case "extmap-allow-mixed" -> new ExtMapAllowMixed();
          case "rid" -> rid();
          case "simulcast" -> simulcast();
          case "rtcp-mux" -> new RtcpMux();
          case "rtcp-rsize" -> new RtcpRsize();
          case "sctp-port" -> new SctpPort((int) number(0xFFFF));
          case "max-message-size" -> new MaxMessageSize(number(Long.MAX_VALUE));
          default -> {
            next = words.length;
            yield new Other(name, value);
          }
        };
    if (next != words.length || name.isEmpty()) {
      throw malformed();
    }
    return attribute;
  }

  private Candidate candidate() throws MalformedSdp {
    String foundation = word();
    int component = (int) number(256);
    String transport = word().toLowerCase(Locale.ROOT);
    long priority = number(0xFFFF_FFFFL);
    String address = word();
    int port = (int) number(0xFFFF);
    if (!word().equals("typ")) {
      throw malformed();
    }
    CandidateType type = constant(CandidateType.class);
    String relatedAddress = null;
    int relatedPort = 0;
    TcpType tcpType = null;
    List<Extension> extensions = new ArrayList<>();
    while (next < words.length) {
      String key = word();
      switch (key.toLowerCase(Locale.ROOT)) {
        case "raddr" -> relatedAddress = word();
        case "rport" -> relatedPort = (int) number(0xFFFF);
        case "tcptype" -> tcpType = constant(TcpType.class);
        default -> extensions.add(new Extension(key, word()));
      }
    }
    return new Candidate(
        foundation,
        component,
        transport,
        priority,
        address,
        port,
        type,
        relatedAddress,
        relatedPort,
        tcpType,
        extensions);
  }

  private Fingerprint fingerprint() throws MalformedSdp {
    String hash = word().toLowerCase(Locale.ROOT);
    String digest = word();
    if (!digest.matches("[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){15,63}")) {
      throw malformed();
    }
    return new Fingerprint(hash, digest.replace(":", "").toLowerCase(Locale.ROOT));
  }

  private Ssrc ssrc() throws MalformedSdp {
    long ssrc = number(0xFFFF_FFFFL);
    String said = remainder();
    int colon = said.indexOf(':');
    return colon < 0
        ? new Ssrc(ssrc, said, null)
        : new Ssrc(ssrc, said.substring(0, colon), said.substring(colon + 1));
  }

  private SsrcGroup ssrcGroup() throws MalformedSdp {
    String semantics = word();
    List<Long> ssrcs = new ArrayList<>();
    while (next < words.length) {
      ssrcs.add(number(0xFFFF_FFFFL));
    }
    return new SsrcGroup(semantics, ssrcs);
  }

  private RtpMap rtpMap() throws MalformedSdp {
    int payloadType = payloadType();
    String[] parts = word().split("/");
    if (parts.length < 2 || parts.length > 3 || parts[0].isEmpty()) {
      throw malformed();
    }
    return new RtpMap(
        payloadType,
        parts[0],
        (int) number(parts[1], Integer.MAX_VALUE),
        parts.length == 3 ? (int) number(parts[2], 255) : 1);
  }

  private RtcpFeedback rtcpFeedback() throws MalformedSdp {
    String first = word();
    int payloadType = first.equals("*") ? RtcpFeedback.ALL : (int) number(first, 127);
    String type = word();
    return new RtcpFeedback(payloadType, type, next < words.length ? remainder() : null);
  }

  private ExtMap extMap() throws MalformedSdp {
    String first = word();
    int slash = first.indexOf('/');
    int id = (int) number(slash < 0 ? first : first.substring(0, slash), 255);
    Direction direction = slash < 0 ? null : constant(Direction.class, first.substring(slash + 1));
    if (id == 0) {
      throw malformed();
    }
    return new ExtMap(id, direction, word(), next < words.length ? remainder() : null);
  }

  private Rid rid() throws MalformedSdp {
    String id = word();
    boolean send = isSend(word());
    return new Rid(id, send, next < words.length ? remainder() : null);
  }

  private Simulcast simulcast() throws MalformedSdp {
    List<Simulcast.Stream> send = List.of();
    List<Simulcast.Stream> receive = List.of();
    do {
      if (isSend(word())) {
        send = streams(word());
      } else {
        receive = streams(word());
      }
    } while (next < words.length);
    return new Simulcast(send, receive);
  }

  private List<Simulcast.Stream> streams(String list) throws MalformedSdp {
    List<Simulcast.Stream> streams = new ArrayList<>();
    for (String stream : list.split(";", -1)) {
      List<Simulcast.Alternative> alternatives = new ArrayList<>();
      for (String each : stream.split(",", -1)) {
        boolean paused = each.startsWith("~");
        String rid = paused ? each.substring(1) : each;
        if (rid.isEmpty()) {
          throw malformed();
        }
        alternatives.add(new Simulcast.Alternative(rid, paused));
      }
      streams.add(new Simulcast.Stream(alternatives));
    }
    return streams;
  }

  private boolean isSend(String direction) throws MalformedSdp {
    return switch (direction) {
      case "send" -> true;
      case "recv" -> false;
      default -> throw malformed();
    };
  }

  private int payloadType() throws MalformedSdp {
    return (int) number(127);
  }

  private long number(long most) throws MalformedSdp {
    return number(word(), most);
  }

  private long number(String digits, long most) throws MalformedSdp {
    if (digits.isEmpty()
        || digits.length() > 18
        || !digits.chars().allMatch(AttributeReader::isDigit)) {
      throw malformed();
    }
    long number = Long.parseLong(digits);
    if (number > most) {
      throw malformed();
    }
    return number;
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private <E extends Enum<E>> E constant(Class<E> type) throws MalformedSdp {
    return constant(type, word());
  }

  private <E extends Enum<E>> E constant(Class<E> type, String word) throws MalformedSdp {
    for (E each : type.getEnumConstants()) {
      if (each.name().equalsIgnoreCase(word)) {
        return each;
      }
    }
    throw malformed();
  }

  private String sized(int least) throws MalformedSdp {
    String word = word();
    if (word.length() < least || word.length() > 256) {
      throw malformed();
    }
    return word;
  }

  private String word() throws MalformedSdp {
    if (next >= words.length || words[next].isEmpty()) {
      throw malformed();
    }
    return words[next++];
  }

  private @Nullable String optional() throws MalformedSdp {
    return next < words.length ? word() : null;
  }

  private List<String> rest() {
    List<String> rest = List.of(words).subList(next, words.length);
    next = words.length;
    return rest;
  }

  private String remainder() throws MalformedSdp {
    if (next >= words.length) {
      throw malformed();
    }
    return String.join(" ", rest());
  }

  private MalformedSdp malformed() {
    return new MalformedSdp("a=" + name + " cannot be understood");
  }
}
