package allmende.protocols.dav;

import allmende.protocols.http.MalformedHeader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The Destination header of COPY and MOVE (RFC 4918 §10.3).
///
/// @param authority host and port if the header names them. Behind a proxy they need not be the
///   ones this process sees, so whether they are ours is for the caller to decide
/// @param rawPath the path, still percent-encoded, beginning with `/`
public record Destination(@Nullable String authority, String rawPath) {
  private static final Pattern ABSOLUTE =
      Pattern.compile("(?i:https?)://([^/?#\\s]+)(/[^?#\\s]*)?");

  /// Takes an absolute URI or, as nextcloudcmd sends it, an absolute path. A query or fragment
  /// names no file and is refused.
  public static Destination parse(String header) throws MalformedHeader {
    String value = header.strip();
    if (value.startsWith("/") && !value.startsWith("//")) {
      if (value.chars().anyMatch(c -> c == '?' || c == '#' || Character.isWhitespace(c))) {
        throw malformed();
      }
      return new Destination(null, value);
    }
    Matcher absolute = ABSOLUTE.matcher(value);
    if (!absolute.matches()) {
      throw malformed();
    }
    String path = absolute.group(2);
    return new Destination(absolute.group(1), path == null ? "/" : path);
  }

  private static MalformedHeader malformed() {
    return new MalformedHeader(
        "The Destination header is neither an http URI nor an absolute path.");
  }
}
