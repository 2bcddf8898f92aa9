package allmende.identity.http;

import allmende.identity.Account;
import allmende.identity.AccountId;
import allmende.identity.Author;
import allmende.identity.Gate;
import allmende.identity.Group;
import allmende.identity.GroupId;
import allmende.identity.Groups;
import allmende.identity.People;
import allmende.platform.problem.Problem;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Groups and who belongs to them (`/api/v1/groups`): administrators decide, everybody finds one by
/// a part of its name.
public final class GroupRoutes {
  private static final int FEWEST_LETTERS = 2;
  private static final int MOST = 50;

  private final Gate gate;
  private final People people;
  private final Groups groups;

  public GroupRoutes(Gate gate, People people, Groups groups) {
    this.gate = gate;
    this.people = people;
    this.groups = groups;
  }

  public void add(RoutesConfig routes) {
    routes.get("/api/v1/groups", this::list);
    routes.post("/api/v1/groups", this::create);
    routes.patch("/api/v1/groups/{id}", this::rename);
    routes.delete("/api/v1/groups/{id}", this::remove);
    routes.get("/api/v1/groups/{id}/members", this::members);
    routes.put("/api/v1/groups/{id}/members/{personName}", this::addMember);
    routes.delete("/api/v1/groups/{id}/members/{personName}", this::removeMember);
  }

  record Name(@Nullable String name) {}

  private void list(Context ctx) {
    String text = ctx.queryParam("search");
    if (text == null) {
      administrator(ctx);
      ctx.json(groups.all().stream().map(GroupJson::of).toList());
      return;
    }
    gate.require(Callers.of(ctx));
    String wanted = text.strip();
    // As with colleagues: nobody gets the list of all by asking for nothing.
    boolean enough = wanted.codePointCount(0, wanted.length()) >= FEWEST_LETTERS;
    List<Group> found = enough ? groups.search(wanted, MOST) : List.of();
    ctx.json(found.stream().map(GroupJson::of).toList());
  }

  private void create(Context ctx) {
    ctx.status(201).json(GroupJson.of(groups.create(administrator(ctx), name(ctx))));
  }

  private void rename(Context ctx) {
    ctx.json(GroupJson.of(groups.rename(administrator(ctx), group(ctx), name(ctx))));
  }

  private void remove(Context ctx) {
    groups.remove(administrator(ctx), group(ctx));
    ctx.status(204);
  }

  private void members(Context ctx) {
    administrator(ctx);
    List<AccountId> members = groups.members(group(ctx));
    Map<AccountId, Account> accounts = people.byIds(members);
    ctx.json(
        members.stream().map(accounts::get).filter(Objects::nonNull).map(PersonJson::of).toList());
  }

  private void addMember(Context ctx) {
    groups.addMember(administrator(ctx), group(ctx), person(ctx));
    ctx.status(204);
  }

  private void removeMember(Context ctx) {
    groups.removeMember(administrator(ctx), group(ctx), person(ctx));
    ctx.status(204);
  }

  private AccountId person(Context ctx) {
    return people
        .byName(ctx.pathParam("personName"))
        .map(Account::id)
        .orElseThrow(() -> new Problem.NotFound("There is no such person."));
  }

  private static String name(Context ctx) {
    return JsonBody.required(JsonBody.as(ctx, Name.class).name(), "name");
  }

  private static GroupId group(Context ctx) {
    return new GroupId(JsonBody.id(ctx.pathParam("id")));
  }

  private Author administrator(Context ctx) {
    return Author.administrator(gate.require(Callers.of(ctx)));
  }
}
