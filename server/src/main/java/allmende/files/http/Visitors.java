package allmende.files.http;

import allmende.files.Visits;
import allmende.identity.http.Callers;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.server.Request;

/// Who comes by a link to our own pages' calls. Its password is shown once; from then on a cookie
/// proves that it was known, which the browser sends along with this link's addresses alone, and
/// never from another site.
record Visitors(Visits visits) {
  static final String BASE = "/api/v1/links/";
  private static final String COOKIE = "allmende_link";

  Visits.Visit enter(Context ctx) {
    return visits.enter(
        ctx.pathParam("token"), key(Optional.ofNullable(ctx.cookie(COOKIE))), Callers.of(ctx));
  }

  /// @param token out of the request's path
  Visits.Visit enter(Request request, String token) {
    return visits.enter(token, key(cookie(request)), Callers.of(request));
  }

  /// Keeps a proof until the browser ends.
  static void remember(Context ctx, String token, String proof) {
    ctx.header(
        "Set-Cookie",
        COOKIE
            + "="
            + proof
            + "; Path="
            + BASE
            + token
            + "; HttpOnly; SameSite=Strict"
            + (ctx.req().isSecure() ? "; Secure" : ""));
  }

  private static Visits.Key key(Optional<String> proof) {
    return new Visits.Key(Optional.empty(), proof.filter(text -> !text.isEmpty()));
  }

  private static Optional<String> cookie(Request request) {
    List<HttpCookie> cookies = Request.getCookies(request);
    return cookies.stream()
        .filter(cookie -> cookie.getName().equals(COOKIE))
        .map(HttpCookie::getValue)
        .findFirst();
  }
}
