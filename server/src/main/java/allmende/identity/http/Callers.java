package allmende.identity.http;

import allmende.identity.Caller;
import io.javalin.http.Context;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/// Reads a [Caller] from a request, through Javalin or from Jetty itself.
///
/// The address is the request's own: Jetty has corrected it for trusted proxies before.
public final class Callers {
  /// The session's cookie.
  public static final String COOKIE = "allmende_session";

  /// The header with a page's proof of origin.
  public static final String CSRF = "X-Allmende-CSRF";

  private Callers() {}

  public static Caller of(Context ctx) {
    return new Caller(
        ctx.header("Authorization"),
        ctx.cookie(COOKIE),
        ctx.header(CSRF),
        ctx.req().getMethod(),
        ctx.req().getRemoteAddr(),
        orEmpty(ctx.header("User-Agent")));
  }

  public static Caller of(Request request) {
    return new Caller(
        request.getHeaders().get(HttpHeader.AUTHORIZATION),
        cookie(request),
        request.getHeaders().get(CSRF),
        request.getMethod(),
        Request.getRemoteAddr(request),
        orEmpty(request.getHeaders().get(HttpHeader.USER_AGENT)));
  }

  private static @Nullable String cookie(Request request) {
    for (HttpCookie cookie : Request.getCookies(request)) {
      if (cookie.getName().equals(COOKIE)) {
        return cookie.getValue();
      }
    }
    return null;
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
