package allmende.protocols.dav;

import allmende.protocols.xml.MalformedXml;
import allmende.protocols.xml.QName;
import allmende.protocols.xml.XmlElement;
import allmende.protocols.xml.XmlLimits;
import allmende.protocols.xml.XmlReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// A LOCK body (RFC 4918 §9.10, §14.11). Write locks are the only kind there is.
///
/// @param ownerXml the inside of the owner element as the client sent it; empty if it sent none
public record LockRequest(Scope scope, String ownerXml) {
  public enum Scope {
    EXCLUSIVE,
    SHARED
  }

  /// Empty for an empty body, which refreshes a lock (RFC 4918 §9.10.2).
  public static Optional<LockRequest> parse(InputStream in, XmlLimits limits)
      throws MalformedXml, IOException {
    Optional<XmlElement> body = XmlReader.parseIfPresent(in, limits);
    return body.isPresent() ? Optional.of(of(body.get())) : Optional.empty();
  }

  private static LockRequest of(XmlElement root) throws MalformedXml {
    DavXml.requireRoot(root, "lockinfo");
    DavXml.requireChild(DavXml.requireChild(root, "locktype"), "write");
    XmlElement scope = DavXml.requireChild(root, "lockscope");
    boolean exclusive = scope.child(QName.dav("exclusive")).isPresent();
    boolean shared = scope.child(QName.dav("shared")).isPresent();
    if (exclusive == shared) {
      throw new MalformedXml("A lock is either exclusive or shared.");
    }
    return new LockRequest(
        exclusive ? Scope.EXCLUSIVE : Scope.SHARED,
        root.child(QName.dav("owner")).map(XmlElement::innerXml).orElse(""));
  }
}
