package allmende.files.http;

import allmende.files.Arrange;
import allmende.files.Browse;
import allmende.files.FileId;
import allmende.identity.Actor;
import allmende.identity.Gate;
import allmende.identity.http.Callers;
import allmende.identity.http.JsonBody;
import allmende.platform.problem.Problem;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The calls on files and folders that take and give JSON; contents are the [ContentEdge]'s.
public final class NodeRoutes {
  private static final int MOST = 5_000;

  private final Asker asker;
  private final Browse browse;
  private final Arrange arrange;

  public NodeRoutes(Gate gate, Browse browse, Arrange arrange) {
    this(ctx -> gate.require(Callers.of(ctx)), browse, arrange);
  }

  NodeRoutes(Asker asker, Browse browse, Arrange arrange) {
    this.asker = asker;
    this.browse = browse;
    this.arrange = arrange;
  }

  /// Finds out who sent a request.
  @FunctionalInterface
  interface Asker {
    Actor of(Context ctx);
  }

  public void add(RoutesConfig routes) {
    add(routes, "/api/v1");
    routes.post("/api/v1/nodes/{id}/copy", this::copy);
  }

  /// The same calls below another address.
  void add(RoutesConfig routes, String base) {
    routes.get(base + "/nodes/{id}", this::find);
    routes.get(base + "/nodes/{id}/children", this::children);
    routes.post(base + "/nodes/{id}/folders", this::makeFolder);
    routes.patch(base + "/nodes/{id}", this::change);
    routes.delete(base + "/nodes/{id}", this::delete);
  }

  record PageJson(List<NodeJson> nodes, @Nullable String next) {}

  record NewFolder(@Nullable String name) {}

  record Change(@Nullable String name, @Nullable String parent, @Nullable String conflict) {}

  /// @param replaced the trash item that a file of that name has become
  record PlacedJson(
      @JsonUnwrapped NodeJson node,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String replaced) {
    static PlacedJson of(Arrange.Placed placed) {
      return new PlacedJson(
          NodeJson.of(placed.entry()), placed.replaced().map(NodeJson::text).orElse(null));
    }
  }

  record Discarded(String trashItem) {}

  private void find(Context ctx) {
    Actor actor = asker.of(ctx);
    ctx.json(NodeJson.of(browse.find(actor, id(ctx))));
  }

  private void children(Context ctx) {
    Actor actor = asker.of(ctx);
    Optional<String> after =
        Optional.ofNullable(ctx.queryParam("after")).filter(cursor -> !cursor.isEmpty());
    Browse.Page page = browse.children(actor, id(ctx), after, limit(ctx));
    ctx.json(
        new PageJson(
            page.entries().stream()
                .map(entry ->
                    NodeJson.of(
                        entry,
                        page.locked().contains(entry.node().id()),
                        page.linked().contains(entry.node().id())))
                .toList(),
            page.next().orElse(null)));
  }

  private void makeFolder(Context ctx) {
    Actor actor = asker.of(ctx);
    String name = JsonBody.required(JsonBody.as(ctx, NewFolder.class).name(), "name");
    ctx.status(201).json(NodeJson.of(arrange.makeFolder(actor, id(ctx), name)));
  }

  private void change(Context ctx) {
    Actor actor = asker.of(ctx);
    Change change = JsonBody.as(ctx, Change.class);
    Optional<FileId> parent =
        Optional.ofNullable(change.parent()).map(text -> new FileId(JsonBody.id(text)));
    Optional<String> name = Optional.ofNullable(change.name());
    if (name.isEmpty() && parent.isEmpty()) {
      throw new Problem.Invalid("Say what is to change: \"name\", \"parent\" or both.");
    }
    Arrange.Taken taken = ConflictWord.of(change.conflict());
    ctx.json(PlacedJson.of(arrange.move(actor, id(ctx), name, parent, taken)));
  }

  private void copy(Context ctx) {
    Actor actor = asker.of(ctx);
    Change change = JsonBody.as(ctx, Change.class);
    FileId folder = new FileId(JsonBody.id(JsonBody.required(change.parent(), "parent")));
    Optional<String> name = Optional.ofNullable(change.name());
    Arrange.Taken taken = ConflictWord.of(change.conflict());
    ctx.status(201).json(PlacedJson.of(arrange.copy(actor, id(ctx), folder, name, taken)));
  }

  private void delete(Context ctx) {
    Actor actor = asker.of(ctx);
    FileId id = id(ctx);
    arrange.delete(actor, id);
    ctx.json(new Discarded(NodeJson.text(id)));
  }

  /// How many entries a page is to have.
  static int limit(Context ctx) {
    String text = ctx.queryParam("limit");
    if (text == null) {
      return MOST;
    }
    long limit = JsonBody.id(text);
    if (limit < 1) {
      throw new Problem.Invalid("A page has one entry at the least.");
    }
    return (int) Math.min(limit, MOST);
  }

  private static FileId id(Context ctx) {
    return new FileId(JsonBody.id(ctx.pathParam("id")));
  }
}
