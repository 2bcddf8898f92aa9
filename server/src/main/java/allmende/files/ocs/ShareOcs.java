package allmende.files.ocs;

import allmende.files.FileId;
import allmende.files.LinkChange;
import allmende.files.LinkId;
import allmende.files.Links;
import allmende.files.Node;
import allmende.files.Rights;
import allmende.files.Share;
import allmende.files.ShareId;
import allmende.files.Shares;
import allmende.files.Tree;
import allmende.identity.Actor;
import allmende.identity.Gate;
import allmende.identity.Groups;
import allmende.identity.People;
import allmende.identity.http.Callers;
import allmende.platform.http.Ocs;
import allmende.platform.problem.Problem;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Links and shares as Nextcloud's clients manage them.
///
/// Source: Nextcloud developer manual, OCS Share API; nextcloud/server,
/// apps/files_sharing/lib/Controller/ShareAPIController.php.
public final class ShareOcs {
  private static final int MISSING = 404;
  private static final String SHARES = "/apps/files_sharing/api/v1/shares";

  private final Gate gate;
  private final People people;
  private final Groups groups;
  private final Tree tree;
  private final Links links;
  private final Shares shares;
  private final ShareAnswer answer;

  public ShareOcs(Gate gate, People people, Groups groups, Tree tree, Links links, Shares shares) {
    this.gate = gate;
    this.people = people;
    this.groups = groups;
    this.tree = tree;
    this.links = links;
    this.shares = shares;
    this.answer = new ShareAnswer(people, groups);
  }

  public void add(RoutesConfig routes) {
    Ocs.add(routes, HandlerType.GET, SHARES, MISSING, this::list);
    Ocs.add(routes, HandlerType.POST, SHARES, MISSING, this::make);
    Ocs.add(routes, HandlerType.GET, SHARES + "/{id}", MISSING, this::show);
    Ocs.add(routes, HandlerType.PUT, SHARES + "/{id}", MISSING, this::change);
    Ocs.add(routes, HandlerType.DELETE, SHARES + "/{id}", MISSING, this::remove);
  }

  private List<Object> list(Context ctx) {
    Actor actor = actor(ctx);
    Optional<Node> at =
        Optional.ofNullable(ctx.queryParam("path"))
            .filter(text -> !text.isEmpty())
            .map(text -> tree.find(actor, steps(text)).node());
    Optional<FileId> node = at.map(Node::id);
    if (isSet(ctx, "shared_with_me")) {
      return received(actor, node);
    }
    if (at.isEmpty() || node.isEmpty()) {
      return both(ctx, links.mine(actor), shares.mine(actor));
    }
    if (isSet(ctx, "subfiles")) {
      if (!at.get().folder()) {
        throw new Problem.Invalid("Not a directory");
      }
      return both(ctx, links.in(actor, node.get()), shares.in(actor, node.get()));
    }
    boolean reshares = isSet(ctx, "reshares");
    return both(
        ctx,
        links.of(actor, node.get()).stream().filter(each -> reshares || each.own()).toList(),
        shares.of(actor, node.get()).stream().filter(each -> reshares || each.own()).toList());
  }

  private List<Object> both(Context ctx, List<Links.Given> links, List<Shares.Given> shares) {
    List<Object> both = new ArrayList<>();
    shares.forEach(given -> both.add(answer.of(given)));
    links.forEach(given -> both.add(answer.of(given, ctx)));
    return List.copyOf(both);
  }

  private List<Object> received(Actor actor, Optional<FileId> node) {
    List<Object> received = new ArrayList<>();
    for (Shares.Got got : shares.received(actor)) {
      if (node.isEmpty() || node.get().equals(got.received().node())) {
        for (Share share : got.received().shares()) {
          received.add(answer.of(new Shares.Given(share, got.at(), true, false, true)));
        }
      }
    }
    return List.copyOf(received);
  }

  private List<Object> show(Context ctx) {
    Actor actor = actor(ctx);
    long id = id(ctx);
    return List.of(
        shares.isOne(id)
            ? answer.of(shares.find(actor, new ShareId(id)))
            : answer.of(links.find(actor, new LinkId(id)), ctx));
  }

  private Map<String, Object> make(Context ctx) {
    Actor actor = actor(ctx);
    OcsFields fields = OcsFields.of(ctx);
    String path =
        fields.text("path").orElseThrow(() -> new Problem.NotFound("Please say what to share."));
    Node node = tree.find(actor, steps(path)).node();
    List<LinkChange> wanted = wanted(fields, node.folder());
    String whom = fields.text("shareWith").orElse("");
    return switch (fields.text("shareType").orElse("")) {
      case "0" -> {
        Share.With with =
            people
                .byName(whom)
                .map(account -> new Share.With.Person(account.id()))
                .orElseThrow(() -> new Problem.NotFound("Please specify a valid user"));
        yield answer.of(shares.make(actor, node.id(), with, forPeople(all(wanted))));
      }
      case "1" -> {
        Share.With with =
            groups
                .byName(whom)
                .map(group -> new Share.With.Team(group.id()))
                .orElseThrow(() -> new Problem.NotFound("Please specify a valid group"));
        yield answer.of(shares.make(actor, node.id(), with, forPeople(all(wanted))));
      }
      case "3" -> answer.of(links.make(actor, node.id(), wanted), ctx);
      default -> throw new Problem.Invalid("Unknown share type");
    };
  }

