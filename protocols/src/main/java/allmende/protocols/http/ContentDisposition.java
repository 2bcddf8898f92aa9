package allmende.protocols.http;

import java.nio.charset.StandardCharsets;

/// The value of Content-Disposition (RFC 6266): the name in full as `filename*`, and an ASCII
/// likeness for readers that know only `filename`.
public final class ContentDisposition {
  /// RFC 8187 §3.2.1, attr-char, beside letters and digits.
  private static final String ATTR_CHARS = "!#$&+-.^_`|~";

  private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

  private ContentDisposition() {}

  /// Save it under this name.
  public static String attachment(String fileName) {
    return "attachment; " + parameters(fileName);
  }

  /// Show it; this name if it is saved.
  public static String inline(String fileName) {
    return "inline; " + parameters(fileName);
  }

  private static String parameters(String fileName) {
    return "filename=\"" + likeness(fileName) + "\"; filename*=UTF-8''" + encoded(fileName);
  }

  /// Quotes and backslashes would need escapes that browsers undo differently, and a percent sign
  /// is decoded by some (RFC 6266 appendix D); so they become underscores like everything beyond
  /// ASCII.
  private static String likeness(String fileName) {
    var out = new StringBuilder(fileName.length());
    fileName
        .codePoints()
        .forEach(c -> out.append(c < ' ' || c > '~' || "\"\\%/".indexOf(c) >= 0 ? '_' : (char) c));
    return out.toString();
  }

  private static String encoded(String fileName) {
    var out = new StringBuilder(fileName.length() * 3);
    for (byte b : fileName.getBytes(StandardCharsets.UTF_8)) {
      if (b > 0 && (Character.isLetterOrDigit(b) || ATTR_CHARS.indexOf(b) >= 0)) {
        out.append((char) b);
      } else {
        out.append('%').append((char) HEX[b >> 4 & 0xF]).append((char) HEX[b & 0xF]);
      }
    }
    return out.toString();
  }
}
