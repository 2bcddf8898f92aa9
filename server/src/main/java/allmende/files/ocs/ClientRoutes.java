package allmende.files.ocs;

import allmende.files.Rights;
import allmende.files.Tree;
import allmende.identity.Actor;
import allmende.identity.Gate;
import allmende.identity.http.Callers;
import allmende.platform.http.Ocs;
import allmende.spaces.Membership;
import allmende.spaces.Spaces;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `status.php`, and the OCS answers that a sync client needs: what we can do, and who it is signed
/// in as.
public final class ClientRoutes {
  /// The Nextcloud release whose protocol we speak. Clients warn about servers that look older than
  /// they know.
  private static final int MAJOR = 32;

  private static final String VERSION = MAJOR + ".0.0";

  private static final Pattern DESKTOP = Pattern.compile("mirall/([0-9]{1,4})\\.([0-9]{1,3})");

  /// Links, and shares with people and groups; nobody passes on what was shared with them.
  ///
  /// Source: nextcloud/server, apps/files_sharing/lib/Capabilities.php.
  private static final Map<String, Object> SHARING =
      Map.of(
          "api_enabled",
          true,
          "public",
          Map.of(
              "enabled", true,
              "password", Map.of("enforced", false, "askForOptionalPassword", false),
              "expire_date", Map.of("enabled", false, "enforced", false),
              "multiple_links", true,
              "send_mail", false,
              "upload", true,
              "upload_files_drop", true,
              // By these names older clients know the same.
              "multiple", true,
              "supports_upload_only", true,
              "custom_tokens", false),
          "sharee",
          Map.of("minSearchStringLength", 2, "query_lookup_default", false),
          "resharing",
          false,
          "user",
          Map.of("send_mail", false, "expire_date", Map.of("enabled", true, "enforced", false)),
          "group_sharing",
          true,
          "group",
          Map.of("enabled", true, "expire_date", Map.of("enabled", true, "enforced", false)),
          "default_permissions",
          Rights.ALL,
          "federation",
          Map.of("outgoing", false, "incoming", false));

  private final Gate gate;
  private final Spaces spaces;
  private final Tree tree;

  public ClientRoutes(Gate gate, Spaces spaces, Tree tree) {
    this.gate = gate;
    this.spaces = spaces;
    this.tree = tree;
  }

  public void add(RoutesConfig routes) {
    routes.get("/status.php", ctx -> ctx.json(status()));
    routes.get("/index.php/204", ctx -> ctx.status(204));
    Ocs.get(routes, "/cloud/capabilities", ClientRoutes::capabilities);
    Ocs.get(routes, "/cloud/user", this::user);
    // Nothing is notified yet: clients ask, and hear so.
    Ocs.get(routes, "/apps/notifications/api/v2/notifications", this::nothing);
    Ocs.get(routes, "/core/navigation/apps", this::nothing);
  }

  private List<Object> nothing(Context ctx) {
    gate.require(Callers.of(ctx));
    return List.of();
  }

  private static Map<String, Object> status() {
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("installed", true);
    status.put("maintenance", false);
    status.put("needsDbUpgrade", false);
    status.put("version", VERSION + ".0");
    status.put("versionstring", VERSION);
    status.put("edition", "");
    status.put("productname", "Allmende");
    status.put("extendedSupport", false);
    return status;
  }

  /// Where clients hear of changes, under the address by which they came (nextcloud/notify_push).
  private static Map<String, Object> push(Context ctx) {
    String authority = "://" + ctx.host();
    boolean secure = ctx.scheme().equals("https");
    return Map.of(
        "type",
        List.of("files", "activities"),
        "endpoints",
        Map.of(
            "websocket",
            (secure ? "wss" : "ws") + authority + "/push/ws",
            "pre_auth",
            (secure ? "https" : "http") + authority + "/index.php/apps/notify_push/pre_auth"));
  }

  private static Map<String, Object> capabilities(Context ctx) {
    return Map.of(
        "version",
        Map.of(
            "major",
            MAJOR,
            "minor",
            0,
            "micro",
            0,
            "string",
            VERSION,
            "edition",
            "",
            "extendedSupport",
            false),
        "capabilities",
        Map.of(
            "core", Map.of("pollinterval", 60, "webdav-root", "remote.php/webdav"),
            "checksums",
                Map.of("supportedTypes", List.of("SHA1", "SHA256"), "preferredUploadType", "SHA1"),
            "dav", dav(ctx),
            "files",
                Map.of(
                    "bigfilechunking", true,
                    "locking", "1.0",
                    "api-feature-lock-type", true,
                    "favorites", true,
                    "undelete", true,
                    "versioning", true,
                    "blacklisted_files", List.of(),
                    "forbidden_filenames", List.of()),
            "notify_push", push(ctx),
            "files_sharing", SHARING,
            "activity", Map.of("apiv2", List.of("filters", "previews", "rich-strings")),
            "theming", Map.of("name", "Allmende", "slogan", "", "color", "#1f6f4a")));
  }

  private static Map<String, Object> dav(Context ctx) {
    String client = Optional.ofNullable(ctx.header("User-Agent")).orElse("");
    return takesEmptyFilesInBulk(client)
        ? Map.of("chunking", "1.0", "bulkupload", "1.0")
        : Map.of("chunking", "1.0");
  }

  /// Before 3.9 the desktop client never gets a folder through in which a file is empty, once it
  /// knows of bulk uploads (nextcloud/desktop#5824).
  private static boolean takesEmptyFilesInBulk(String client) {
    Matcher desktop = DESKTOP.matcher(client);
    return !desktop.find()
        || Integer.parseInt(desktop.group(1)) * 1000 + Integer.parseInt(desktop.group(2)) >= 3009;
  }

  private Map<String, Object> user(Context ctx) {
    Actor actor = gate.require(Callers.of(ctx));
    Membership personal = spaces.of(actor.account().id()).getFirst();
    Map<String, Object> user = new LinkedHashMap<>();
    user.put("id", actor.account().name());
    user.put("enabled", true);
    user.put("display-name", actor.account().displayName());
    user.put("displayname", actor.account().displayName());
    user.put("email", actor.account().email());
    user.put("language", Optional.ofNullable(actor.account().language()).orElse("en"));
    user.put("quota", quota(personal, tree.used(personal.space().id())));
    return user;
  }

  private static Map<String, Object> quota(Membership personal, long used) {
    Long quota = personal.space().quota();
    // -3 is Nextcloud's «unlimited».
    long free = quota == null ? -3 : Math.max(0, quota - used);
    return Map.of(
        "quota",
        quota == null ? -3L : quota,
        "used",
        used,
        "free",
        free,
        "total",
        quota == null ? -3L : quota,
        "relative",
        quota == null || quota == 0 ? 0 : Math.round(10_000.0 * used / quota) / 100.0);
  }
}
