package allmende.protocols.nextcloud;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The boundary parameter of a multipart media type (RFC 2046 §5.1.1).
final class MultipartBoundary {
  private static final Pattern MEDIA_TYPE = Pattern.compile("(?i)\\s*multipart/related\\s*;(.*)");

  /// Qt sends boundaries with `/`, `+` and `=`, which ought to be in quotes, without them; so a
  /// bare value runs to the next semicolon.
  private static final Pattern PARAMETER =
      Pattern.compile(
          "(?i)\\G\\s*([a-z0-9!#$&^_.+*-]+)\\s*=\\s*(?:\"([^\"]*)\"|([^;\"]*?))\\s*(?:;|$)");

  /// A boundary has at most 70 characters; a longer header only costs time.
  private static final int MAX_LENGTH = 512;

  private MultipartBoundary() {}

  /// The bytes that stand before each part: two hyphens and the boundary.
  static byte[] parse(String contentType) throws MalformedMultipart {
    Matcher type = MEDIA_TYPE.matcher(contentType);
    if (contentType.length() > MAX_LENGTH || !type.matches()) {
      throw new MalformedMultipart("The Content-Type must be multipart/related with a boundary.");
    }
    Matcher parameter = PARAMETER.matcher(type.group(1));
    while (parameter.find()) {
      if (parameter.group(1).equalsIgnoreCase("boundary")) {
        String quoted = parameter.group(2);
        return delimiter(quoted == null ? parameter.group(3) : quoted);
      }
    }
    throw new MalformedMultipart("The Content-Type names no boundary.");
  }

  private static byte[] delimiter(String boundary) throws MalformedMultipart {
    if (!boundary.matches("[A-Za-z0-9'()+_,./:=? -]{0,69}[A-Za-z0-9'()+_,./:=?-]")) {
      throw new MalformedMultipart("The boundary is not as RFC 2046 section 5.1.1 writes it.");
    }
    return ("--" + boundary).getBytes(StandardCharsets.US_ASCII);
  }
}
