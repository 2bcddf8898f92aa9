package allmende.protocols.dav;

import allmende.protocols.xml.QName;
import allmende.protocols.xml.XmlText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The XML body of a WebDAV error, in the form of sabre/dav, from which Nextcloud's clients take
/// the sentence that they show and the exception's name that they decide by.
///
/// @param sabreException such as [#NOT_FOUND]
/// @param message a sentence that is safe to show
/// @param precondition the condition that failed (RFC 4918 §16), such as [#LOCK_TOKEN_SUBMITTED]
/// @param hrefs the resources it failed for, percent-encoded; they stand inside the precondition
public record DavError(
    String sabreException, String message, @Nullable QName precondition, List<String> hrefs) {
  public static final String BAD_REQUEST = "Sabre\\DAV\\Exception\\BadRequest";
  public static final String CONFLICT = "Sabre\\DAV\\Exception\\Conflict";
  public static final String CONFLICTING_LOCK = "Sabre\\DAV\\Exception\\ConflictingLock";
  public static final String FORBIDDEN = "Sabre\\DAV\\Exception\\Forbidden";
  public static final String INSUFFICIENT_STORAGE = "Sabre\\DAV\\Exception\\InsufficientStorage";
  public static final String LENGTH_REQUIRED = "Sabre\\DAV\\Exception\\LengthRequired";
  public static final String LOCKED = "Sabre\\DAV\\Exception\\Locked";
  public static final String LOCK_TOKEN_MISMATCH =
      "Sabre\\DAV\\Exception\\LockTokenMatchesRequestUri";
  public static final String METHOD_NOT_ALLOWED = "Sabre\\DAV\\Exception\\MethodNotAllowed";
  public static final String NOT_AUTHENTICATED = "Sabre\\DAV\\Exception\\NotAuthenticated";
  public static final String NOT_FOUND = "Sabre\\DAV\\Exception\\NotFound";
  public static final String NOT_IMPLEMENTED = "Sabre\\DAV\\Exception\\NotImplemented";
  public static final String PRECONDITION_FAILED = "Sabre\\DAV\\Exception\\PreconditionFailed";
  public static final String RANGE_NOT_SATISFIABLE =
      "Sabre\\DAV\\Exception\\RequestedRangeNotSatisfiable";
  public static final String REPORT_NOT_SUPPORTED = "Sabre\\DAV\\Exception\\ReportNotSupported";
  public static final String SERVICE_UNAVAILABLE = "Sabre\\DAV\\Exception\\ServiceUnavailable";
  public static final String UNSUPPORTED_MEDIA_TYPE = "Sabre\\DAV\\Exception\\UnsupportedMediaType";

  public static final QName LOCK_TOKEN_SUBMITTED = QName.dav("lock-token-submitted");
  public static final QName LOCK_TOKEN_MATCHES = QName.dav("lock-token-matches-request-uri");
  public static final QName NO_CONFLICTING_LOCK = QName.dav("no-conflicting-lock");
  public static final QName PROPFIND_FINITE_DEPTH = QName.dav("propfind-finite-depth");
  public static final QName PROTECTED_PROPERTY = QName.dav("cannot-modify-protected-property");

  /// RFC 4331 §6.
  public static final QName QUOTA_NOT_EXCEEDED = QName.dav("quota-not-exceeded");

  /// RFC 3253 §3.6.
  public static final QName SUPPORTED_REPORT = QName.dav("supported-report");

  /// RFC 5323 §2.2.
  public static final QName SEARCH_GRAMMAR_SUPPORTED = QName.dav("search-grammar-supported");

  public DavError {
    hrefs = List.copyOf(hrefs);
  }

  public DavError(String sabreException, String message) {
    this(sabreException, message, null, List.of());
  }

  /// The body for `application/xml; charset=utf-8`.
  public byte[] toBytes() {
    var out = new StringBuilder(256);
    out.append("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    out.append("<d:error xmlns:d=\"DAV:\" xmlns:s=\"http://sabredav.org/ns\">\n");
    leaf(out, "s:exception", sabreException);
    leaf(out, "s:message", message);
    if (precondition != null) {
      appendPrecondition(out, precondition);
    }
    return out.append("</d:error>\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  private void appendPrecondition(StringBuilder out, QName condition) {
    boolean dav = condition.namespace().equals(QName.DAV);
    String tag = dav ? "d:" + condition.local() : "x:" + condition.local();
    out.append("  <").append(tag);
    if (!dav) {
      out.append(" xmlns:x=\"").append(XmlText.escape(condition.namespace())).append('"');
    }
    if (hrefs.isEmpty()) {
      out.append("/>\n");
      return;
    }
    out.append(">\n");
    hrefs.forEach(href -> leaf(out.append("  "), "d:href", href));
    out.append("  </").append(tag).append(">\n");
  }

  private static void leaf(StringBuilder out, String tag, String text) {
    out.append("  <").append(tag).append('>').append(XmlText.escape(text));
    out.append("</").append(tag).append(">\n");
  }
}
