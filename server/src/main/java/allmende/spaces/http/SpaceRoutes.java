package allmende.spaces.http;

import allmende.identity.Account;
import allmende.identity.AccountId;
import allmende.identity.Actor;
import allmende.identity.Gate;
import allmende.identity.Group;
import allmende.identity.GroupId;
import allmende.identity.Groups;
import allmende.identity.People;
import allmende.identity.http.Callers;
import allmende.identity.http.GroupJson;
import allmende.identity.http.JsonBody;
import allmende.identity.http.PersonJson;
import allmende.platform.problem.Problem;
import allmende.spaces.GroupMember;
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

/// Spaces, their members and how much they may hold (`/api/v1/spaces`).
public final class SpaceRoutes {
  private final Gate gate;
  private final People people;
  private final Groups groups;
  private final Spaces spaces;
  private final SpaceFigures figures;

  public SpaceRoutes(Gate gate, People people, Groups groups, Spaces spaces, SpaceFigures figures) {
    this.gate = gate;
    this.people = people;
    this.groups = groups;
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
    routes.get("/api/v1/spaces/{id}/groups", this::groups);
    routes.put("/api/v1/spaces/{id}/groups/{groupId}", this::setGroup);
    routes.delete("/api/v1/spaces/{id}/groups/{groupId}", this::removeGroup);
    routes.get("/api/v1/teams", this::teams);
    routes.get("/api/v1/people/{personName}/quota", this::quotaOfPerson);
    routes.put("/api/v1/people/{personName}/quota", this::setQuotaOfPerson);
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

  record GroupMemberJson(GroupJson group, String role) {}

  record NewRole(@Nullable String role) {}

  record TeamJson(String id, String name, long used, @Nullable Long quota) {}

  record QuotaJson(long used, @Nullable Long quota) {}

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
    spaces.setQuota(actor, spaceId(ctx), quota(ctx));
    ctx.status(204);
  }

  private void teams(Context ctx) {
    Actor actor = gate.require(Callers.of(ctx));
    ctx.json(
        spaces.teams(actor).stream()
            .map(team ->
                new TeamJson(
                    Long.toString(team.id().value()),
                    team.name(),
                    figures.used(team.id()),
                    team.quota()))
            .toList());
  }

  private void quotaOfPerson(Context ctx) {
    gate.require(Callers.of(ctx)).requireAdministrator();
    Space space = personal(ctx);
    ctx.json(new QuotaJson(figures.used(space.id()), space.quota()));
  }

  private void setQuotaOfPerson(Context ctx) {
    Actor actor = gate.require(Callers.of(ctx));
    actor.requireAdministrator();
    spaces.setQuota(actor, personal(ctx).id(), quota(ctx));
    ctx.status(204);
  }

  private Space personal(Context ctx) {
    return spaces.of(person(ctx)).getFirst().space();
  }

  private static @Nullable Long quota(Context ctx) {
    Map<?, ?> body = JsonBody.asMap(ctx);
    if (!body.containsKey("quota")) {
      throw new Problem.Invalid("The field \"quota\" is missing.");
    }
    return quota(body.get("quota"));
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

  private void groups(Context ctx) {
    Actor actor = gate.require(Callers.of(ctx));
    List<GroupMember> members = spaces.groups(actor, spaceId(ctx));
    Map<GroupId, Group> known = groups.byIds(members.stream().map(GroupMember::group).toList());
    ctx.json(
        members.stream()
            .flatMap(member -> {
              Group group = known.get(member.group());
              return group == null
                  ? Stream.empty()
                  : Stream.of(new GroupMemberJson(GroupJson.of(group), word(member.role())));
            })
            .toList());
  }

  private void setGroup(Context ctx) {
    Actor actor = gate.require(Callers.of(ctx));
    Role role = role(JsonBody.required(JsonBody.as(ctx, NewRole.class).role(), "role"));
    spaces.setGroup(actor, spaceId(ctx), groupId(ctx), role);
    ctx.status(204);
  }

  private void removeGroup(Context ctx) {
    Actor actor = gate.require(Callers.of(ctx));
    spaces.removeGroup(actor, spaceId(ctx), groupId(ctx));
    ctx.status(204);
  }

  private static GroupId groupId(Context ctx) {
    return new GroupId(JsonBody.id(ctx.pathParam("groupId")));
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
