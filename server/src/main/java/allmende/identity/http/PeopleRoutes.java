package allmende.identity.http;

import allmende.identity.Account;
import allmende.identity.Actor;
import allmende.identity.Author;
import allmende.identity.Caller;
import allmende.identity.Credential;
import allmende.identity.Gate;
import allmende.identity.PasswordCheck;
import allmende.identity.People;
import allmende.platform.problem.Problem;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One's own account, and everybody's for administrators (`/api/v1/me`, `/api/v1/people`).
public final class PeopleRoutes {
  private final Gate gate;
  private final People people;
  private final PasswordCheck passwordCheck;

  public PeopleRoutes(Gate gate, People people, PasswordCheck passwordCheck) {
    this.gate = gate;
    this.people = people;
    this.passwordCheck = passwordCheck;
  }

  public void add(RoutesConfig routes) {
    routes.patch("/api/v1/me", this::changeMe);
    routes.post("/api/v1/me/password", this::changePassword);
    routes.get("/api/v1/people", this::list);
    routes.post("/api/v1/people", this::addPerson);
  }

  record NewPerson(
      @Nullable String name,
      @Nullable String displayName,
      @Nullable String email,
      @Nullable String password,
      @Nullable Boolean administrator) {}

  private void changeMe(Context ctx) {
    Actor actor = gate.require(Callers.of(ctx));
    Account me = actor.account();
    Map<?, ?> changes = JsonBody.asMap(ctx);
    String displayName = text(changes, "displayName", me.displayName());
    ctx.json(
        PersonJson.of(
            people.update(
                Author.of(actor, "owner"),
                me.id(),
                displayName == null ? "" : displayName,
                text(changes, "email", me.email()),
                text(changes, "language", me.language()))));
  }

  private static @Nullable String text(Map<?, ?> changes, String field, @Nullable String before) {
    if (!changes.containsKey(field)) {
      return before;
    }
    Object value = changes.get(field);
    if (value != null && !(value instanceof String)) {
      throw new Problem.Invalid("The field \"" + field + "\" is a text or null.");
    }
    return (String) value;
  }

  private void changePassword(Context ctx) {
    Caller caller = Callers.of(ctx);
    Actor actor = gate.require(caller);
    Map<?, ?> body = JsonBody.asMap(ctx);
    String current = JsonBody.required(text(body, "current", null), "current");
    String fresh = JsonBody.required(text(body, "new", null), "new");
    if (passwordCheck.check(actor.account().name(), current, caller.address()).isEmpty()) {
      throw new Problem.Denied("The current password is wrong.");
    }
    people.changePassword(
        Author.of(actor, "owner"),
        actor.account().id(),
        fresh,
        actor.credential() instanceof Credential.Session session
            ? Optional.of(session)
            : Optional.empty());
    ctx.status(204);
  }

  private void list(Context ctx) {
    administrator(ctx);
    ctx.json(people.all().stream().map(PersonJson::of).toList());
  }

  private void addPerson(Context ctx) {
    Author by = administrator(ctx);
    NewPerson body = JsonBody.as(ctx, NewPerson.class);
    String displayName = body.displayName();
    Account added =
        people.add(
            by,
            JsonBody.required(body.name(), "name"),
            displayName == null ? "" : displayName,
            body.email(),
            JsonBody.required(body.password(), "password"),
            Boolean.TRUE.equals(body.administrator()));
    ctx.status(201).json(PersonJson.of(added));
  }

  private Author administrator(Context ctx) {
    return Author.administrator(gate.require(Callers.of(ctx)));
  }
}
