package allmende.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.identity.Actor;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Links as Nextcloud's clients manage them.
class LinkOcsTest extends LinkHouse {
  private static final String[] FORM = {
    "OCS-APIREQUEST", "true", "Content-Type", "application/x-www-form-urlencoded"
  };
  private static final String[] JSON = {
    "OCS-APIREQUEST", "true", "Content-Type", "application/json"
  };

  @Test
  void aClientMakesShowsChangesAndDeletesALink() throws Exception {
    JsonNode made = data(as(anna, "POST", at(""), "path=/Bau&shareType=3", FORM));
    String id = made.get("id").asString();
    String token = made.get("token").asString();
    assertEquals(3, made.get("share_type").asInt());
    assertEquals(1, made.get("permissions").asInt());
    assertEquals("/Bau", made.get("path").asString());
    assertEquals("folder", made.get("item_type").asString());
    assertEquals("anna", made.get("uid_owner").asString());
    assertEquals(folder.id().value(), made.get("item_source").asLong());
    assertTrue(made.get("share_with").isNull());
    assertTrue(made.get("expiration").isNull());
    assertTrue(made.get("url").asString().endsWith("/s/" + token), made.get("url").asString());
    assertEquals("0123456789", dav("GET", token, "Plan.txt", "").body());

    JsonNode changed =
        data(
            as(
                anna,
                "PUT",
                at("/" + id),
                "{\"permissions\":15,\"password\":\"korrektes Pferd\",\"expireDate\":\"2031-12-24\","
                    + "\"note\":\"Bitte prüfen\",\"label\":\"Amt\"}",
                JSON));
    assertEquals(15, changed.get("permissions").asInt());
    assertEquals("***", changed.get("share_with").asString());
    assertEquals("2031-12-24 00:00:00", changed.get("expiration").asString());
    assertEquals("Bitte prüfen", changed.get("note").asString());
    assertEquals("Amt", changed.get("label").asString());
    assertEquals(401, dav("GET", token, "Plan.txt", "").statusCode());

    JsonNode shown = data(as(anna, "GET", at("/" + id), ""));
    assertEquals(changed, shown.get(0));
    JsonNode opened =
        data(as(anna, "PUT", at("/" + id), "password=&expireDate=&permissions=4", FORM));
    assertTrue(opened.get("password").isNull());
    assertTrue(opened.get("expiration").isNull());
    assertEquals(201, dav("PUT", token, "Neu.txt", "x").statusCode());
    assertEquals(405, dav("GET", token, "Plan.txt", "").statusCode());

    assertEquals("[]", data(as(anna, "DELETE", at("/" + id), "")).toString());
    assertEquals(404, as(anna, "GET", at("/" + id), "").statusCode());
    assertEquals(404, dav("PUT", token, "Neu.txt", "x").statusCode());
  }

  @Test
  void bothVersionsAnswerInJsonAndInXml() throws Exception {
    link(folder, "{}");
    for (String version : List.of("v1", "v2")) {
      String path = "/ocs/" + version + ".php/apps/files_sharing/api/v1/shares?path=/Bau";
      String xml = as(anna, "GET", path, "", "OCS-APIREQUEST", "true").body();
      assertTrue(xml.contains("<share_type>3</share_type>"), xml);
      assertTrue(xml.contains("<statuscode>" + (version.equals("v1") ? 100 : 200)), xml);
      JsonNode ocs = json(200, as(anna, "GET", path + "&format=json", "")).get("ocs");
      assertEquals(1, ocs.get("data").size());
    }
    HttpResponse<String> missing =
        as(anna, "DELETE", "/ocs/v1.php/apps/files_sharing/api/v1/shares/999?format=json", "");
    assertEquals(404, json(200, missing).get("ocs").get("meta").get("statuscode").asInt());
  }

  @Test
  void listsAreOfAPathOfAFoldersContentsOrOfAll() throws Exception {
    link(folder, "{}");
    link(plan, "{}");
    link(secret, "{}");
    assertEquals(3, data(as(anna, "GET", at(""), "")).size());
    assertEquals(1, data(as(anna, "GET", at("", "path=/Bau"), "")).size());
    assertEquals(1, data(as(anna, "GET", at("", "path=/Bau&subfiles=true"), "")).size());
    assertEquals(2, data(as(anna, "GET", at("", "path=/&subfiles=true"), "")).size());
    assertEquals(0, data(as(anna, "GET", at("", "shared_with_me=true"), "")).size());
    assertEquals(404, as(anna, "GET", at("", "path=/Nirgends"), "").statusCode());
    assertEquals(400, as(anna, "GET", at("", "path=/Geheim.txt&subfiles=true"), "").statusCode());
  }

  @Test
  void othersLinksAreNobodysBusiness() throws Exception {
    String id = link(folder, "{}").get("id").asString();
    Actor ben = files.person("ben");
    assertEquals(0, data(as(ben, "GET", at(""), "")).size());
    assertEquals(404, as(ben, "GET", at("/" + id), "").statusCode());
    assertEquals(404, as(ben, "PUT", at("/" + id), "permissions=15", FORM).statusCode());
    assertEquals(404, as(ben, "DELETE", at("/" + id), "").statusCode());
    assertEquals(404, as(ben, "POST", at(""), "path=/Bau&shareType=3", FORM).statusCode());
    assertEquals(401, send("GET", at(""), "").statusCode());
  }

  @Test
  void whatThereIsNotIsRefused() throws Exception {
    for (String type : List.of("0", "1")) {
      String body = "path=/Bau&shareWith=niemand&shareType=" + type;
      assertEquals(404, as(anna, "POST", at(""), body, FORM).statusCode(), type);
    }
    for (String type : List.of("4", "6", "")) {
      String body = "path=/Bau&shareWith=ben&shareType=" + type;
      assertEquals(400, as(anna, "POST", at(""), body, FORM).statusCode(), type);
    }
    for (String wrong :
        List.of(
            "permissions=99",
            "permissions=x",
            "permissions=2",
            "permissions=12",
            "expireDate=2001-01-01",
            "expireDate=soon",
            "password=short")) {
      String body = "path=/Bau&shareType=3&" + wrong;
      assertEquals(400, as(anna, "POST", at(""), body, FORM).statusCode(), wrong);
    }
    assertEquals(404, as(anna, "POST", at(""), "shareType=3", FORM).statusCode());
    assertEquals(0, data(as(anna, "GET", at(""), "")).size());
  }

  @Test
  void olderClientsAskForUploadsByAWord() throws Exception {
    JsonNode made = data(as(anna, "POST", at(""), "path=/Bau&shareType=3&publicUpload=true", FORM));
    assertEquals(15, made.get("permissions").asInt());
    JsonNode file =
        data(as(anna, "POST", at(""), "path=/Geheim.txt&shareType=3&permissions=31", FORM));
    // What means nothing to a file falls away; a stranger passes nothing on.
    assertEquals(3, file.get("permissions").asInt());
  }

  @Test
  void aLinksAddressInNextcloudsFormLeadsToItsPage() throws Exception {
    String token = token(folder, "{}");
    for (String form : List.of("/index.php/s/" + token, "/s/" + token + "/download")) {
      HttpResponse<String> answer = get(form);
      assertEquals(303, answer.statusCode(), form);
      assertTrue(answer.headers().firstValue("Location").orElse("").endsWith("/s/" + token));
    }
    assertFalse(get("/index.php/s/..%2f..").statusCode() == 303);
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
