package allmende.protocols.xml;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// Turns the events of one document into a tree, counting as it goes. It keeps its own stack, so
/// depth costs heap and not stack.
final class TreeBuilder {
  /// Each element carries the prefixes in scope; this keeps their copies from growing with the
  /// square of the document.
  private static final int MAX_PREFIXES = 128;

  private static final QName XML_LANG = new QName(XmlReader.XML_NAMESPACE, "lang");

  private final XmlLimits limits;
  private final Deque<Open> open = new ArrayDeque<>();
  private @Nullable XmlElement root;
  private int elements;

  /// An element whose end has not been seen.
  private record Open(XmlElement element, List<XmlNode> content, StringBuilder text) {
    void flushText() {
      if (!text.isEmpty()) {
        content.add(new XmlText(text.toString()));
        text.setLength(0);
      }
    }
  }

  TreeBuilder(XmlLimits limits) {
    this.limits = limits;
  }

  XmlElement build(XMLStreamReader reader) throws XMLStreamException, MalformedXml {
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> start(reader);
        case XMLStreamConstants.END_ELEMENT -> end();
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
          if (!open.isEmpty()) {
            open.getFirst().text().append(reader.getText());
          }
        }
        case XMLStreamConstants.DTD ->
            throw new MalformedXml("A document type declaration is not accepted.");
        case XMLStreamConstants.ENTITY_REFERENCE ->
            throw new MalformedXml("Only the five entities of XML itself are accepted.");
        default -> {
          // Comments and processing instructions say nothing to a server.
        }
      }
    }
    if (root == null) {
      throw new MalformedXml("The body is not well-formed XML.");
    }
    return root;
  }

  private void start(XMLStreamReader reader) throws MalformedXml {
    if (++elements > limits.maxElements()) {
      throw new MalformedXml("The XML body has more than " + limits.maxElements() + " elements.");
    }
    if (open.size() >= limits.maxDepth()) {
      throw new MalformedXml("The XML body nests more than " + limits.maxDepth() + " levels deep.");
    }
    Open parent = open.peekFirst();
    Map<QName, String> attributes = attributes(reader);
    String lang = attributes.get(XML_LANG);
    if (lang == null && parent != null) {
      lang = parent.element().lang();
    }
    List<XmlNode> content = new ArrayList<>(4);
    var element =
        new XmlElement(
            new QName(orEmpty(reader.getNamespaceURI()), reader.getLocalName()),
            orEmpty(reader.getPrefix()),
            attributes,
            scope(reader, parent == null ? Map.of() : parent.element().scope()),
            lang,
            Collections.unmodifiableList(content));
    if (parent == null) {
      root = element;
    } else {
      parent.flushText();
      parent.content().add(element);
    }
    open.addFirst(new Open(element, content, new StringBuilder()));
  }

  private void end() {
    open.removeFirst().flushText();
  }

  private static Map<QName, String> attributes(XMLStreamReader reader) {
    if (reader.getAttributeCount() == 0) {
      return Map.of();
    }
    Map<QName, String> attributes = new LinkedHashMap<>();
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      var name =
          new QName(orEmpty(reader.getAttributeNamespace(i)), reader.getAttributeLocalName(i));
      attributes.put(name, reader.getAttributeValue(i));
    }
    return Collections.unmodifiableMap(attributes);
  }

  private static Map<String, String> scope(XMLStreamReader reader, Map<String, String> around)
      throws MalformedXml {
    if (reader.getNamespaceCount() == 0) {
      return around;
    }
    Map<String, String> scope = new HashMap<>(around);
    for (int i = 0; i < reader.getNamespaceCount(); i++) {
      scope.put(orEmpty(reader.getNamespacePrefix(i)), orEmpty(reader.getNamespaceURI(i)));
    }
    if (scope.size() > MAX_PREFIXES) {
      throw new MalformedXml(
          "The XML body declares more than " + MAX_PREFIXES + " prefixes at once.");
    }
    return scope;
  }

  /// The platform says "no prefix" and "no namespace" with null.
  private static String orEmpty(@Nullable String value) {
    return value == null ? "" : value;
  }
}
