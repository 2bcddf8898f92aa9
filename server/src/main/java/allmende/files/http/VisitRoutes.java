package allmende.files.http;

import allmende.files.Arrange;
import allmende.files.Browse;
import allmende.files.Entry;
import allmende.files.Link;
import allmende.files.Rights;
import allmende.files.Visits;
import allmende.identity.http.Callers;
import allmende.identity.http.JsonBody;
import allmende.platform.problem.Problem;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the page behind a link asks, and the calls on files and folders below it
/// (`/api/v1/links/{token}`). Nobody is signed in there.
public final class VisitRoutes {
  private final Visits visits;
  private final Visitors visitors;
  private final NodeRoutes nodes;

  public VisitRoutes(Visits visits, Browse browse, Arrange arrange) {
    this.visits = visits;
    this.visitors = new Visitors(visits);
    this.nodes = new NodeRoutes(ctx -> visitors.enter(ctx).actor(), browse, arrange);
  }

  public void add(RoutesConfig routes) {
    routes.get("/api/v1/links/{token}", this::show);
    routes.post("/api/v1/links/{token}/unlock", this::unlock);
    nodes.add(routes, "/api/v1/links/{token}");
  }

  /// @param locked whether the password is still to be told; nothing else is told then
  /// @param access `view`, `edit` or `drop`
  /// @param counted whether downloads are limited
  record VisitJson(
      boolean locked,
      @Nullable String access,
      @Nullable String giver,
      @Nullable String note,
      @Nullable String expiresAt,
      boolean counted,
      @Nullable NodeJson node,
      @Nullable String name) {
    private static final VisitJson LOCKED =
        new VisitJson(true, null, null, null, null, false, null, null);

    static VisitJson of(Visits.Visit visit) {
      Link link = visit.link();
      Entry entry = visit.entry();
      boolean mayRead = entry.rights().can(Rights.READ);
      return new VisitJson(
          false,
          LinkJson.access(entry.rights()),
          visit.giver().displayName(),
          link.note(),
          link.expires().map(Instant::toString).orElse(null),
          link.mostDownloads().isPresent(),
          mayRead ? NodeJson.of(entry) : null,
          entry.node().name());
    }
  }

  record UnlockBody(@Nullable String password) {}

  private void show(Context ctx) {
    ctx.header("Cache-Control", "no-store");
    ctx.json(answer(ctx));
  }

  private VisitJson answer(Context ctx) {
    try {
      return VisitJson.of(visitors.enter(ctx));
    } catch (Problem.SignedOut e) {
      return VisitJson.LOCKED;
    }
  }

  private void unlock(Context ctx) {
    String password = JsonBody.required(JsonBody.as(ctx, UnlockBody.class).password(), "password");
    String token = ctx.pathParam("token");
    Visitors.remember(ctx, token, visits.unlock(token, password, Callers.of(ctx)));
    ctx.status(204);
  }
}
