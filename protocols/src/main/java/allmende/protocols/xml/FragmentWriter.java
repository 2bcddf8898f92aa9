package allmende.protocols.xml;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Writes the inside of an element so that it stands on its own. A fragment starts with no prefix
/// but `xml` and no default namespace; each element declares what it needs and has not got.
final class FragmentWriter {
  private final StringBuilder out = new StringBuilder();

  String write(List<XmlNode> nodes) {
    content(nodes, Map.of("", ""));
    return out.toString();
  }

  /// Recursion is safe: the reader has limited the depth.
  private void content(List<XmlNode> nodes, Map<String, String> declared) {
    for (XmlNode node : nodes) {
      switch (node) {
        case XmlText(var value) -> XmlText.append(out, value, false);
        case XmlElement element -> element(element, declared);
      }
    }
  }

  private void element(XmlElement element, Map<String, String> declared) {
    String tag = qualified(element.prefix(), element.name().local());
    out.append('<').append(tag);

    Map<String, String> needed = new TreeMap<>();
    needed.put(element.prefix(), element.name().namespace());
    var attributes = new StringBuilder();
    element
        .attributes()
        .forEach((name, value) -> attribute(element, name, value, needed, attributes));
    Map<String, String> inside = declare(needed, declared);

    out.append(attributes);
    if (element.content().isEmpty()) {
      out.append("/>");
      return;
    }
    out.append('>');
    content(element.content(), inside);
    out.append("</").append(tag).append('>');
  }

  private static void attribute(
      XmlElement element, QName name, String value, Map<String, String> needed, StringBuilder to) {
    String prefix = "";
    if (name.namespace().equals(XmlReader.XML_NAMESPACE)) {
      prefix = "xml";
    } else if (!name.namespace().isEmpty()) {
      prefix = prefixFor(element, name.namespace());
      needed.put(prefix, name.namespace());
    }
    to.append(' ').append(qualified(prefix, name.local())).append("=\"");
    XmlText.append(to, value, true);
    to.append('"');
  }

  /// The default namespace does not apply to attributes, so only a real prefix will do; a document
  /// that parsed has one.
  private static String prefixFor(XmlElement element, String namespace) {
    return element.scope().entrySet().stream()
        .filter(entry -> !entry.getKey().isEmpty() && entry.getValue().equals(namespace))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  private Map<String, String> declare(Map<String, String> needed, Map<String, String> declared) {
    needed.entrySet().removeAll(declared.entrySet());
    needed.remove("xml");
    if (needed.isEmpty()) {
      return declared;
    }
    Map<String, String> inside = new HashMap<>(declared);
    inside.putAll(needed);
    for (var entry : needed.entrySet()) {
      out.append(entry.getKey().isEmpty() ? " xmlns" : " xmlns:" + entry.getKey()).append("=\"");
      XmlText.append(out, entry.getValue(), true);
      out.append('"');
    }
    return inside;
  }

  private static String qualified(String prefix, String local) {
    return prefix.isEmpty() ? local : prefix + ":" + local;
  }
}
