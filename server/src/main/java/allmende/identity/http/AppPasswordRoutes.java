package allmende.identity.http;

import allmende.identity.Actor;
import allmende.identity.AppPasswords;
import allmende.identity.Author;
import allmende.identity.Gate;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One's own app passwords (`/api/v1/me/app-passwords`).
public final class AppPasswordRoutes {
  private final Gate gate;
  private final AppPasswords appPasswords;

  public AppPasswordRoutes(Gate gate, AppPasswords appPasswords) {
    this.gate = gate;
    this.appPasswords = appPasswords;
  }

  public void add(RoutesConfig routes) {
    routes.get("/api/v1/me/app-passwords", this::list);
    routes.post("/api/v1/me/app-passwords", this::make);
    routes.delete("/api/v1/me/app-passwords/{id}", this::revoke);
  }

  record NewAppPassword(@Nullable String label) {}

  record MadeJson(String id, String label, String secret) {}

  record AppPasswordJson(
      String id,
      String label,
      String createdAt,
      @Nullable String lastUsedAt,
      @Nullable String lastClient) {
    static AppPasswordJson of(AppPasswords.AppPassword password) {
      Instant used = password.lastUsedAt();
      return new AppPasswordJson(
          Long.toString(password.id()),
          password.label(),
          password.createdAt().toString(),
          used == null ? null : used.toString(),
          password.lastClient());
    }
  }

  private void list(Context ctx) {
    Actor actor = gate.require(Callers.of(ctx));
    ctx.json(appPasswords.of(actor.account().id()).stream().map(AppPasswordJson::of).toList());
  }

  private void make(Context ctx) {
    Actor actor = gate.require(Callers.of(ctx));
    String label =
        JsonBody.required(JsonBody.as(ctx, NewAppPassword.class).label(), "label").strip();
    AppPasswords.Made made = appPasswords.make(actor, label);
    ctx.status(201).json(new MadeJson(Long.toString(made.id()), label, made.secret()));
  }

  private void revoke(Context ctx) {
    Actor actor = gate.require(Callers.of(ctx));
    appPasswords.revoke(
        Author.of(actor, "owner"), actor.account().id(), JsonBody.id(ctx.pathParam("id")));
    ctx.status(204);
  }
}