  private Map<String, Object> change(Context ctx) {
    Actor actor = actor(ctx);
    long id = id(ctx);
    if (shares.isOne(id)) {
      boolean folder = shares.find(actor, new ShareId(id)).at().entry().node().folder();
      List<LinkChange> wanted = forPeople(wanted(OcsFields.of(ctx), folder));
      return answer.of(shares.change(actor, new ShareId(id), wanted));
    }
    boolean folder = links.find(actor, new LinkId(id)).at().entry().node().folder();
    return answer.of(links.change(actor, new LinkId(id), wanted(OcsFields.of(ctx), folder)), ctx);
  }

  private List<Object> remove(Context ctx) {
    Actor actor = actor(ctx);
    long id = id(ctx);
    if (shares.isOne(id)) {
      shares.remove(actor, new ShareId(id));
    } else {
      links.remove(actor, new LinkId(id));
    }
    return List.of();
  }

  /// Whoever says nothing of permissions means as many as there are (capability
  /// `default_permissions`).
  private static List<LinkChange> all(List<LinkChange> wanted) {
    List<LinkChange> all = new ArrayList<>(wanted);
    all.addFirst(new LinkChange.Allow(new Rights(Rights.ALL)));
    return all;
  }

  /// Clients send along what only links have; and whoever something is shared with may read it.
  private static List<LinkChange> forPeople(List<LinkChange> wanted) {
    List<LinkChange> fitting = new ArrayList<>();
    for (LinkChange change : wanted) {
      switch (change) {
        case LinkChange.Allow(Rights rights) ->
            fitting.add(new LinkChange.Allow(new Rights(rights.bits() | Rights.READ)));
        case LinkChange.Note _, LinkChange.Expires _ -> fitting.add(change);
        case LinkChange.Password _, LinkChange.Label _, LinkChange.MostDownloads _ -> {}
      }
    }
    return fitting;
  }

  private static List<LinkChange> wanted(OcsFields fields, boolean folder) {
    List<LinkChange> wanted = new ArrayList<>();
    rights(fields, folder).map(LinkChange.Allow::new).ifPresent(wanted::add);
    fields
        .text("password")
        .map(text -> new LinkChange.Password(Optional.of(text).filter(some -> !some.isEmpty())))
        .ifPresent(wanted::add);
    fields
        .text("expireDate")
        .map(text ->
            new LinkChange.Expires(
                Optional.of(text).filter(some -> !some.isEmpty()).map(ShareOcs::endOf)))
        .ifPresent(wanted::add);
    fields.text("label").map(LinkChange.Label::new).ifPresent(wanted::add);
    fields.text("note").map(LinkChange.Note::new).ifPresent(wanted::add);
    return wanted;
  }

  /// Older clients say `publicUpload` instead of a number.
  private static Optional<Rights> rights(OcsFields fields, boolean folder) {
    Optional<String> number = fields.text("permissions").filter(text -> !text.isEmpty());
    if (number.isPresent()) {
      String text = number.get();
      if (!text.matches("[0-9]{1,2}") || Integer.parseInt(text) > Rights.ALL) {
        throw new Problem.Invalid("Permissions are a number up to 31.");
      }
      return Optional.of(new Rights(Integer.parseInt(text)));
    }
    return fields
        .text("publicUpload")
        .map(text -> text.equals("true") || text.equals("1"))
        .map(upload -> upload && folder ? Rights.ALL & ~Rights.SHARE : Rights.READ)
        .map(Rights::new);
  }

  /// A link ends with the day that is named, as people read it.
  private static Instant endOf(String date) {
    try {
      // Some send a time along with the day.
      String day = date.length() > 10 ? date.substring(0, 10) : date;
      return LocalDate.parse(day).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException e) {
      throw new Problem.Invalid("Invalid date. Format must be YYYY-MM-DD");
    }
  }

  private static List<String> steps(String path) {
    return List.of(path.split("/")).stream().filter(name -> !name.isEmpty()).toList();
  }

  private static boolean isSet(Context ctx, String parameter) {
    return "true".equals(ctx.queryParam(parameter));
  }

  private static long id(Context ctx) {
    String id = ctx.pathParam("id");
    if (!id.matches("[0-9]{1,18}")) {
      throw new Problem.NotFound("Wrong share ID, share does not exist");
    }
    return Long.parseLong(id);
  }

  private Actor actor(Context ctx) {
    return gate.require(Callers.of(ctx));
  }
}
