package allmende.identity.http;

import allmende.identity.Actor;
import allmende.identity.Gate;
import allmende.identity.LoginFlow;
import allmende.platform.problem.Problem;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;

/// The client's side of login flow v2 (`/index.php/login/v2`) and the page's side
/// (`/api/v1/login-flow`).
///
/// Source: Nextcloud developer manual, "Login Flow v2".
public final class LoginFlowRoutes {
  private final Gate gate;
  private final LoginFlow flow;

  public LoginFlowRoutes(Gate gate, LoginFlow flow) {
    this.gate = gate;
    this.flow = flow;
  }

  public void add(RoutesConfig routes) {
    routes.post("/index.php/login/v2", this::start);
    routes.post("/login/v2", this::start);
    routes.post("/index.php/login/v2/poll", this::poll);
    routes.post("/login/v2/poll", this::poll);
    routes.get("/api/v1/login-flow/{token}", this::show);
    routes.post("/api/v1/login-flow/{token}/grant", this::grant);
  }

  record Poll(String token, String endpoint) {}

  record Start(Poll poll, String login) {}

  record Granted(String server, String loginName, String appPassword) {}

  record AskingJson(String client, String createdAt) {}

  private void start(Context ctx) {
    String server = server(ctx);
    var caller = Callers.of(ctx);
    LoginFlow.Started started = flow.start(caller.userAgent(), caller.address());
    ctx.json(
        new Start(
            new Poll(started.pollToken(), server + "/login/v2/poll"),
            server + "/login/flow/" + started.flowToken()));
  }

  private void poll(Context ctx) {
    String token = ctx.formParam("token");
    Optional<LoginFlow.Granted> granted = token == null ? Optional.empty() : flow.poll(token);
    if (granted.isEmpty()) {
      // Clients take exactly this for "not yet".
      ctx.status(404).json(List.of());
    } else {
      ctx.json(new Granted(server(ctx), granted.get().loginName(), granted.get().appPassword()));
    }
  }

  private void show(Context ctx) {
    LoginFlow.Asking asking =
        flow.asking(ctx.pathParam("token"))
            .orElseThrow(() -> new Problem.NotFound("This request has expired."));
    ctx.json(new AskingJson(asking.client(), asking.createdAt().toString()));
  }

  private void grant(Context ctx) {
    Actor actor = gate.require(Callers.of(ctx));
    flow.grant(ctx.pathParam("token"), actor);
    ctx.status(204);
  }

  private static String server(Context ctx) {
    String host = ctx.host();
    if (host == null || host.isEmpty()) {
      throw new Problem.Invalid("The request names no host.");
    }
    return ctx.scheme() + "://" + host;
  }
}
