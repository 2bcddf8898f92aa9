package allmende.protocols.dav;

import allmende.protocols.xml.MalformedXml;
import allmende.protocols.xml.QName;
import allmende.protocols.xml.XmlElement;
import allmende.protocols.xml.XmlLimits;
import allmende.protocols.xml.XmlReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/// What a PROPFIND asks for (RFC 4918 §9.1, §14.20).
public sealed interface PropfindRequest {
  /// The usual properties, and those named in `include`.
  record AllProp(List<QName> include) implements PropfindRequest {
    public AllProp {
      include = List.copyOf(include);
    }
  }

  /// The names of all properties, without values.
  record PropName() implements PropfindRequest {}

  /// The named properties, in the order asked for, each once.
  record Prop(List<QName> names) implements PropfindRequest {
    public Prop {
      names = List.copyOf(names);
    }
  }

  /// An empty body asks for [AllProp]; elements of other namespaces are passed over (RFC 4918 §17).
  static PropfindRequest parse(InputStream in, XmlLimits limits) throws MalformedXml, IOException {
    var body = XmlReader.parseIfPresent(in, limits);
    return body.isPresent() ? of(body.get()) : new AllProp(List.of());
  }

  private static PropfindRequest of(XmlElement root) throws MalformedXml {
    DavXml.requireRoot(root, "propfind");
    var allprop = root.child(QName.dav("allprop"));
    var propname = root.child(QName.dav("propname"));
    var prop = root.child(QName.dav("prop"));
    long kinds = List.of(allprop, propname, prop).stream().filter(kind -> kind.isPresent()).count();
    if (kinds != 1) {
      throw new MalformedXml("A propfind holds exactly one of allprop, propname and prop.");
    }
    if (prop.isPresent()) {
      return new Prop(DavXml.childNames(prop.get()));
    }
    if (propname.isPresent()) {
      return new PropName();
    }
    return new AllProp(root.child(QName.dav("include")).map(DavXml::childNames).orElse(List.of()));
  }
}
