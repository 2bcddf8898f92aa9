package allmende.files.http;

import allmende.files.FileId;
import allmende.files.Trash;
import allmende.identity.Account;
import allmende.identity.AccountId;
import allmende.identity.Actor;
import allmende.identity.Gate;
import allmende.identity.People;
import allmende.identity.http.Callers;
import allmende.identity.http.JsonBody;
import allmende.spaces.SpaceId;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What was thrown away, and its way back.
public final class TrashRoutes {
  private final Gate gate;
  private final People people;
  private final Trash trash;

  public TrashRoutes(Gate gate, People people, Trash trash) {
    this.gate = gate;
    this.people = people;
    this.trash = trash;
  }

  public void add(RoutesConfig routes) {
    routes.get("/api/v1/spaces/{id}/trash", this::list);
    routes.delete("/api/v1/spaces/{id}/trash", this::empty);
    routes.post("/api/v1/trash/{id}/restore", this::restore);
    routes.delete("/api/v1/trash/{id}", this::purge);
  }

  record ItemJson(
      String id,
      String name,
      String kind,
      long size,
      String originalPath,
      String deletedAt,
      @Nullable String deletedBy) {}

  record PageJson(List<ItemJson> items, @Nullable String next) {}

  private void list(Context ctx) {
    Actor actor = gate.require(Callers.of(ctx));
    Optional<String> after =
        Optional.ofNullable(ctx.queryParam("after")).filter(cursor -> !cursor.isEmpty());
    SpaceId space = new SpaceId(JsonBody.id(ctx.pathParam("id")));
    Trash.Page page = trash.page(actor, space, after, NodeRoutes.limit(ctx));
    List<AccountId> deleters =
        page.items().stream()
            .map(Trash.Item::deleter)
            .flatMap(Optional::stream)
            .distinct()
            .toList();
    Map<AccountId, Account> accounts = people.byIds(deleters);
    ctx.json(
        new PageJson(
            page.items().stream()
                .map(item ->
                    json(
                        item,
                        item.deleter().map(accounts::get).map(Account::displayName).orElse(null)))
                .toList(),
            page.next().orElse(null)));
  }

  private void restore(Context ctx) {
    Actor actor = gate.require(Callers.of(ctx));
    ctx.json(NodeJson.of(trash.restore(actor, id(ctx))));
  }

  private void purge(Context ctx) {
    Actor actor = gate.require(Callers.of(ctx));
    trash.purge(actor, id(ctx));
    ctx.status(204);
  }

  private void empty(Context ctx) {
    Actor actor = gate.require(Callers.of(ctx));
    trash.empty(actor, new SpaceId(JsonBody.id(ctx.pathParam("id"))));
    ctx.status(204);
  }

  private static ItemJson json(Trash.Item item, @Nullable String deleter) {
    return new ItemJson(
        NodeJson.text(item.node().id()),
        item.node().name(),
        NodeJson.kind(item.node()),
        item.node().size(),
        item.place(),
        NodeJson.time(item.deletedAt()),
        deleter);
  }

  private static FileId id(Context ctx) {
    return new FileId(JsonBody.id(ctx.pathParam("id")));
  }
}
