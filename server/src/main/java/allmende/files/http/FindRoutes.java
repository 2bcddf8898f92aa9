package allmende.files.http;

import allmende.files.Find;
import allmende.identity.Account;
import allmende.identity.Actor;
import allmende.identity.Gate;
import allmende.identity.People;
import allmende.identity.http.Callers;
import allmende.spaces.SpaceFigures;
import allmende.spaces.Spaces;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;

/// Files, folders, people and spaces by their names, as one types (`/api/v1/find`).
public final class FindRoutes {
  private static final int USUAL = 20;

  private final Gate gate;
  private final Find find;
  private final People people;
  private final Spaces spaces;
  private final SpaceFigures figures;

  public FindRoutes(Gate gate, Find find, People people, Spaces spaces, SpaceFigures figures) {
    this.gate = gate;
    this.find = find;
    this.people = people;
    this.spaces = spaces;
    this.figures = figures;
  }

  public void add(RoutesConfig routes) {
    routes.get("/api/v1/find", this::find);
  }

  record FoundJson(List<NodeJson> files, List<WhoJson> people, List<WhereJson> spaces) {}

  /// What everybody may know of everybody.
  record WhoJson(String id, String name, String displayName) {}

  record WhereJson(String id, String name, String root) {}

  private void find(Context ctx) {
    Actor actor = gate.require(Callers.of(ctx));
    String asked = ctx.queryParam("q");
    String text = asked == null ? "" : asked;
    int most = ctx.queryParam("limit") == null ? USUAL : Math.min(NodeRoutes.limit(ctx), Find.MOST);
    ctx.json(
        new FoundJson(
            find.find(actor, text, most).stream().map(NodeJson::of).toList(),
            people.find(text, most).stream().map(FindRoutes::who).toList(),
            spaces.find(actor.account().id(), text).stream()
                .limit(most)
                .map(space ->
                    new WhereJson(
                        Long.toString(space.id().value()), space.name(), figures.root(space.id())))
                .toList()));
  }

  private static WhoJson who(Account account) {
    return new WhoJson(Long.toString(account.id().value()), account.name(), account.displayName());
  }
}
