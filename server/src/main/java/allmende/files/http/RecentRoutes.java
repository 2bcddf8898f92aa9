package allmende.files.http;

import allmende.files.Recent;
import allmende.identity.Actor;
import allmende.identity.Gate;
import allmende.identity.http.Callers;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/// What one used last (`/api/v1/recent`).
public final class RecentRoutes {
  private final Gate gate;
  private final Recent recent;

  public RecentRoutes(Gate gate, Recent recent) {
    this.gate = gate;
    this.recent = recent;
  }

  public void add(RoutesConfig routes) {
    routes.get("/api/v1/recent", this::list);
  }

  record UsedJson(NodeJson node, String at, String how) {}

  private void list(Context ctx) {
    Actor actor = gate.require(Callers.of(ctx));
    ctx.json(
        recent.of(actor, Math.min(NodeRoutes.limit(ctx), Recent.MOST)).stream()
            .map(used ->
                new UsedJson(
                    NodeJson.of(used.file()),
                    used.at().toString(),
                    used.opened() ? "opened" : "changed"))
            .toList());
  }
}
