package allmende.protocols.nextcloud;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// JSON in the dress in which Nextcloud's clients have always received it: ASCII only, with `/`,
/// `<` and `>` escaped.
final class PhpJson {
  private PhpJson() {}

  static void append(StringBuilder out, @Nullable Object value) {
    switch (value) {
      case null -> out.append("null");
      case Boolean truth -> out.append(truth);
      case Double number -> appendFinite(out, number);
      case Float number -> appendFinite(out, number.doubleValue());
      case Number number -> out.append(number);
      case CharSequence text -> appendString(out, text);
      case Map<?, ?> map -> {
        char separator = '{';
        for (var entry : map.entrySet()) {
          out.append(separator);
          appendString(out, String.valueOf(entry.getKey()));
          out.append(':');
          append(out, entry.getValue());
          separator = ',';
        }
        out.append(map.isEmpty() ? "{}" : "}");
      }
      case Iterable<?> list -> {
        out.append('[');
        String separator = "";
        for (Object item : list) {
          out.append(separator);
          append(out, item);
          separator = ",";
        }
        out.append(']');
      }
      default -> throw new IllegalArgumentException("No OCS value: " + value.getClass().getName());
    }
  }

  /// JSON has no word for infinity.
  private static void appendFinite(StringBuilder out, double number) {
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException("Not a finite number.");
    }
    out.append(number);
  }

  private static void appendString(StringBuilder out, CharSequence text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '/' -> out.append("\\/");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '<' -> out.append("\\u003C");
        case '>' -> out.append("\\u003E");
        default -> {
          if (c >= ' ' && c < 0x7F) {
            out.append(c);
          } else {
            appendUnit(out, c);
          }
        }
      }
    }
    out.append('"');
  }

  private static void appendUnit(StringBuilder out, char c) {
    out.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      out.append(Character.forDigit(c >> shift & 0xF, 16));
    }
  }
}
