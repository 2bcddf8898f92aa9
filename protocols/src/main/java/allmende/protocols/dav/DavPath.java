package allmende.protocols.dav;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A request path, decoded exactly once and strictly, because a path that two readers decode
/// differently is a hole.
///
/// @param segments decoded names; empty segments (`//`) are left out
/// @param trailingSlash whether the path ended in `/`, which marks a collection
public record DavPath(List<String> segments, boolean trailingSlash) {
  private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
  private static final boolean[] LITERAL = new boolean[128];

  static {
    // RFC 3986 unreserved and the four delimiters that sabre/dav leaves alone in hrefs. Everything
    // else is
    // escaped: clients decode hrefs, and what is escaped cannot be taken for '+', '&' or ';' with a
    // meaning of its own, neither by them nor by XML.
    for (char c :
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~():@".toCharArray()) {
      LITERAL[c] = true;
    }
  }

  public DavPath {
    segments = List.copyOf(segments);
  }

  /// @param rawPath the path as it stood in the request line: no query, still percent-encoded
  public static DavPath parse(String rawPath) throws MalformedPath {
    List<String> segments = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= rawPath.length(); i++) {
      if (i == rawPath.length() || rawPath.charAt(i) == '/') {
        if (i > start) {
          segments.add(decodeSegment(rawPath.substring(start, i)));
        }
        start = i + 1;
      }
    }
    return new DavPath(segments, rawPath.endsWith("/"));
  }

  /// The decoded segments alone.
  public static List<String> decode(String rawPath) throws MalformedPath {
    return parse(rawPath).segments();
  }

  private static String decodeSegment(String raw) throws MalformedPath {
    var bytes = ByteBuffer.allocate(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '%') {
        bytes.put(escaped(raw, i));
        i += 2;
      } else if (c > ' ' && c < 0x7F && c != '?' && c != '#') {
        bytes.put((byte) c);
      } else {
        throw new MalformedPath("The path has a character that must be percent-encoded.");
      }
    }
    String segment = utf8(bytes.flip());
    if (segment.equals(".") || segment.equals("..")) {
      throw new MalformedPath("The path has a relative segment.");
    }
    return segment;
  }

  private static byte escaped(String raw, int at) throws MalformedPath {
    int high = at + 2 < raw.length() ? hexDigit(raw.charAt(at + 1)) : -1;
    int low = high >= 0 ? hexDigit(raw.charAt(at + 2)) : -1;
    if (low < 0) {
      throw new MalformedPath("The path has a broken percent-escape.");
    }
    int value = (high << 4) | low;
    if (value == 0 || value == '/') {
      throw new MalformedPath("The path has an encoded slash or NUL.");
    }
    return (byte) value;
  }

  private static String utf8(ByteBuffer bytes) throws MalformedPath {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException invalid) {
      throw new MalformedPath("The path is not valid UTF-8.");
    }
  }

  /// Hex digits are ASCII alone; `Character.digit` would take others too.
  private static int hexDigit(char c) {
    return c < 128 ? Character.digit(c, 16) : -1;
  }

  /// An absolute path of these names; `/` for none.
  public static String encode(List<String> segments) {
    if (segments.isEmpty()) {
      return "/";
    }
    var out = new StringBuilder();
    for (String segment : segments) {
      out.append('/').append(encode(segment));
    }
    return out.toString();
  }

  /// One name, percent-encoded; a slash in it is encoded too.
  public static String encode(String segment) {
    byte[] out = new byte[segment.length() * MAX_BYTES_PER_CHAR];
    int length = encode(segment, 0, segment.length(), out, 0);
    return new String(out, 0, length, StandardCharsets.US_ASCII);
  }

  /// Room that [#encode(String, int, int, byte[], int)] may need for each char.
  static final int MAX_BYTES_PER_CHAR = 9;

  /// Writes chars `from` to `to` into `out` and returns the index after the last byte written. A
  /// pair of surrogates must not be split between two calls; a lone one becomes U+FFFD.
  static int encode(String segment, int from, int to, byte[] out, int at) {
    int p = at;
    for (int i = from; i < to; i++) {
      char c = segment.charAt(i);
      if (c < 0x80) {
        if (LITERAL[c]) {
          out[p++] = (byte) c;
        } else {
          p = escape(c, out, p);
        }
      } else if (c < 0x800) {
        p = escape(0xC0 | (c >> 6), out, p);
        p = escape(0x80 | (c & 0x3F), out, p);
      } else if (Character.isHighSurrogate(c)
          && i + 1 < to
          && Character.isLowSurrogate(segment.charAt(i + 1))) {
        int point = Character.toCodePoint(c, segment.charAt(++i));
        p = escape(0xF0 | (point >> 18), out, p);
        p = escape(0x80 | ((point >> 12) & 0x3F), out, p);
        p = escape(0x80 | ((point >> 6) & 0x3F), out, p);
        p = escape(0x80 | (point & 0x3F), out, p);
      } else {
        char whole = Character.isSurrogate(c) ? '\uFFFD' : c;
        p = escape(0xE0 | (whole >> 12), out, p);
        p = escape(0x80 | ((whole >> 6) & 0x3F), out, p);
        p = escape(0x80 | (whole & 0x3F), out, p);
      }
    }
    return p;
  }

  private static int escape(int octet, byte[] out, int at) {
    out[at] = '%';
    out[at + 1] = HEX[octet >> 4];
    out[at + 2] = HEX[octet & 0xF];
    return at + 3;
  }
}
