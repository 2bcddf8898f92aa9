package allmende.protocols.dav;

import allmende.protocols.xml.MalformedXml;
import allmende.protocols.xml.QName;
import allmende.protocols.xml.XmlElement;
import allmende.protocols.xml.XmlLimits;
import allmende.protocols.xml.XmlReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A REPORT body (RFC 3253 §3.6).
public sealed interface ReportRequest {
  /// Nextcloud's `oc:filter-files`: files that obey every rule.
  ///
  /// @param props the properties to answer with
  /// @param favorite whether only favourites are wanted
  /// @param systemTags ids of tags that must all be there
  record FilterFiles(
      List<QName> props, boolean favorite, List<Long> systemTags, SearchRequest.Limit limit)
      implements ReportRequest {
    public FilterFiles {
      props = List.copyOf(props);
      systemTags = List.copyOf(systemTags);
    }
  }

  /// A report that is not offered; the answer is the precondition `DAV:supported-report`.
  record Unsupported(QName name) implements ReportRequest {}

  static ReportRequest parse(InputStream in, XmlLimits limits) throws MalformedXml, IOException {
    XmlElement root = XmlReader.parse(in, limits);
    return root.name().equals(QName.oc("filter-files"))
        ? filterFiles(root)
        : new Unsupported(root.name());
  }

  private static FilterFiles filterFiles(XmlElement root) throws MalformedXml {
    boolean favorite = false;
    List<Long> tags = new ArrayList<>();
    // Rules of other kinds are passed over, as in Nextcloud; but a report without any that is known
    // would
    // list the whole tree.
    for (XmlElement rule : rules(root)) {
      if (rule.name().equals(QName.oc("favorite"))) {
        favorite = true;
      } else if (rule.name().equals(QName.oc("systemtag"))) {
        tags.add(tagId(rule.text().strip()));
      }
    }
    if (!favorite && tags.isEmpty()) {
      throw new MalformedXml("The filter-files report has no rule that is supported.");
    }
    Optional<XmlElement> limit = root.child(QName.dav("limit"));
    return new FilterFiles(
        root.child(QName.dav("prop")).map(DavXml::childNames).orElse(List.of()),
        favorite,
        tags,
        limit.isPresent() ? SearchRequest.Limit.of(limit.get()) : SearchRequest.Limit.NONE);
  }

  private static List<XmlElement> rules(XmlElement root) {
    return root.child(QName.oc("filter-rules")).map(XmlElement::children).orElse(List.of());
  }

  private static long tagId(String text) throws MalformedXml {
    if (!text.matches("[0-9]{1,18}")) {
      throw new MalformedXml("The id of a tag is not a number.");
    }
    return Long.parseLong(text);
  }
}
