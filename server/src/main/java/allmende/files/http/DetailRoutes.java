package allmende.files.http;

import allmende.files.Details;
import allmende.files.FileId;
import allmende.files.Version;
import allmende.files.VersionId;
import allmende.files.Versions;
import allmende.identity.Account;
import allmende.identity.AccountId;
import allmende.identity.Actor;
import allmende.identity.Gate;
import allmende.identity.Group;
import allmende.identity.GroupId;
import allmende.identity.Groups;
import allmende.identity.People;
import allmende.identity.http.Callers;
import allmende.identity.http.JsonBody;
import allmende.spaces.GroupMember;
import allmende.spaces.Kind;
import allmende.spaces.Member;
import allmende.spaces.Role;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the pages show beside a thing: the details of it and its versions, whose bytes are the
/// [VersionEdge]'s.
public final class DetailRoutes {
  private final Gate gate;
  private final People people;
  private final Groups groups;
  private final Details details;
  private final Versions versions;

  public DetailRoutes(Gate gate, People people, Groups groups, Details details, Versions versions) {
    this.gate = gate;
    this.people = people;
    this.groups = groups;
    this.details = details;
    this.versions = versions;
  }

  public void add(RoutesConfig routes) {
    routes.get("/api/v1/nodes/{id}/details", this::details);
    routes.get("/api/v1/nodes/{id}/versions", this::versions);
    routes.post("/api/v1/nodes/{id}/versions/{version}/restore", this::restore);
  }

  record SpaceJson(String id, String kind, String name) {}

  record RoleJson(String name, String role) {}

  /// @param author the display name
  record DetailsJson(
      String createdAt,
      @Nullable String author,
      SpaceJson space,
      List<RoleJson> people,
      List<RoleJson> groups) {}

  record VersionJson(String id, long size, String modifiedAt, @Nullable String author) {}

  private void details(Context ctx) {
    Details.About about = details.of(actor(ctx), file(ctx));
    List<Member> members = about.belonging().people();
    Map<AccountId, Account> known =
        people.byIds(
            Stream.concat(members.stream().map(Member::account), about.author().stream())
                .collect(Collectors.toSet()));
    List<GroupMember> inGroups = about.belonging().groups();
    Map<GroupId, Group> named = inGroups.isEmpty() ? Map.of() : named(inGroups);
    ctx.json(
        new DetailsJson(
            about.created().toString(),
            name(known, about.author()),
            new SpaceJson(
                Long.toString(about.space().id().value()),
                about.space().kind() == Kind.TEAM ? "team" : "personal",
                about.space().name()),
            members.stream()
                .filter(one -> known.containsKey(one.account()))
                .map(one -> role(name(known, Optional.of(one.account())), one.role()))
                .toList(),
            inGroups.stream()
                .flatMap(one -> ofGroup(named.get(one.group()), one.role()))
                .toList()));
  }

  private void versions(Context ctx) {
    List<Version> found = versions.list(actor(ctx), file(ctx));
    Map<AccountId, Account> known =
        people.byIds(
            found.stream().flatMap(one -> one.author().stream()).collect(Collectors.toSet()));
    ctx.json(
        found.stream()
            .map(one ->
                new VersionJson(
                    Long.toString(one.id().value()),
                    one.content().size(),
                    NodeJson.time(one.mtime()),
                    name(known, one.author())))
            .toList());
  }

  private void restore(Context ctx) {
    Actor actor = actor(ctx);
    VersionId version = new VersionId(JsonBody.id(ctx.pathParam("version")));
    ctx.json(NodeJson.of(versions.restore(actor, file(ctx), version)));
  }

  private Map<GroupId, Group> named(List<GroupMember> members) {
    return groups.byIds(members.stream().map(GroupMember::group).toList());
  }

  /// Nothing of a group that is gone.
  private static Stream<RoleJson> ofGroup(@Nullable Group group, Role role) {
    return group == null ? Stream.of() : Stream.of(role(group.name(), role));
  }

  private static RoleJson role(@Nullable String name, Role role) {
    return new RoleJson(name == null ? "" : name, role.name().toLowerCase(Locale.ROOT));
  }

  private static @Nullable String name(Map<AccountId, Account> known, Optional<AccountId> account) {
    return account.map(known::get).map(Account::displayName).orElse(null);
  }

  private static FileId file(Context ctx) {
    return new FileId(JsonBody.id(ctx.pathParam("id")));
  }

  private Actor actor(Context ctx) {
    return gate.require(Callers.of(ctx));
  }
}
