package allmende.protocols.sdp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads one description line by line. The order within a section is not enforced: the letters are
/// unambiguous, and only `v=` and `m=` open something.
final class SdpReader {
  private final String text;
  private int at;
  private int lines;
  private String line = "";

  SdpReader(String text) throws MalformedSdp {
    if (text.length() > SdpLimits.MAX_LENGTH) {
      throw new MalformedSdp("the description is longer than " + SdpLimits.MAX_LENGTH);
    }
    this.text = text;
  }

  SessionDescription description() throws MalformedSdp {
    if (!advance() || !line.equals("v=0")) {
      throw new MalformedSdp("a description begins with v=0");
    }
    Origin origin = null;
    String name = "-";
    var head = new Lines();
    boolean more = advance();
    while (more && line.charAt(0) != 'm') {
      switch (line.charAt(0)) {
        case 'o' -> origin = origin();
        case 's' -> name = value();
        case 'v' -> throw malformed();
        default -> common(head);
      }
      more = advance();
    }
    if (origin == null) {
      throw new MalformedSdp("a description has a line o=");
    }
    List<MediaSection> media = new ArrayList<>();
    while (more) {
      if (media.size() == SdpLimits.MAX_SECTIONS) {
        throw new MalformedSdp("more than " + SdpLimits.MAX_SECTIONS + " sections");
      }
      String[] words = media();
      var section = new Lines();
      more = advance();
      while (more && line.charAt(0) != 'm') {
        common(section);
        more = advance();
      }
      media.add(section(words, section));
    }
    return new SessionDescription(
        origin, name, head.connection, head.bandwidths, head.attributes, media);
  }

  /// What the session and each section may say alike.
  private static final class Lines {
    private @Nullable Connection connection;
    private final List<Bandwidth> bandwidths = new ArrayList<>();
    private final List<SdpAttribute> attributes = new ArrayList<>();
  }

  private void common(Lines into) throws MalformedSdp {
    switch (line.charAt(0)) {
      case 'a' -> into.attributes.add(AttributeReader.read(value()));
      case 'b' -> into.bandwidths.add(bandwidth());
      case 'c' -> into.connection = connection();
      case 't', 'i', 'u', 'e', 'p', 'r', 'z', 'k' -> {}
      default -> throw malformed();
    }
    if (into.attributes.size() > SdpLimits.MAX_ATTRIBUTES
        || into.bandwidths.size() > SdpLimits.MAX_ATTRIBUTES) {
      throw new MalformedSdp("more than " + SdpLimits.MAX_ATTRIBUTES + " attributes in a section");
    }
  }

  /// Steps to the next line. False at the end.
  private boolean advance() throws MalformedSdp {
    if (at >= text.length()) {
      return false;
    }
    int feed = text.indexOf('\n', at);
    int end = feed < 0 ? text.length() : feed;
    int next = end + 1;
    if (end > at && text.charAt(end - 1) == '\r') {
      end--;
    }
    if (++lines > SdpLimits.MAX_LINES || end - at > SdpLimits.MAX_LINE) {
      throw new MalformedSdp("line " + lines + " is too long or one too many");
    }
    line = text.substring(at, end);
    at = next;
    if (line.length() < 2 || line.charAt(1) != '=' || hasControls()) {
      throw malformed();
    }
    return true;
  }

  private boolean hasControls() {
    return line.chars().anyMatch(c -> c < ' ' && c != '\t');
  }

  private String value() {
    return line.substring(2);
  }

  private Origin origin() throws MalformedSdp {
    String[] words = words(6);
    return new Origin(words[0], words[1], number(words[2]), words[3], words[4], words[5]);
  }

  private Connection connection() throws MalformedSdp {
    String[] words = words(3);
    return new Connection(words[0], words[1], words[2]);
  }

  private Bandwidth bandwidth() throws MalformedSdp {
    int colon = line.indexOf(':');
    if (colon < 0) {
      throw malformed();
    }
    return new Bandwidth(line.substring(2, colon), number(line.substring(colon + 1)));
  }

  private String[] media() throws MalformedSdp {
    String[] words = value().split(" ");
    if (words.length < 4) {
      throw malformed();
    }
    port(words[1]);
    return words;
  }

  /// A number of ports may follow; nobody uses it.
  private int port(String word) throws MalformedSdp {
    int slash = word.indexOf('/');
    long port = number(slash < 0 ? word : word.substring(0, slash));
    if (port < 0 || port > 65_535) {
      throw malformed();
    }
    return (int) port;
  }

  private MediaSection section(String[] words, Lines said) throws MalformedSdp {
    return new MediaSection(
        words[0],
        port(words[1]),
        words[2],
        List.of(words).subList(3, words.length),
        said.connection,
        said.bandwidths,
        said.attributes);
  }

  private String[] words(int count) throws MalformedSdp {
    String[] words = value().split(" ");
    if (words.length != count) {
      throw malformed();
    }
    return words;
  }

  /// Origins of some agents count beyond what a signed number holds; more digits than that are
  /// refused.
  private long number(String digits) throws MalformedSdp {
    try {
      return Long.parseUnsignedLong(digits);
    } catch (NumberFormatException notANumber) {
      throw malformed();
    }
  }

  private MalformedSdp malformed() {
    return new MalformedSdp("line " + lines + " cannot be understood");
  }
}
