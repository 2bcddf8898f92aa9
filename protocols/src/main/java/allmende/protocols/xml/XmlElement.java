package allmende.protocols.xml;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An element of a small document. Prefixes are kept beside the names because RFC 4918 §4.3 asks
/// that a dead property comes back with the prefixes it was stored with.
public final class XmlElement implements XmlNode {
  private final QName name;
  private final String prefix;
  private final Map<QName, String> attributes;
  private final Map<String, String> scope;
  private final @Nullable String lang;
  private final List<XmlNode> content;

  XmlElement(
      QName name,
      String prefix,
      Map<QName, String> attributes,
      Map<String, String> scope,
      @Nullable String lang,
      List<XmlNode> content) {
    this.name = name;
    this.prefix = prefix;
    this.attributes = attributes;
    this.scope = scope;
    this.lang = lang;
    this.content = content;
  }

  public QName name() {
    return name;
  }

  /// Attributes in document order, namespace declarations left out.
  public Map<QName, String> attributes() {
    return attributes;
  }

  /// Elements and text in document order.
  public List<XmlNode> content() {
    return content;
  }

  /// The elements directly inside this one.
  public List<XmlElement> children() {
    return content.stream()
        .filter(XmlElement.class::isInstance)
        .map(XmlElement.class::cast)
        .toList();
  }

  /// The first child of that name.
  public Optional<XmlElement> child(QName wanted) {
    return children().stream().filter(child -> child.name.equals(wanted)).findFirst();
  }

  /// The text directly inside this element, without that of its children; whitespace is kept.
  public String text() {
    if (content.size() == 1 && content.getFirst() instanceof XmlText(var value)) {
      return value;
    }
    var text = new StringBuilder();
    for (XmlNode node : content) {
      if (node instanceof XmlText(var value)) {
        text.append(value);
      }
    }
    return text.toString();
  }

  /// The `xml:lang` that holds here, from this element or the nearest one around it.
  public @Nullable String lang() {
    return lang;
  }

  /// Everything between this element's tags as XML that can be put into any document: each
  /// namespace in use is declared inside, whitespace and `xml:` attributes are kept.
  public String innerXml() {
    return new FragmentWriter().write(content);
  }

  String prefix() {
    return prefix;
  }

  /// Every prefix declared on this element or around it, with its namespace.
  Map<String, String> scope() {
    return scope;
  }
}
