package allmende.protocols.sdp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A place where one may be reached (RFC 8839 §5.1, RFC 6544 §4.5 for TCP). The address may be a
/// name: browsers hide theirs behind one that ends in `.local`.
///
/// @param transport `udp` or `tcp`, in lower case
/// @param extensions `generation 0 network-id 1` and the like, as pairs
public record Candidate(
    String foundation,
    int component,
    String transport,
    long priority,
    String address,
    int port,
    CandidateType type,
    @Nullable String relatedAddress,
    int relatedPort,
    @Nullable TcpType tcpType,
    List<Extension> extensions)
    implements SdpAttribute {
  /// A name and a value that follow what the grammar knows.
  public record Extension(String name, String value) {}

  public Candidate {
    extensions = List.copyOf(extensions);
  }

  /// A host candidate for RTP and RTCP together.
  public static Candidate host(String foundation, long priority, String address, int port) {
    return new Candidate(
        foundation,
        1,
        "udp",
        priority,
        address,
        port,
        CandidateType.HOST,
        null,
        0,
        null,
        List.of());
  }

  /// A host candidate that waits for TCP connections.
  public static Candidate passiveTcp(String foundation, long priority, String address, int port) {
    return new Candidate(
        foundation,
        1,
        "tcp",
        priority,
        address,
        port,
        CandidateType.HOST,
        null,
        0,
        TcpType.PASSIVE,
        List.of());
  }

  /// Reads what a trickled candidate carries: `candidate:…`, with or without `a=` before it.
  public static Candidate parse(String line) throws MalformedSdp {
    String attribute = line.startsWith("a=") ? line.substring(2) : line;
    if (attribute.length() <= SdpLimits.MAX_LINE
        && AttributeReader.read(attribute.strip()) instanceof Candidate candidate) {
      return candidate;
    }
    throw new MalformedSdp("not a candidate");
  }

  /// `candidate:…`, as it is trickled.
  public String line() {
    return AttributeWriter.write(this);
  }
}
