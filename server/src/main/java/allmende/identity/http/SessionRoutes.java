package allmende.identity.http;

import allmende.identity.Account;
import allmende.identity.Actor;
import allmende.identity.Caller;
import allmende.identity.Credential;
import allmende.identity.FirstAdministrator;
import allmende.identity.Gate;
import allmende.identity.PasswordCheck;
import allmende.identity.Sessions;
import allmende.platform.problem.Problem;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Signing in and out, and the first administrator (`/api/v1/session`,
/// `/api/v1/first-administrator`).
public final class SessionRoutes {
  private final Gate gate;
  private final PasswordCheck passwordCheck;
  private final Sessions sessions;
  private final FirstAdministrator first;

  public SessionRoutes(
      Gate gate, PasswordCheck passwordCheck, Sessions sessions, FirstAdministrator first) {
    this.gate = gate;
    this.passwordCheck = passwordCheck;
    this.sessions = sessions;
    this.first = first;
  }

  public void add(RoutesConfig routes) {
    routes.get("/api/v1/session", this::show);
    routes.post("/api/v1/session", this::signIn);
    routes.delete("/api/v1/session", this::signOut);
    routes.post("/api/v1/first-administrator", this::claim);
  }

  record SignIn(@Nullable String name, @Nullable String password) {}

  record Claim(
      @Nullable String token,
      @Nullable String name,
      @Nullable String displayName,
      @Nullable String password) {}

  record SignedOut(boolean signedIn, boolean setup) {}

  record SignedIn(boolean signedIn, boolean setup, @Nullable String csrf, PersonJson person) {}

  private void show(Context ctx) {
    Caller caller = Callers.of(ctx);
    Optional<Actor> actor = gate.find(caller);
    String cookie = caller.sessionCookie();
    if (actor.isEmpty()) {
      ctx.json(new SignedOut(false, first.needed()));
    } else {
      boolean bySession = actor.get().credential() instanceof Credential.Session;
      String csrf = bySession && cookie != null ? Sessions.csrf(cookie) : null;
      ctx.json(new SignedIn(true, false, csrf, PersonJson.of(actor.get().account())));
    }
  }

  private void signIn(Context ctx) {
    requireJson(ctx);
    SignIn body = JsonBody.as(ctx, SignIn.class);
    Caller caller = Callers.of(ctx);
    Account account =
        passwordCheck
            .check(
                JsonBody.required(body.name(), "name").strip(),
                JsonBody.required(body.password(), "password"),
                caller.address())
            .orElseThrow(() -> new Problem.SignedOut("The name or the password is wrong."));
    begin(ctx, caller, account);
  }

  private void signOut(Context ctx) {
    Caller caller = Callers.of(ctx);
    Optional<Actor> actor = gate.find(caller);
    String cookie = caller.sessionCookie();
    if (cookie != null
        && actor.isPresent()
        && actor.get().credential() instanceof Credential.Session) {
      sessions.end(cookie);
    }
    ctx.cookie(cookie(ctx, "", 0));
    ctx.status(204);
  }

  private void claim(Context ctx) {
    requireJson(ctx);
    Claim body = JsonBody.as(ctx, Claim.class);
    String displayName = body.displayName();
    Account account =
        first.claim(
            JsonBody.required(body.token(), "token"),
            JsonBody.required(body.name(), "name").strip(),
            displayName == null ? "" : displayName,
            JsonBody.required(body.password(), "password"));
    begin(ctx, Callers.of(ctx), account);
  }

  private void begin(Context ctx, Caller caller, Account account) {
    // A browser that signs in again leaves its former session behind: that one ends.
    String former = caller.sessionCookie();
    if (former != null && !former.isEmpty()) {
      sessions.end(former);
    }
    String cookie = sessions.begin(account.id(), caller.userAgent());
    ctx.cookie(cookie(ctx, cookie, Math.toIntExact(Sessions.LONGEST.toSeconds())));
    ctx.json(new SignedIn(true, false, Sessions.csrf(cookie), PersonJson.of(account)));
  }

  /// Other sites' forms cannot send JSON without asking first: that is what protects the calls that
  /// need no session.
  private static void requireJson(Context ctx) {
    String type = ctx.req().getContentType();
    if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
      throw new Problem.Invalid("This call takes Content-Type: application/json.");
    }
  }

  private static Cookie cookie(Context ctx, String value, int maxAge) {
    boolean secure = ctx.scheme().equals("https");
    return new Cookie(Callers.COOKIE, value, "/", maxAge, secure, true, null, SameSite.LAX);
  }
}
