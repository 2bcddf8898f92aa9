package allmende.spaces.http;

import allmende.identity.Account;
import allmende.identity.AccountId;
import allmende.identity.Actor;
import allmende.identity.Gate;
import allmende.identity.People;
import allmende.identity.http.Callers;
import allmende.identity.http.JsonBody;
import allmende.identity.http.PersonJson;
import allmende.platform.problem.Problem;
import allmende.spaces.Member;
import allmende.spaces.Membership;
import allmende.spaces.Role;
import allmende.spaces.Space;
import allmende.spaces.SpaceFigures;
import allmende.spaces.SpaceId;
import allmende.spaces.Spaces;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Spaces and their members (`/api/v1/spaces`).
public final class SpaceRoutes {
  private final Gate gate;
  private final People people;
  private final Spaces spaces;
  private final SpaceFigures figures;

  public SpaceRoutes(Gate gate, People people, Spaces spaces, SpaceFigures figures) {
    this.gate = gate;
    this.people = people;
    this.spaces = spaces;
    this.figures = figures;
  }

  public void add(RoutesConfig routes) {
    routes.get("/api/v1/spaces", this::list);
    routes.post("/api/v1/spaces", this::make);
    routes.patch("/api/v1/spaces/{id}", this::change);
    routes.get("/api/v1/spaces/{id}/members", this::members);
    routes.put("/api/v1/spaces/{id}/members/{personName}", this::setMember);
    routes.delete("/api/v1/spaces/{id}/members/{personName}", this::removeMember);
  }

  record SpaceJson(
      String id,
      String kind,
      String name,
      String role,
      String root,
      long used,
      @Nullable Long quota) {}

  record NewSpace(@Nullable String name, @Nullable Long quota) {}

  record MemberJson(PersonJson person, String role) {}

  record NewRole(@Nullable String role) {}

  private void list(Context ctx) {
    Actor actor = gate.require(Callers.of(ctx));
    ctx.json(spaces.of(actor.account().id()).stream().map(this::json).toList());
  }

  private void make(Context ctx) {
    Actor actor = gate.require(Callers.of(ctx));
    NewSpace body = JsonBody.as(ctx, NewSpace.class);
    Space made = spaces.makeTeam(actor, JsonBody.required(body.name(), "name"), body.quota());
    ctx.status(201).json(json(new Membership(made, Role.MANAGER)));
  }

  private void change(Context ctx) {
    Actor actor = gate.require(Callers.of(ctx));
    Map<?, ?> body = JsonBody.asMap(ctx);
    if (!body.containsKey("quota")) {
      throw new Problem.Invalid("The field \"quota\" is missing.");
    }
    spaces.setQuota(actor, spaceId(ctx), quota(body.get("quota")));
    ctx.status(204);
  }

  private static @Nullable Long quota(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Integer bytes -> bytes.longValue();
      case Long bytes -> bytes;
      default -> throw new Problem.Invalid("A quota is a number of bytes, or null for no limit.");
    };
  }

  private void members(Context ctx) {
    Actor actor = gate.require(Callers.of(ctx));
    List<Member> members = spaces.members(actor, spaceId(ctx));
    Map<AccountId, Account> accounts = people.byIds(members.stream().map(Member::account).toList());
    ctx.json(
        members.stream()
            .flatMap(member -> {
              Account account = accounts.get(member.account());
              return account == null
                  ? Stream.empty()
                  : Stream.of(new MemberJson(PersonJson.of(account), word(member.role())));
            })
            .toList());
  }

  private void setMember(Context ctx) {
    Actor actor = gate.require(Callers.of(ctx));
    Role role = role(JsonBody.required(JsonBody.as(ctx, NewRole.class).role(), "role"));
    spaces.setMember(actor, spaceId(ctx), person(ctx), role);
    ctx.status(204);
  }

  private void removeMember(Context ctx) {
    Actor actor = gate.require(Callers.of(ctx));
    spaces.removeMember(actor, spaceId(ctx), person(ctx));
    ctx.status(204);
  }

  private AccountId person(Context ctx) {
    return people
        .byName(ctx.pathParam("personName"))
        .map(Account::id)
        .orElseThrow(() -> new Problem.NotFound("There is no such person."));
  }

  private static SpaceId spaceId(Context ctx) {
    return new SpaceId(JsonBody.id(ctx.pathParam("id")));
  }

  private SpaceJson json(Membership membership) {
    Space space = membership.space();
    return new SpaceJson(
        Long.toString(space.id().value()),
        word(space.kind()),
        space.name(),
        word(membership.role()),
        figures.root(space.id()),
        figures.used(space.id()),
        space.quota());
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static Role role(String word) {
    return switch (word) {
      case "viewer" -> Role.VIEWER;
      case "editor" -> Role.EDITOR;
      case "manager" -> Role.MANAGER;
      default -> throw new Problem.Invalid("A role is viewer, editor or manager.");
    };
  }
}
