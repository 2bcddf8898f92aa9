package allmende.files.ocs;

import allmende.files.Browse;
import allmende.files.FileId;
import allmende.files.Link;
import allmende.files.Links;
import allmende.files.MediaType;
import allmende.files.Node;
import allmende.files.Received;
import allmende.files.Share;
import allmende.files.Shares;
import allmende.identity.Account;
import allmende.identity.AccountId;
import allmende.identity.Group;
import allmende.identity.GroupId;
import allmende.identity.Groups;
import allmende.identity.People;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A link or a share in Nextcloud's words.
final class ShareAnswer {
  private static final int PERSON = 0;
  private static final int GROUP = 1;
  private static final int LINK = 3;

  private final People people;
  private final Groups groups;

  ShareAnswer(People people, Groups groups) {
    this.people = people;
    this.groups = groups;
  }

  Map<String, Object> of(Links.Given given, Context ctx) {
    Link link = given.link();
    Map<String, Object> json =
        about(Long.toString(link.id().value()), LINK, link.giver(), given.at());
    json.put("permissions", link.rights().bits());
    json.put("can_edit", given.own());
    json.put("stime", link.made().getEpochSecond());
    json.put("expiration", lastDay(link.expires()));
    json.put("token", given.own() ? link.token() : null);
    json.put("note", link.note());
    json.put("label", link.label());
    json.put("file_target", path(given.at()));
    // Clients ask only whether there is one; the hash is nobody's business.
    @Nullable String password = link.password() == null ? null : "***";
    json.put("share_with", password);
    json.put("share_with_displayname", "(Shared link)");
    json.put("password", password);
    json.put("send_password_by_talk", false);
    json.put("url", given.own() ? url(ctx, link) : null);
    return json;
  }

  Map<String, Object> of(Shares.Given given) {
    Share share = given.share();
    int type = share.with() instanceof Share.With.Person ? PERSON : GROUP;
    Map<String, Object> json =
        about(Long.toString(share.id().value()), type, share.giver(), given.at());
    json.put("permissions", share.rights().bits());
    json.put("can_edit", given.own());
    json.put("stime", share.made().getEpochSecond());
    json.put("expiration", lastDay(share.expires()));
    json.put("token", null);
    json.put("note", share.note());
    json.put("label", "");
    json.put("file_target", given.received() ? path(given.at()) : "/" + name(given.at()));
    switch (share.with()) {
      case Share.With.Person(AccountId id) -> {
        Optional<Account> account = people.byId(id);
        json.put("share_with", account.map(Account::name).orElse(""));
        json.put("share_with_displayname", account.map(Account::displayName).orElse(""));
        json.put("share_with_displayname_unique", account.map(Account::name).orElse(""));
        json.put("status", List.of());
      }
      case Share.With.Team(GroupId id) -> {
        String name =
            Optional.ofNullable(groups.byIds(List.of(id)).get(id)).map(Group::name).orElse("");
        json.put("share_with", name);
        json.put("share_with_displayname", name);
      }
    }
    return json;
  }

  private Map<String, Object> about(String id, int type, AccountId giver, Browse.At at) {
    Node node = at.entry().node();
    Optional<Account> account = people.byId(giver);
    String name = account.map(Account::name).orElse("");
    String shown = account.map(Account::displayName).orElse("");
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", id);
    json.put("share_type", type);
    json.put("uid_owner", name);
    json.put("displayname_owner", shown);
    json.put("can_delete", true);
    json.put("parent", null);
    json.put("uid_file_owner", name);
    json.put("displayname_file_owner", shown);
    json.put("path", path(at));
    json.put("item_type", node.folder() ? "folder" : "file");
    json.put("item_permissions", at.entry().rights().bits());
    json.put("is-mount-root", at.entry().mount());
    json.put("mount-type", mountType(at));
    json.put("mimetype", node.folder() ? "httpd/unix-directory" : MediaType.orBytes(node.name()));
    json.put("has_preview", false);
    json.put("storage_id", "space::" + node.space().value());
    json.put("storage", node.space().value());
    json.put("item_source", node.id().value());
    json.put("file_source", node.id().value());
    json.put("file_parent", node.parent().map(FileId::value).orElse(0L));
    json.put("item_size", node.size());
    json.put("item_mtime", node.mtime());
    json.put("mail_send", 0);
    json.put("hide_download", 0);
    json.put("attributes", null);
    return json;
  }

  private static String mountType(Browse.At at) {
    Optional<Received> received = at.entry().received();
    if (received.isPresent()) {
      return "shared";
    }
    return at.entry().team() ? "group" : "";
  }

  private static @Nullable String lastDay(Optional<Instant> end) {
    return end.map(at ->
            at.minusMillis(1).atOffset(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS).toLocalDate()
                + " 00:00:00")
        .orElse(null);
  }

  private static String url(Context ctx, Link link) {
    return ctx.scheme() + "://" + ctx.host() + "/s/" + link.token();
  }

  private static String name(Browse.At at) {
    return at.entry().node().name();
  }

  /// From the person's root, where team spaces are folders.
  private static String path(Browse.At at) {
    return "/" + String.join("/", at.names());
  }
}
