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
import org.jspecify.annotations.Nullable;

/// A PROPPATCH body (RFC 4918 §9.2, §14.19). All instructions take effect in document order, or
/// none.
public record PropertyUpdate(List<Instruction> instructions) {
  /// One change to one property.
  public sealed interface Instruction {
    QName name();
  }

  /// @param innerXml the value as XML that stands on its own
  /// @param text the value's direct text, for properties that are plain text
  /// @param xmlLang the language in scope, to be stored with the value (RFC 4918 §4.3)
  public record Set(QName name, String innerXml, String text, @Nullable String xmlLang)
      implements Instruction {}

  /// Removing a property that does not exist is no error.
  public record Remove(QName name) implements Instruction {}

  public PropertyUpdate {
    instructions = List.copyOf(instructions);
  }

  public static PropertyUpdate parse(InputStream in, XmlLimits limits)
      throws MalformedXml, IOException {
    XmlElement root = XmlReader.parse(in, limits);
    DavXml.requireRoot(root, "propertyupdate");
    List<Instruction> instructions = new ArrayList<>();
    for (XmlElement child : root.children()) {
      if (child.name().equals(QName.dav("set"))) {
        for (XmlElement property : DavXml.requireChild(child, "prop").children()) {
          instructions.add(
              new Set(property.name(), property.innerXml(), property.text(), property.lang()));
        }
      } else if (child.name().equals(QName.dav("remove"))) {
        for (XmlElement property : DavXml.requireChild(child, "prop").children()) {
          instructions.add(new Remove(property.name()));
        }
      }
    }
    if (instructions.isEmpty()) {
      throw new MalformedXml("The propertyupdate changes no property.");
    }
    return new PropertyUpdate(instructions);
  }
}
