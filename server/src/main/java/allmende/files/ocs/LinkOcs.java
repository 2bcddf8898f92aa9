package allmende.files.ocs;

import allmende.files.Browse;
import allmende.files.FileId;
import allmende.files.Link;
import allmende.files.LinkChange;
import allmende.files.LinkId;
import allmende.files.Links;
import allmende.files.MediaType;
import allmende.files.Node;
import allmende.files.Rights;
import allmende.files.Tree;
import allmende.identity.Account;
import allmende.identity.Actor;
import allmende.identity.Gate;
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
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Links as Nextcloud's clients manage them: shares of the type 3.
///
/// Source: Nextcloud developer manual, OCS Share API; nextcloud/server,
/// apps/files_sharing/lib/Controller/ShareAPIController.php.
public final class LinkOcs {
  private static final int LINK = 3;
  private static final int MISSING = 404;
  private static final String SHARES = "/apps/files_sharing/api/v1/shares";

  private final Gate gate;
  private final People people;
  private final Tree tree;
  private final Links links;

  public LinkOcs(Gate gate, People people, Tree tree, Links links) {
    this.gate = gate;
    this.people = people;
    this.tree = tree;
    this.links = links;
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
    if ("true".equals(ctx.queryParam("shared_with_me"))) {
      // A link is nobody's in particular.
      return List.of();
    }
    String path = ctx.queryParam("path");
    return List.copyOf(
        found(ctx, actor, Optional.ofNullable(path).filter(text -> !text.isEmpty())).stream()
            .map(given -> json(ctx, given))
            .toList());
  }

  private List<Links.Given> found(Context ctx, Actor actor, Optional<String> path) {
    if (path.isEmpty()) {
      return links.mine(actor);
    }
    Node node = tree.find(actor, steps(path.get())).node();
    if ("true".equals(ctx.queryParam("subfiles"))) {
      if (!node.folder()) {
        throw new Problem.Invalid("Not a directory");
      }
      return links.in(actor, node.id());
    }
    boolean reshares = "true".equals(ctx.queryParam("reshares"));
    return links.of(actor, node.id()).stream().filter(each -> reshares || each.own()).toList();
  }

  private List<Object> show(Context ctx) {
    return List.of(json(ctx, links.find(actor(ctx), id(ctx))));
  }

  private Map<String, Object> make(Context ctx) {
    Actor actor = actor(ctx);
    OcsFields fields = OcsFields.of(ctx);
    String type = fields.text("shareType").orElse("");
    if (!type.equals(Integer.toString(LINK))) {
      throw new Problem.Invalid("Only links can be shared here.");
    }
    String path =
        fields.text("path").orElseThrow(() -> new Problem.NotFound("Please say what to share."));
    Node node = tree.find(actor, steps(path)).node();
    List<LinkChange> wanted = wanted(fields, node.folder());
    return json(ctx, links.make(actor, node.id(), wanted));
  }

  private Map<String, Object> change(Context ctx) {
    Actor actor = actor(ctx);
    LinkId id = id(ctx);
    boolean folder = links.find(actor, id).at().entry().node().folder();
    return json(ctx, links.change(actor, id, wanted(OcsFields.of(ctx), folder)));
  }

  private List<Object> remove(Context ctx) {
    links.remove(actor(ctx), id(ctx));
    return List.of();
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
                Optional.of(text).filter(some -> !some.isEmpty()).map(LinkOcs::endOf)))
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

  private static String lastDay(Instant end) {
    return end.minusMillis(1).atOffset(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS).toLocalDate()
        + " 00:00:00";
  }

  private Map<String, Object> json(Context ctx, Links.Given given) {
    Link link = given.link();
    Node node = given.at().entry().node();
    Optional<Account> giver = people.byId(link.giver());
    String name = giver.map(Account::name).orElse("");
    String shown = giver.map(Account::displayName).orElse("");
    String path = path(given.at());
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", Long.toString(link.id().value()));
    json.put("share_type", LINK);
    json.put("uid_owner", name);
    json.put("displayname_owner", shown);
    json.put("permissions", link.rights().bits());
    json.put("can_edit", given.own());
    json.put("can_delete", true);
    json.put("stime", link.made().getEpochSecond());
    json.put("parent", null);
    json.put("expiration", link.expires().map(LinkOcs::lastDay).orElse(null));
    json.put("token", given.own() ? link.token() : null);
    json.put("uid_file_owner", name);
    json.put("note", link.note());
    json.put("label", link.label());
    json.put("displayname_file_owner", shown);
    json.put("path", path);
    json.put("item_type", node.folder() ? "folder" : "file");
    json.put("item_permissions", given.at().entry().rights().bits());
    json.put("is-mount-root", false);
    json.put("mount-type", given.at().entry().team() ? "group" : "");
    json.put("mimetype", node.folder() ? "httpd/unix-directory" : MediaType.orBytes(node.name()));
    json.put("has_preview", false);
    json.put("storage_id", "space::" + node.space().value());
    json.put("storage", node.space().value());
    json.put("item_source", node.id().value());
    json.put("file_source", node.id().value());
    json.put("file_parent", node.parent().map(FileId::value).orElse(0L));
    json.put("file_target", path);
    json.put("item_size", node.size());
    json.put("item_mtime", node.mtime());
    // Clients ask only whether there is one; the hash is nobody's business.
    @Nullable String password = link.password() == null ? null : "***";
    json.put("share_with", password);
    json.put("share_with_displayname", "(Shared link)");
    json.put("password", password);
    json.put("send_password_by_talk", false);
    json.put("url", given.own() ? url(ctx, link) : null);
    json.put("mail_send", 0);
    json.put("hide_download", 0);
    json.put("attributes", null);
    return json;
  }

  private static String url(Context ctx, Link link) {
    return ctx.scheme() + "://" + ctx.host() + "/s/" + link.token();
  }

  /// From the person's root, where team spaces are folders.
  private static String path(Browse.At at) {
    List<String> names = new ArrayList<>(at.path().stream().map(Browse.Step::name).toList());
    if (!at.entry().team()) {
      names.removeFirst();
    }
    return "/" + String.join("/", names);
  }

  private static List<String> steps(String path) {
    return List.of(path.split("/")).stream().filter(name -> !name.isEmpty()).toList();
  }

  private static LinkId id(Context ctx) {
    String id = ctx.pathParam("id");
    if (!id.matches("[0-9]{1,18}")) {
      throw new Problem.NotFound("Wrong share ID, share does not exist");
    }
    return new LinkId(Long.parseLong(id));
  }

  private Actor actor(Context ctx) {
    return gate.require(Callers.of(ctx));
  }
}
