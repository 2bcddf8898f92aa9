package allmende.identity.ocs;

import allmende.identity.Account;
import allmende.identity.AccountId;
import allmende.identity.Actor;
import allmende.identity.Gate;
import allmende.identity.Group;
import allmende.identity.Groups;
import allmende.identity.People;
import allmende.identity.http.Callers;
import allmende.platform.http.Ocs;
import allmende.platform.problem.Problem;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Groups, for reading.
///
/// Source: Nextcloud administration manual, "Instruction set for groups".
public final class GroupsOcs {
  private static final int MOST = 200;

  private final Gate gate;
  private final People people;
  private final Groups groups;

  public GroupsOcs(Gate gate, People people, Groups groups) {
    this.gate = gate;
    this.people = people;
    this.groups = groups;
  }

  public void add(RoutesConfig routes) {
    Ocs.get(routes, "/cloud/groups", this::list);
    Ocs.get(routes, "/cloud/groups/{group}", this::members);
    Ocs.get(routes, "/cloud/groups/{group}/users", this::members);
  }

  private Map<String, Object> list(Context ctx) {
    Actor actor = gate.require(Callers.of(ctx));
    String text = Optional.ofNullable(ctx.queryParam("search")).orElse("").strip();
    // Those who are no administrators learn of their own groups here; sharees finds others.
    List<Group> some =
        actor.account().administrator()
            ? text.isEmpty() ? groups.all() : groups.search(text, MOST)
            : groups.of(actor.account().id());
    return Map.of("groups", some.stream().map(Group::name).toList());
  }

  private Map<String, Object> members(Context ctx) {
    gate.require(Callers.of(ctx)).requireAdministrator();
    Group group =
        groups
            .byName(ctx.pathParam("group"))
            .orElseThrow(() -> new Problem.NotFound("There is no such group."));
    List<AccountId> members = groups.members(group.id());
    Map<AccountId, Account> accounts = people.byIds(members);
    return Map.of(
        "users",
        members.stream().map(accounts::get).filter(Objects::nonNull).map(Account::name).toList());
  }
}
