package allmende.platform.http;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Request;

/// The headers that every answer carries, encoded once.
final class SecurityHeaders {
  static final String REQUEST_ID = "X-Request-Id";

  private static final HttpField[] ALWAYS = {
    new PreEncodedHttpField("X-Content-Type-Options", "nosniff"),
    new PreEncodedHttpField("Referrer-Policy", "same-origin"),
    new PreEncodedHttpField("X-Frame-Options", "DENY"),
    new PreEncodedHttpField("Cross-Origin-Opener-Policy", "same-origin"),
    new PreEncodedHttpField(
        "Permissions-Policy",
        "camera=(self), microphone=(self), display-capture=(self), geolocation=(), payment=(), usb=()"),
  };
  private static final HttpField POLICY =
      new PreEncodedHttpField(ContentPolicy.HEADER, ContentPolicy.NOTHING);
  private static final HttpField TRANSPORT =
      new PreEncodedHttpField(HttpHeader.STRICT_TRANSPORT_SECURITY, "max-age=31536000");

  private SecurityHeaders() {}

  static void put(Request request, HttpFields.Mutable headers, String id) {
    headers.put(REQUEST_ID, id);
    for (HttpField field : ALWAYS) {
      headers.put(field);
    }
    headers.put(POLICY);
    if (request.isSecure()) {
      headers.put(TRANSPORT);
    }
  }
}
