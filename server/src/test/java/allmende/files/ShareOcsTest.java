package allmende.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.identity.Actor;
import allmende.identity.Author;
import allmende.identity.Group;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Shares with people and groups as Nextcloud's clients and the pages manage and meet them.
class ShareOcsTest extends LinkHouse {
  private static final String[] FORM = {
    "OCS-APIREQUEST", "true", "Content-Type", "application/x-www-form-urlencoded"
  };
  private static final String[] JSON = {"Content-Type", "application/json"};
  private static final String PROPERTIES =
      "<d:propfind xmlns:d='DAV:' xmlns:oc='http://owncloud.org/ns'"
          + " xmlns:nc='http://nextcloud.org/ns'><d:prop><oc:permissions/><oc:share-types/>"
          + "<oc:owner-id/><oc:owner-display-name/><nc:is-mount-root/></d:prop></d:propfind>";

  private Actor ben;

  @BeforeEach
  void come() {
    ben = files.person("ben");
  }

  @Test
  void aClientSharesShowsChangesAndEndsIt() throws Exception {
    String body = "path=/Bau&shareType=0&shareWith=ben&permissions=31&password=&note=Bitte";
    JsonNode made = data(as(anna, "POST", at(""), body, FORM));
    String id = made.get("id").asString();
    assertEquals(0, made.get("share_type").asInt());
    assertEquals("ben", made.get("share_with").asString());
    assertEquals(15, made.get("permissions").asInt());
    assertEquals("anna", made.get("uid_owner").asString());
    assertEquals("Bitte", made.get("note").asString());
    assertTrue(made.get("token").isNull());
    assertEquals(1, data(as(anna, "GET", at("", "path=/Bau"), "")).size());
    assertEquals(1, data(as(anna, "GET", at("", "path=/&subfiles=true"), "")).size());
    assertEquals(0, data(as(anna, "GET", at("", "shared_with_me=true"), "")).size());
    assertEquals(made, data(as(anna, "GET", at("/" + id), "")).get(0));

    JsonNode received = data(as(ben, "GET", at("", "shared_with_me=true"), ""));
    assertEquals(1, received.size());
    assertEquals(id, received.get(0).get("id").asString());
    assertEquals("/Bau", received.get(0).get("file_target").asString());
    assertEquals("anna", received.get(0).get("uid_file_owner").asString());
    assertEquals(15, received.get(0).get("item_permissions").asInt());
    assertEquals(0, data(as(ben, "GET", at(""), "")).size());
    assertEquals(1, data(as(ben, "GET", at("", "shared_with_me=true&path=/Bau"), "")).size());

    String change = "permissions=1&expireDate=2031-12-24&note=Nur+lesen";
    JsonNode changed = data(as(anna, "PUT", at("/" + id), change, FORM));
    assertEquals(1, changed.get("permissions").asInt());
    assertEquals("2031-12-24 00:00:00", changed.get("expiration").asString());
    assertEquals("Nur lesen", changed.get("note").asString());
    assertEquals(404, as(ben, "PUT", at("/" + id), "permissions=15", FORM).statusCode());
    assertEquals(403, as(ben, "PUT", dav("Bau/Neu.txt"), "x").statusCode());

    data(as(anna, "DELETE", at("/" + id), ""));
    assertEquals(404, as(ben, "GET", dav("Bau/Plan.txt"), "").statusCode());
    assertEquals(404, as(anna, "GET", at("/" + id), "").statusCode());
  }

  @Test
  void aReceiverLeaves() throws Exception {
    Group group = files.house.groups.create(Author.COMMAND_LINE, "Technik");
    files.house.groups.addMember(Author.COMMAND_LINE, group.id(), ben.account().id());
    JsonNode made = data(as(anna, "POST", at(""), "path=/Bau&shareType=1&shareWith=Technik", FORM));
    assertEquals(1, made.get("share_type").asInt());
    assertEquals("Technik", made.get("share_with").asString());
    String id = made.get("id").asString();
    assertEquals(200, as(ben, "GET", dav("Bau/Plan.txt"), "").statusCode());
    assertEquals(1, data(as(ben, "GET", at("/" + id), "")).size());
    data(as(ben, "DELETE", at("/" + id), ""));
    assertEquals(404, as(ben, "GET", dav("Bau/Plan.txt"), "").statusCode());
    assertEquals(1, data(as(anna, "GET", at("", "path=/Bau"), "")).size());
    assertEquals(404, as(ben, "DELETE", at("/" + id), "").statusCode());
  }

