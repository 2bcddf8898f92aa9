package allmende.files.http;

import allmende.files.FileId;
import allmende.files.LinkChange;
import allmende.files.LinkId;
import allmende.files.Links;
import allmende.files.Rights;
import allmende.identity.Actor;
import allmende.identity.Gate;
import allmende.identity.http.Callers;
import allmende.identity.http.JsonBody;
import allmende.platform.problem.Problem;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Giving links and taking them back, for the pages.
public final class LinkRoutes {
  private final Gate gate;
  private final Links links;

  public LinkRoutes(Gate gate, Links links) {
    this.gate = gate;
    this.links = links;
  }

  public void add(RoutesConfig routes) {
    routes.get("/api/v1/shares", this::mine);
    routes.get("/api/v1/nodes/{id}/links", this::of);
    routes.post("/api/v1/nodes/{id}/links", this::make);
    routes.patch("/api/v1/shares/{id}", this::change);
    routes.delete("/api/v1/shares/{id}", this::remove);
  }

  private void mine(Context ctx) {
    ctx.json(LinkJson.all(links.mine(actor(ctx))));
  }

  private void of(Context ctx) {
    ctx.json(LinkJson.all(links.of(actor(ctx), new FileId(id(ctx)))));
  }

  private void make(Context ctx) {
    Actor actor = actor(ctx);
    FileId node = new FileId(id(ctx));
    List<LinkChange> wanted = wanted(JsonBody.asMap(ctx));
    ctx.status(201).json(LinkJson.of(links.make(actor, node, wanted)));
  }

  private void change(Context ctx) {
    Actor actor = actor(ctx);
    List<LinkChange> wanted = wanted(JsonBody.asMap(ctx));
    ctx.json(LinkJson.of(links.change(actor, new LinkId(id(ctx)), wanted)));
  }

  private void remove(Context ctx) {
    links.remove(actor(ctx), new LinkId(id(ctx)));
    ctx.status(204);
  }

  private static List<LinkChange> wanted(Map<?, ?> body) {
    List<LinkChange> wanted = new ArrayList<>();
    if (body.containsKey("access")) {
      wanted.add(new LinkChange.Allow(rights(text(body, "access").orElse(""))));
    }
    if (body.containsKey("password")) {
      wanted.add(new LinkChange.Password(text(body, "password")));
    }
    if (body.containsKey("label")) {
      wanted.add(new LinkChange.Label(text(body, "label").orElse("")));
    }
    if (body.containsKey("note")) {
      wanted.add(new LinkChange.Note(text(body, "note").orElse("")));
    }
    if (body.containsKey("expiresAt")) {
      wanted.add(new LinkChange.Expires(text(body, "expiresAt").map(LinkRoutes::time)));
    }
    if (body.containsKey("downloadLimit")) {
      wanted.add(new LinkChange.MostDownloads(number(body.get("downloadLimit"))));
    }
    return wanted;
  }

  private static Rights rights(String access) {
    return switch (access) {
      case "view" -> new Rights(Rights.READ);
      case "edit" -> new Rights(Rights.READ | Rights.UPDATE | Rights.CREATE | Rights.DELETE);
      case "drop" -> new Rights(Rights.CREATE);
      default -> throw new Problem.Invalid("\"access\" is view, edit or drop.");
    };
  }

  /// Null means that it shall be no more.
  private static Optional<String> text(Map<?, ?> body, String field) {
    @Nullable Object value = body.get(field);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof String text) {
      return Optional.of(text);
    }
    throw new Problem.Invalid("The field \"" + field + "\" is a text.");
  }

  private static Optional<Long> number(@Nullable Object value) {
    return switch (value) {
      case null -> Optional.empty();
      case Integer number -> Optional.of(number.longValue());
      case Long number -> Optional.of(number);
      default -> throw new Problem.Invalid("\"downloadLimit\" is a whole number.");
    };
  }

  private static Instant time(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new Problem.Invalid("\"expiresAt\" is no time of RFC 3339.");
    }
  }

  private static long id(Context ctx) {
    return JsonBody.id(ctx.pathParam("id"));
  }

  private Actor actor(Context ctx) {
    return gate.require(Callers.of(ctx));
  }
}
