package allmende.protocols.xml;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Reads one small document from the network. There are no DTDs and no entities but the five of XML
/// itself, and nothing is ever fetched.
public final class XmlReader {
  static final String XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace";

  private XmlReader() {}

  /// @throws MalformedXml if there is no document, or it is not well-formed, or it exceeds a limit
  public static XmlElement parse(InputStream in, XmlLimits limits)
      throws MalformedXml, IOException {
    return parseIfPresent(in, limits)
        .orElseThrow(() -> new MalformedXml("The request has no XML body."));
  }

  /// Like [#parse], but a body of nothing or of white space is an answer too: several WebDAV
  /// methods give an absent body a meaning of its own.
  public static Optional<XmlElement> parseIfPresent(InputStream in, XmlLimits limits)
      throws MalformedXml, IOException {
    // The whole body is read first, so that an IOException is always the connection's and never a
    // wrong byte's. The limit keeps it small.
    int ceiling = (int) Math.min(limits.maxBytes(), Integer.MAX_VALUE - 16);
    byte[] body = in.readNBytes(ceiling);
    if (body.length == ceiling && in.read() >= 0) {
      throw new MalformedXml("The XML body is larger than " + limits.maxBytes() + " bytes.");
    }
    return isBlank(body) ? Optional.empty() : Optional.of(tree(body, limits));
  }

  private static XmlElement tree(byte[] body, XmlLimits limits) throws MalformedXml {
    try {
      XMLStreamReader reader = factory().createXMLStreamReader(new ByteArrayInputStream(body));
      try {
        return new TreeBuilder(limits).build(reader);
      } finally {
        reader.close();
      }
    } catch (XMLStreamException malformed) {
      throw new MalformedXml("The body is not well-formed XML.");
    } catch (RuntimeException scanner) {
      // The platform's scanner answers some broken documents with unchecked exceptions of its own.
      throw new MalformedXml("The body is not well-formed XML.");
    }
  }

  /// One factory a document: factories promise nothing about threads, and making one is cheap
  /// beside the reader it makes.
  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
    factory.setXMLResolver((_, _, _, _) -> {
      throw new XMLStreamException("Nothing outside the document is read.");
    });
    return factory;
  }

  private static boolean isBlank(byte[] body) {
    for (byte b : body) {
      if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
        return false;
      }
    }
    return true;
  }
}