  @Test
  void webDavShowsWhoseItIsAndWhatMayBeDone() throws Exception {
    data(as(anna, "POST", at(""), "path=/Bau&shareType=0&shareWith=ben&permissions=1", FORM));
    data(as(anna, "POST", at(""), "path=/Geheim.txt&shareType=0&shareWith=ben", FORM));
    String mount = as(ben, "PROPFIND", dav("Bau"), PROPERTIES, "Depth", "0").body();
    assertTrue(mount.contains("<oc:permissions>SGDNV</oc:permissions>"), mount);
    assertTrue(mount.contains("<oc:owner-id>anna</oc:owner-id>"), mount);
    assertTrue(mount.contains("<nc:is-mount-root>true</nc:is-mount-root>"), mount);
    assertTrue(mount.contains("<oc:share-types/>"), mount);
    String inside = as(ben, "PROPFIND", dav("Bau/Plan.txt"), PROPERTIES, "Depth", "0").body();
    assertTrue(inside.contains("<oc:permissions>SG</oc:permissions>"), inside);
    assertTrue(inside.contains("<nc:is-mount-root>false</nc:is-mount-root>"), inside);
    String root = as(ben, "PROPFIND", dav(""), PROPERTIES, "Depth", "1").body();
    assertTrue(root.contains("<oc:permissions>SGDNVW</oc:permissions>"), root);
    assertTrue(root.contains("/remote.php/dav/files/ben/Bau/"), root);
    String hers =
        as(anna, "PROPFIND", "/remote.php/dav/files/anna/Bau", PROPERTIES, "Depth", "0").body();
    assertTrue(hers.contains("<oc:share-type>0</oc:share-type>"), hers);
    assertTrue(hers.contains("<oc:permissions>RGDNVCK</oc:permissions>"), hers);

    String to = "/remote.php/dav/files/ben/Anders";
    assertEquals(201, as(ben, "MOVE", dav("Bau"), "", "Destination", to).statusCode());
    assertEquals(200, as(ben, "GET", dav("Anders/Plan.txt"), "").statusCode());
    assertEquals(204, as(ben, "DELETE", dav("Anders"), "").statusCode());
    assertEquals(404, as(ben, "PROPFIND", dav("Anders"), "", "Depth", "0").statusCode());
    assertEquals("0123456789", files.text(files.find(anna, "Bau/Plan.txt").content()));
  }

  @Test
  void aPrivateLinkToASingleFileLeadsToWhatIsReceived() throws Exception {
    data(as(anna, "POST", at(""), "path=/Geheim.txt&shareType=0&shareWith=ben", FORM));
    HttpResponse<String> answer = as(ben, "GET", "/f/" + secret.id().value(), "");
    assertEquals(303, answer.statusCode());
    assertTrue(answer.headers().firstValue("Location").orElse("").endsWith("/files/received"));
    assertEquals(404, as(ben, "GET", "/f/" + plan.id().value(), "").statusCode());
  }

  @Test
  void thePagesDoTheSame() throws Exception {
    JsonNode whom = json(200, as(anna, "GET", "/api/v1/sharees?q=be", ""));
    assertEquals("ben", whom.get(0).get("name").asString());
    assertEquals(0, json(200, as(anna, "GET", "/api/v1/sharees?q=b", "")).size());
    assertEquals(0, json(200, as(anna, "GET", "/api/v1/sharees?q=anna", "")).size());
    String path = "/api/v1/nodes/" + folder.id().value() + "/shares";
    String body =
        "{\"kind\":\"person\",\"with\":\""
            + whom.get(0).get("id").asString()
            + "\",\"access\":\"add\"}";
    JsonNode made = json(201, as(anna, "POST", path, body, JSON));
    assertEquals("person", made.get("kind").asString());
    assertEquals("add", made.get("access").asString());
    assertEquals(409, as(anna, "POST", path, body, JSON).statusCode());
    link(folder, "{}");
    assertEquals(2, json(200, as(anna, "GET", path, "")).size());
    assertEquals(2, json(200, as(anna, "GET", "/api/v1/shares", "")).size());

    JsonNode received = json(200, as(ben, "GET", "/api/v1/received", "")).get(0);
    assertEquals("anna", received.get("giver").get("name").asString());
    assertEquals("add", received.get("access").asString());
    assertEquals("Bau", received.get("node").get("name").asString());
    assertTrue(received.get("node").get("parent").isNull());
    String at = "/api/v1/nodes/" + folder.id().value();
    JsonNode node = json(200, as(ben, "GET", at, ""));
    assertEquals("[\"read\",\"create\",\"rename\",\"leave\"]", node.get("can").toString());
    assertEquals(2, json(200, as(ben, "GET", at + "/children", "")).get("nodes").size());
    assertEquals(
        "Baustelle",
        json(200, as(ben, "PATCH", at, "{\"name\":\"Baustelle\"}", JSON)).get("name").asString());

    String share = "/api/v1/shares/" + made.get("id").asString();
    JsonNode changed = json(200, as(anna, "PATCH", share, "{\"access\":\"edit\"}", JSON));
    assertEquals("edit", changed.get("access").asString());
    for (String wrong :
        new String[] {
          "{\"access\":\"drop\"}",
          "{\"password\":\"korrektes Pferd\"}",
          "{\"expiresAt\":\"2001-01-01T00:00:00Z\"}"
        }) {
      assertEquals(400, as(anna, "PATCH", share, wrong, JSON).statusCode(), wrong);
    }
    for (String wrong :
        new String[] {
          "{}", "{\"kind\":\"circle\",\"with\":\"1\"}", "{\"kind\":\"person\"}", "[]"
        }) {
      assertEquals(400, as(anna, "POST", path, wrong, JSON).statusCode(), wrong);
    }
    assertEquals(
        404, as(anna, "POST", path, "{\"kind\":\"group\",\"with\":\"99\"}", JSON).statusCode());
    assertEquals(
        404, as(anna, "DELETE", "/api/v1/received/" + folder.id().value(), "").statusCode());
    assertEquals(
        204, as(ben, "DELETE", "/api/v1/received/" + folder.id().value(), "").statusCode());
    assertEquals(404, as(ben, "GET", at, "").statusCode());
    assertFalse(as(anna, "GET", "/api/v1/shares", "").body().contains("person"));
    assertEquals(401, send("GET", "/api/v1/received", "").statusCode());
  }

  private static String dav(String path) {
    return "/remote.php/dav/files/ben/" + path;
  }

  private static String at(String rest) {
    return at(rest, "");
  }

  private static String at(String rest, String query) {
    return "/ocs/v2.php/apps/files_sharing/api/v1/shares" + rest + "?format=json&" + query;
  }

  private static JsonNode data(HttpResponse<String> answer) {
    return json(200, answer).get("ocs").get("data");
  }
}
