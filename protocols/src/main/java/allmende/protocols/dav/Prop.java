package allmende.protocols.dav;

import allmende.protocols.xml.QName;
import allmende.protocols.xml.XmlText;
import java.nio.charset.StandardCharsets;

/// A property name made ready for [MultistatusWriter]: its tags as bytes. Make one for each known
/// property once, and one for each unknown name of a request.
public final class Prop {
  private final QName name;
  private final byte[] open;
  private final byte[] close;
  private final byte[] empty;

  private Prop(QName name, String tag, String declaration) {
    this.name = name;
    this.open = utf8("<" + tag + declaration + ">");
    this.close = utf8("</" + tag + ">");
    this.empty = utf8("<" + tag + declaration + "/>");
  }

  /// @throws IllegalArgumentException if the local name could not have come out of an XML document
  public static Prop of(QName name) {
    if (name.local().isEmpty() || name.local().chars().anyMatch(Prop::cannotBeInName)) {
      throw new IllegalArgumentException("Not an XML name.");
    }
    return switch (name.namespace()) {
      case QName.DAV -> new Prop(name, "d:" + name.local(), "");
      case QName.OC -> new Prop(name, "oc:" + name.local(), "");
      case QName.NC -> new Prop(name, "nc:" + name.local(), "");
      case QName.OCS -> new Prop(name, "ocs:" + name.local(), "");
      case QName.OCM -> new Prop(name, "ocm:" + name.local(), "");
      // No default namespace is ever declared, so that a name without one needs nothing.
      case "" -> new Prop(name, name.local(), "");
      default -> {
        String namespace = XmlText.escape(name.namespace()).replace("\"", "&quot;");
        yield new Prop(name, "x:" + name.local(), " xmlns:x=\"" + namespace + "\"");
      }
    };
  }

  private static boolean cannotBeInName(int c) {
    return c <= ' ' || "<>&\"'/=:;?!".indexOf(c) >= 0;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  public QName name() {
    return name;
  }

  byte[] open() {
    return open;
  }

  /// The opening tag with `xml:lang` (RFC 4918 §4.3).
  byte[] open(String lang) {
    String tag = new String(open, 0, open.length - 1, StandardCharsets.UTF_8);
    return utf8(tag + " xml:lang=\"" + XmlText.escape(lang).replace("\"", "&quot;") + "\">");
  }

  byte[] close() {
    return close;
  }

  byte[] empty() {
    return empty;
  }

  @Override
  public String toString() {
    return name.toString();
  }
}
