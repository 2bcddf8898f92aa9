package allmende.protocols.xml;

/// A run of character data, entities and CDATA already resolved.
public record XmlText(String value) implements XmlNode {

  /// Text ready to stand between tags. A carriage return is kept as a reference, since a reader
  /// would turn it into a line feed; characters that XML 1.0 cannot carry become U+FFFD.
  public static String escape(String text) {
    var out = new StringBuilder(text.length() + 16);
    append(out, text, false);
    return out.toString();
  }

  static void append(StringBuilder out, String text, boolean attribute) {
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '\r' -> out.append("&#13;");
        case '"' -> out.append(attribute ? "&quot;" : "\"");
        case '\n' -> out.append(attribute ? "&#10;" : "\n");
        case '\t' -> out.append(attribute ? "&#9;" : "\t");
        default -> out.appendCodePoint(isAllowed(c) ? c : 0xFFFD);
      }
    }
  }

  /// Whether XML 1.0 §2.2 lets a code point appear at all, even as a reference.
  public static boolean isAllowed(int c) {
    return (c >= 0x20 && c <= 0xD7FF)
        || c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0xE000 && c <= 0xFFFD)
        || c >= 0x10000;
  }
}
