package allmende.files.http;

import allmende.files.FileId;
import allmende.files.LinkChange;
import allmende.files.LinkId;
import allmende.files.Links;
import allmende.files.Rights;
import allmende.files.Share;
import allmende.files.ShareId;
import allmende.files.Shares;
import allmende.identity.AccountId;
import allmende.identity.Actor;
import allmende.identity.Gate;
import allmende.identity.GroupId;
import allmende.identity.Groups;
import allmende.identity.People;
import allmende.identity.http.Callers;
import allmende.identity.http.JsonBody;
import allmende.platform.problem.Problem;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Sharing by links and with people, and what one receives, for the pages.
public final class ShareRoutes {
  private static final int FEWEST_LETTERS = 2;
  private static final int MOST = 8;

  private final Gate gate;
  private final People people;
  private final Groups groups;
  private final Links links;
  private final Shares shares;

  public ShareRoutes(Gate gate, People people, Groups groups, Links links, Shares shares) {
    this.gate = gate;
    this.people = people;
    this.groups = groups;
    this.links = links;
    this.shares = shares;
  }

  public void add(RoutesConfig routes) {
    routes.get("/api/v1/shares", this::mine);
    routes.get("/api/v1/nodes/{id}/shares", this::of);
    routes.post("/api/v1/nodes/{id}/shares", this::share);
    routes.get("/api/v1/nodes/{id}/links", this::linksOf);
    routes.post("/api/v1/nodes/{id}/links", this::link);
    routes.patch("/api/v1/shares/{id}", this::change);
    routes.delete("/api/v1/shares/{id}", this::remove);
    routes.get("/api/v1/received", this::received);
    routes.delete("/api/v1/received/{id}", this::leave);
    routes.get("/api/v1/sharees", this::sharees);
  }

  private void mine(Context ctx) {
    Actor actor = actor(ctx);
    ctx.json(both(links.mine(actor), shares.mine(actor)));
  }

  private void of(Context ctx) {
    Actor actor = actor(ctx);
    FileId node = new FileId(id(ctx));
    ctx.json(both(links.of(actor, node), shares.of(actor, node)));
  }

  private void linksOf(Context ctx) {
    ctx.json(links.of(actor(ctx), new FileId(id(ctx))).stream().map(LinkJson::of).toList());
  }

  /// The newest first.
  private List<GivenJson> both(List<Links.Given> links, List<Shares.Given> shares) {
    return Stream.<GivenJson>concat(
            links.stream().map(LinkJson::of),
            shares.stream().map(given -> ShareJson.of(given, whom(given.share().with()))))
        .sorted(Comparator.comparing(GivenJson::madeAt).reversed())
        .toList();
  }

  private void link(Context ctx) {
    Actor actor = actor(ctx);
    FileId node = new FileId(id(ctx));
    List<LinkChange> wanted = wanted(JsonBody.asMap(ctx));
    ctx.status(201).json(LinkJson.of(links.make(actor, node, wanted)));
  }

  private void share(Context ctx) {
    Actor actor = actor(ctx);
    FileId node = new FileId(id(ctx));
    Map<?, ?> body = JsonBody.asMap(ctx);
    long whom = JsonBody.id(JsonBody.required(text(body, "with").orElse(null), "with"));
    Share.With with =
        switch (text(body, "kind").orElse("")) {
          case "person" -> new Share.With.Person(new AccountId(whom));
          case "group" -> new Share.With.Team(new GroupId(whom));
          default -> throw new Problem.Invalid("\"kind\" is person or group.");
        };
    ctx.status(201).json(json(shares.make(actor, node, with, wanted(body))));
  }

  private void change(Context ctx) {
    Actor actor = actor(ctx);
    long id = id(ctx);
    List<LinkChange> wanted = wanted(JsonBody.asMap(ctx));
    if (shares.isOne(id)) {
      ctx.json(json(shares.change(actor, new ShareId(id), wanted)));
    } else {
      ctx.json(LinkJson.of(links.change(actor, new LinkId(id), wanted)));
    }
  }

  private void remove(Context ctx) {
    Actor actor = actor(ctx);
    long id = id(ctx);
    if (shares.isOne(id)) {
      shares.remove(actor, new ShareId(id));
    } else {
      links.remove(actor, new LinkId(id));
    }
    ctx.status(204);
  }

  private void received(Context ctx) {
    ctx.json(
        shares.received(actor(ctx)).stream()
            .map(got ->
                ReceivedJson.of(
                    got,
                    got.received().shares().stream()
                        .map(share -> whom(share.with()))
                        .filter(who -> who.kind().equals("group"))
                        .toList()))
            .toList());
  }

  private void leave(Context ctx) {
    shares.leave(actor(ctx), new FileId(id(ctx)));
    ctx.status(204);
  }

  /// Whom one can share with, as one types.
  private void sharees(Context ctx) {
    Actor actor = actor(ctx);
    String text = Optional.ofNullable(ctx.queryParam("q")).orElse("").strip();
    if (text.codePointCount(0, text.length()) < FEWEST_LETTERS) {
      ctx.json(List.of());
      return;
    }
    Stream<WhomJson> persons =
        people.find(text, MOST).stream()
            .filter(account -> !account.id().equals(actor.account().id()))
            .map(WhomJson::of);
    ctx.json(Stream.concat(persons, groups.search(text, MOST).stream().map(WhomJson::of)).toList());
  }

  private ShareJson json(Shares.Given given) {
    return ShareJson.of(given, whom(given.share().with()));
  }

  private WhomJson whom(Share.With with) {
    return switch (with) {
      case Share.With.Person(AccountId id) ->
          people.byId(id).map(WhomJson::of).orElse(WhomJson.gone("person", id.value()));
      case Share.With.Team(GroupId id) ->
          Optional.ofNullable(groups.byIds(List.of(id)).get(id))
              .map(WhomJson::of)
              .orElse(WhomJson.gone("group", id.value()));
    };
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
      wanted.add(new LinkChange.Expires(text(body, "expiresAt").map(ShareRoutes::time)));
    }
    if (body.containsKey("downloadLimit")) {
      wanted.add(new LinkChange.MostDownloads(number(body.get("downloadLimit"))));
    }
    return wanted;
  }

  private static Rights rights(String access) {
    return switch (access) {
      case "view" -> new Rights(Rights.READ);
      case "add" -> new Rights(Rights.READ | Rights.CREATE);
      case "edit" -> new Rights(Rights.READ | Rights.UPDATE | Rights.CREATE | Rights.DELETE);
      case "drop" -> new Rights(Rights.CREATE);
      default -> throw new Problem.Invalid("\"access\" is view, add, edit or drop.");
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
