package allmende.protocols.dav;

import allmende.protocols.xml.MalformedXml;
import allmende.protocols.xml.QName;
import allmende.protocols.xml.XmlElement;
import java.util.List;

/// Reading steps that several WebDAV bodies share.
final class DavXml {
  private DavXml() {}

  static void requireRoot(XmlElement root, String local) throws MalformedXml {
    if (!root.name().equals(QName.dav(local))) {
      throw new MalformedXml("The body is not a DAV: " + local + " element.");
    }
  }

  static XmlElement requireChild(XmlElement parent, String local) throws MalformedXml {
    return parent
        .child(QName.dav(local))
        .orElseThrow(
            () -> new MalformedXml("A DAV: " + local + " element is missing in the body."));
  }

  /// The names of the elements inside, in order, each once.
  static List<QName> childNames(XmlElement parent) {
    return parent.children().stream().map(XmlElement::name).distinct().toList();
  }
}
