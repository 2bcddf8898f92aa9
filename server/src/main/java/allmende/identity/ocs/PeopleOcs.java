package allmende.identity.ocs;

import allmende.identity.Account;
import allmende.identity.Actor;
import allmende.identity.AppPasswords;
import allmende.identity.Author;
import allmende.identity.Credential;
import allmende.identity.Gate;
import allmende.identity.Group;
import allmende.identity.Groups;
import allmende.identity.People;
import allmende.identity.http.Callers;
import allmende.platform.http.Ocs;
import allmende.platform.problem.Problem;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Colleagues, whom one can find by a part of their name, and the app password that a client makes
/// for itself.
///
/// Source: Nextcloud developer manual, OCS "Sharee" and "Login flow: converting to app passwords".
public final class PeopleOcs {
  private static final int FEWEST_LETTERS = 2;
  private static final int MOST = 50;
  private static final int LONGEST_LABEL = 100;

  private final Gate gate;
  private final People people;
  private final Groups groups;
  private final AppPasswords appPasswords;

  public PeopleOcs(Gate gate, People people, Groups groups, AppPasswords appPasswords) {
    this.gate = gate;
    this.people = people;
    this.groups = groups;
    this.appPasswords = appPasswords;
  }

  public void add(RoutesConfig routes) {
    Ocs.get(routes, "/cloud/users", this::users);
    Ocs.get(routes, "/cloud/users/{name}", this::user);
    Ocs.get(routes, "/cloud/users/{name}/groups", this::groupsOf);
    Ocs.get(routes, "/apps/files_sharing/api/v1/sharees", this::sharees);
    Ocs.get(routes, "/core/autocomplete/get", this::autocomplete);
    Ocs.get(routes, "/core/getapppassword", this::makeAppPassword);
    Ocs.add(routes, HandlerType.DELETE, "/core/apppassword", this::revokeAppPassword);
  }

  private Map<String, Object> users(Context ctx) {
    require(ctx);
    return Map.of("users", found(ctx, "search").stream().map(Account::name).toList());
  }

  private Map<String, Object> user(Context ctx) {
    Actor actor = require(ctx);
    Account account = named(ctx);
    Map<String, Object> user = new LinkedHashMap<>();
    user.put("id", account.name());
    user.put("displayname", account.displayName());
    user.put("display-name", account.displayName());
    // Colleagues see one another's names; the rest is for oneself and for administrators.
    if (actor.account().administrator() || actor.account().id().equals(account.id())) {
      user.put("enabled", true);
      user.put("email", account.email());
      user.put("language", Optional.ofNullable(account.language()).orElse("en"));
      user.put("groups", names(groups.of(account.id())));
    }
    return user;
  }

  private Map<String, Object> groupsOf(Context ctx) {
    Actor actor = require(ctx);
    Account account = named(ctx);
    if (!actor.account().id().equals(account.id())) {
      actor.requireAdministrator();
    }
    return Map.of("groups", names(groups.of(account.id())));
  }

  private Map<String, Object> sharees(Context ctx) {
    require(ctx);
    String text = Optional.ofNullable(ctx.queryParam("search")).orElse("");
    List<Account> found = found(ctx, "search");
    List<Group> teams = isEnough(text.strip()) ? groups.search(text.strip(), MOST) : List.of();
    Map<String, Object> exact = kinds();
    exact.put("users", found.stream().filter(one -> is(one, text)).map(PeopleOcs::sharee).toList());
    exact.put(
        "groups", teams.stream().filter(one -> is(one, text)).map(PeopleOcs::sharee).toList());
    Map<String, Object> all = kinds();
    all.put("exact", exact);
    all.put("users", found.stream().filter(one -> !is(one, text)).map(PeopleOcs::sharee).toList());
    all.put("groups", teams.stream().filter(one -> !is(one, text)).map(PeopleOcs::sharee).toList());
    return all;
  }

  private List<Object> autocomplete(Context ctx) {
    require(ctx);
    return List.copyOf(
        found(ctx, "search").stream()
            .map(account ->
                Map.of(
                    "id",
                    account.name(),
                    "label",
                    account.displayName(),
                    "icon",
                    "icon-user",
                    "source",
                    "users",
                    "status",
                    List.of(),
                    "subline",
                    "",
                    "shareWithDisplayNameUnique",
                    account.name()))
            .toList());
  }

  private Map<String, Object> makeAppPassword(Context ctx) {
    Actor actor = require(ctx);
    String client = actor.client().isBlank() ? "App" : actor.client();
    String label = client.substring(0, Math.min(client.length(), LONGEST_LABEL));
    return Map.of("apppassword", appPasswords.make(actor, label).secret());
  }

  private List<Object> revokeAppPassword(Context ctx) {
    Actor actor = require(ctx);
    if (!(actor.credential() instanceof Credential.AppPassword password)) {
      throw new Problem.Denied("Only an app gives its own password back.");
    }
    appPasswords.revoke(Author.of(actor, "owner"), actor.account().id(), password.id());
    return List.of();
  }

  private List<Account> found(Context ctx, String parameter) {
    String text = Optional.ofNullable(ctx.queryParam(parameter)).orElse("").strip();
    return isEnough(text) ? people.search(text, MOST) : List.of();
  }

  /// Nobody gets the list of everybody by asking for nothing.
  private static boolean isEnough(String text) {
    return text.codePointCount(0, text.length()) >= FEWEST_LETTERS;
  }

  private Account named(Context ctx) {
    return people
        .byName(ctx.pathParam("name"))
        .orElseThrow(() -> new Problem.NotFound("There is nobody of that name."));
  }

  private static List<String> names(List<Group> some) {
    return some.stream().map(Group::name).toList();
  }

  private Actor require(Context ctx) {
    return gate.require(Callers.of(ctx));
  }

  private static boolean is(Account account, String text) {
    return account.name().equalsIgnoreCase(text) || account.displayName().equalsIgnoreCase(text);
  }

  private static Map<String, Object> sharee(Account account) {
    return Map.of(
        "label",
        account.displayName(),
        "subline",
        "",
        "icon",
        "icon-user",
        "value",
        Map.of("shareType", 0, "shareWith", account.name()),
        "shareWithDisplayNameUnique",
        account.name(),
        "status",
        List.of());
  }

  private static boolean is(Group group, String text) {
    return group.name().equalsIgnoreCase(text);
  }

  private static Map<String, Object> sharee(Group group) {
    return Map.of(
        "label", group.name(), "value", Map.of("shareType", 1, "shareWith", group.name()));
  }

  private static Map<String, Object> kinds() {
    Map<String, Object> kinds = new LinkedHashMap<>();
    for (String kind :
        List.of(
            "users",
            "groups",
            "remotes",
            "remote_groups",
            "emails",
            "circles",
            "rooms",
            "lookup")) {
      kinds.put(kind, List.of());
    }
    return kinds;
  }
}
