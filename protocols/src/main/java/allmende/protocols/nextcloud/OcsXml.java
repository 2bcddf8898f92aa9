package allmende.protocols.nextcloud;

import allmende.protocols.xml.XmlText;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The XML form of an OCS value: maps by their keys, list items as `element`, true as 1, false as
/// nothing.
final class OcsXml {
  private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{Nd}_.-]*");

  private OcsXml() {}

  static void append(StringBuilder out, String key, @Nullable Object value, int level) {
    // Keys that are numbers become `element` in Nextcloud; so do those that XML could not spell.
    String name = NAME.matcher(key).matches() ? key : "element";
    out.repeat(' ', level);
    switch (value) {
      case null -> out.append('<').append(name).append("/>\n");
      case Map<?, ?> map -> {
        open(out, name, map.isEmpty());
        map.forEach((inner, item) -> append(out, String.valueOf(inner), item, level + 1));
        close(out, name, map.isEmpty(), level);
      }
      case Iterable<?> list -> {
        boolean empty = !list.iterator().hasNext();
        open(out, name, empty);
        list.forEach(item -> append(out, "element", item, level + 1));
        close(out, name, empty, level);
      }
      case Boolean truth -> leaf(out, name, truth ? "1" : "");
      case Number number -> leaf(out, name, number.toString());
      case CharSequence text -> leaf(out, name, XmlText.escape(text.toString()));
      default -> throw new IllegalArgumentException("No OCS value: " + value.getClass().getName());
    }
  }

  private static void open(StringBuilder out, String name, boolean empty) {
    out.append('<').append(name).append(empty ? "/>\n" : ">\n");
  }

  private static void close(StringBuilder out, String name, boolean empty, int level) {
    if (!empty) {
      out.repeat(' ', level).append("</").append(name).append(">\n");
    }
  }

  private static void leaf(StringBuilder out, String name, String escaped) {
    out.append('<').append(name).append('>').append(escaped);
    out.append("</").append(name).append(">\n");
  }
}
