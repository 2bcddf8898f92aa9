package allmende.protocols.dav;

import allmende.protocols.xml.XmlText;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A lock as others see it (RFC 4918 §14.1, §15.8).
///
/// @param token a URI such as `opaquelocktoken:…` or `urn:uuid:…`
/// @param depth [Depth#ZERO] or [Depth#INFINITY]
/// @param ownerXml the inside of the owner element, as [LockRequest#ownerXml] gave it; may be empty
/// @param timeoutSeconds time left, or [LockTimeout#INFINITE]
/// @param lockRoot percent-encoded path of the resource that was locked
public record ActiveLock(
    String token,
    LockRequest.Scope scope,
    Depth depth,
    String ownerXml,
    long timeoutSeconds,
    String lockRoot) {
  private static final String SUPPORTED =
      supported(LockRequest.Scope.EXCLUSIVE) + supported(LockRequest.Scope.SHARED);

  /// The inside of `lockdiscovery`, for a document that declares `d:` as `DAV:`.
  public static byte[] lockDiscovery(List<ActiveLock> locks) {
    var out = new StringBuilder();
    locks.forEach(lock -> lock.append(out));
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  /// The inside of `supportedlock`: write locks, exclusive and shared.
  public static byte[] supportedLock() {
    return SUPPORTED.getBytes(StandardCharsets.US_ASCII);
  }

  /// The body of a LOCK answer (RFC 4918 §9.10.1).
  public byte[] lockResponse() {
    var out = new StringBuilder(512);
    out.append("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    out.append("<d:prop xmlns:d=\"DAV:\"><d:lockdiscovery>");
    append(out);
    out.append("</d:lockdiscovery></d:prop>\n");
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void append(StringBuilder out) {
    out.append("<d:activelock>");
    out.append("<d:locktype><d:write/></d:locktype>");
    out.append("<d:lockscope>").append(element(scope)).append("</d:lockscope>");
    out.append("<d:depth>").append(depth).append("</d:depth>");
    if (!ownerXml.isEmpty()) {
      out.append("<d:owner>").append(ownerXml).append("</d:owner>");
    }
    out.append("<d:timeout>").append(timeout()).append("</d:timeout>");
    href(out, "d:locktoken", token);
    href(out, "d:lockroot", lockRoot);
    out.append("</d:activelock>");
  }

  private String timeout() {
    return timeoutSeconds == LockTimeout.INFINITE ? "Infinite" : "Second-" + timeoutSeconds;
  }

  private static void href(StringBuilder out, String tag, String uri) {
    out.append('<').append(tag).append("><d:href>").append(XmlText.escape(uri));
    out.append("</d:href></").append(tag).append('>');
  }

  private static String supported(LockRequest.Scope scope) {
    return "<d:lockentry><d:lockscope>"
        + element(scope)
        + "</d:lockscope><d:locktype><d:write/></d:locktype></d:lockentry>";
  }

  private static String element(LockRequest.Scope scope) {
    return switch (scope) {
      case EXCLUSIVE -> "<d:exclusive/>";
      case SHARED -> "<d:shared/>";
    };
  }
}
