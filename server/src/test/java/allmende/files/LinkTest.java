package allmende.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.identity.Actor;
import allmende.identity.Author;
import allmende.identity.Caller;
import allmende.identity.House;
import allmende.spaces.Role;
import allmende.spaces.Space;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What a link lets strangers do, and what it must not.
class LinkTest extends LinkHouse {
  private static final String VIEW = "{\"access\":\"view\"}";
  private static final String EDIT = "{\"access\":\"edit\"}";
  private static final String DROP = "{\"access\":\"drop\"}";

  @Test
  void whoMayViewReadsAndChangesNothing() throws Exception {
    String token = token(folder, VIEW);
    assertEquals("0123456789", dav("GET", token, "Plan.txt", "").body());
    HttpResponse<String> part = dav("GET", token, "Plan.txt", "", "Range", "bytes=2-4");
    assertEquals(206, part.statusCode());
    assertEquals("234", part.body());
    String list = dav("PROPFIND", token, "", "", "Depth", "1").body();
    assertTrue(list.contains(davPath(token, "Fotos/")), list);
    assertFalse(list.contains("Geheim"), list);
    String letters =
        dav(
                "PROPFIND",
                token,
                "Plan.txt",
                "<d:propfind xmlns:d='DAV:' xmlns:oc='http://owncloud.org/ns'><d:prop>"
                    + "<oc:permissions/></d:prop></d:propfind>",
                "Depth",
                "0")
            .body();
    assertTrue(letters.contains("<oc:permissions>G</oc:permissions>"), letters);

    for (String method : List.of("PUT", "DELETE", "MKCOL")) {
      assertEquals(403, dav(method, token, "Plan.txt", "").statusCode(), method);
    }
    assertEquals(403, dav("PUT", token, "Neu.txt", "x").statusCode());
    for (String method : List.of("MOVE", "COPY")) {
      String to = davPath(token, "Anders.txt");
      assertEquals(403, dav(method, token, "Plan.txt", "", "Destination", to).statusCode(), method);
    }
    for (String method : List.of("LOCK", "PROPPATCH", "REPORT", "SEARCH")) {
      assertEquals(405, dav(method, token, "Plan.txt", "").statusCode(), method);
    }
    assertEquals(List.of("Fotos", "Plan.txt"), files.names(anna, "Bau"));
    assertEquals("0123456789", files.text(files.find(anna, "Bau/Plan.txt").content()));
  }

  @Test
  void whoMayEditDoesSoWithinTheFolder() throws Exception {
    String token = token(folder, EDIT);
    assertEquals(201, dav("PUT", token, "Neu.txt", "new").statusCode());
    assertEquals(204, dav("PUT", token, "Neu.txt", "newer").statusCode());
    assertEquals(201, dav("MKCOL", token, "Ordner", "").statusCode());
    assertEquals(
        201,
        dav("MOVE", token, "Neu.txt", "", "Destination", davPath(token, "Ordner/Alt.txt"))
            .statusCode());
    assertEquals(
        201,
        dav("COPY", token, "Plan.txt", "", "Destination", davPath(token, "Kopie.txt"))
            .statusCode());
    assertEquals(204, dav("DELETE", token, "Fotos", "").statusCode());
    assertEquals(List.of("Kopie.txt", "Ordner", "Plan.txt"), files.names(anna, "Bau"));
    assertEquals("newer", files.text(files.find(anna, "Bau/Ordner/Alt.txt").content()));
    List<Trash.Item> thrown = new ArrayList<>();
    files.trash.list(anna, thrown::add);
    assertEquals(1, thrown.size());
    assertEquals(Optional.empty(), thrown.getFirst().deleter());

    // What the link leads to stays, and nothing leaves it.
    assertEquals(403, dav("DELETE", token, "", "").statusCode());
    assertEquals(403, dav("MOVE", token, "", "", "Destination", davPath(token, "Da")).statusCode());
    assertEquals(
        403, dav("COPY", token, "Ordner", "", "Destination", davPath(token, "")).statusCode());
    assertTrue(files.names(anna, "").contains("Bau"));
  }

  @Test
  void nothingOutsideTheFolderIsReached() throws Exception {
    String token = token(folder, EDIT);
    String other = token(secret, VIEW);
    for (String path :
        List.of(
            "../Geheim.txt",
            "%2e%2e/Geheim.txt",
            "..%2fGeheim.txt",
            "Fotos/../../Geheim.txt",
            "./../Geheim.txt",
            "%2fGeheim.txt")) {
      for (String method : List.of("GET", "PUT", "DELETE", "PROPFIND")) {
        HttpResponse<String> answer = dav(method, token, path, "", "Depth", "0");
        assertEquals(4, answer.statusCode() / 100, method + " " + path);
        assertFalse(answer.body().contains("secret"), method + " " + path);
      }
    }
    for (String to :
        List.of(
            "/remote.php/dav/files/anna/Weg.txt",
            davPath(other, "Weg.txt"),
            davPath(token, "../Weg.txt"),
            "/public.php/dav/files/Weg.txt")) {
      HttpResponse<String> moved = dav("MOVE", token, "Plan.txt", "", "Destination", to);
      assertEquals(4, moved.statusCode() / 100, to);
    }
    String base = "/api/v1/links/" + token;
    for (String path :
        List.of(
            "/nodes/" + secret.id().value(),
            "/nodes/" + secret.id().value() + "/content",
            "/nodes/" + files.tree.rootOf(files.personal(anna)).value() + "/children",
            "/nodes/" + folder.id().value() + "/archive?only=" + secret.id().value())) {
      assertEquals(404, get(base + path).statusCode(), path);
    }
    String out = "{\"parent\":\"" + files.tree.rootOf(files.personal(anna)).value() + "\"}";
    assertEquals(
        404,
        send("PATCH", base + "/nodes/" + plan.id().value(), out, "Content-Type", "application/json")
            .statusCode());
    // A link is no key to the rest of the house.
    assertEquals(
        401,
        get("/remote.php/dav/files/anna/Geheim.txt", "Authorization", basic("anonymous", token))
            .statusCode());
    assertEquals(401, get("/api/v1/nodes/" + plan.id().value()).statusCode());
    assertTrue(files.names(anna, "Bau").contains("Plan.txt"));
    assertTrue(files.names(anna, "").contains("Geheim.txt"));
  }

  @Test
  void theWayToItAboveTheFolderIsNotTold() throws Exception {
    files.folder(anna, "Vertraulich");
    files.tree.move(anna, List.of("Bau"), List.of("Vertraulich", "Bau"), false, Terms.NONE);
    String token = token(folder, VIEW);
    JsonNode visit = json(200, get("/api/v1/links/" + token));
    assertEquals("view", visit.get("access").asString());
    assertEquals("anna", visit.get("giver").asString());
    assertEquals("[\"read\"]", visit.get("node").get("can").toString());
    assertTrue(visit.get("node").get("parent").isNull());
    String inside =
        get("/api/v1/links/" + token + "/nodes/" + plan.id().value()).body()
            + get("/api/v1/links/" + token + "/nodes/" + folder.id().value() + "/children").body()
            + dav("PROPFIND", token, "", "", "Depth", "1").body();
    assertFalse(inside.contains("Vertraulich"), inside);
  }

  @Test
  void whoMayOnlyAddSeesNothingAndReplacesNothing() throws Exception {
    String token = token(folder, DROP);
    assertEquals(201, dav("PUT", token, "Plan.txt", "mine").statusCode());
    assertEquals(201, dav("PUT", token, "Plan.txt", "mine too").statusCode());
    assertEquals("0123456789", files.text(files.find(anna, "Bau/Plan.txt").content()));
    assertEquals("mine", files.text(files.find(anna, "Bau/Plan (2).txt").content()));
    assertEquals("mine too", files.text(files.find(anna, "Bau/Plan (3).txt").content()));

    for (String method :
        List.of("GET", "HEAD", "PROPFIND", "DELETE", "MKCOL", "MOVE", "COPY", "LOCK")) {
      for (String path : List.of("", "Plan.txt")) {
        HttpResponse<String> answer =
            dav(method, token, path, "", "Destination", davPath(token, "Da"), "Depth", "1");
        assertEquals(405, answer.statusCode(), method + " " + path);
      }
    }
    assertEquals(403, dav("PUT", token, "Fotos/Neu.txt", "x").statusCode());
    String base = "/api/v1/links/" + token;
    JsonNode visit = json(200, get(base));
    assertEquals("drop", visit.get("access").asString());
    assertTrue(visit.get("node").isNull());
    String id = "/nodes/" + folder.id().value();
    for (String path : List.of(id, id + "/children", id + "/archive")) {
      assertEquals(403, get(base + path).statusCode(), path);
    }
    assertEquals(404, get(base + "/nodes/" + plan.id().value() + "/content").statusCode());
    assertEquals(204, send("PUT", base + "/drop/Plan.txt", "third").statusCode());
    assertEquals("third", files.text(files.find(anna, "Bau/Plan (4).txt").content()));
    assertEquals(
        403, send("PUT", base + id + "/children/Plan.txt?conflict=replace", "x").statusCode());
  }

  /// A stranger's page of ours would be a way into the sessions of those who follow the link.
  @Test
  void whatCouldRunIsOnlyEverDownloaded() throws Exception {
    String token = token(folder, VIEW);
    for (String name : List.of("seite.html", "bild.svg", "seite.xhtml")) {
      Node node = files.put(anna, "Bau/" + name, "<svg onload='alert(1)'/>");
      String path = "/api/v1/links/" + token + "/nodes/" + node.id().value() + "/content?inline=1";
      for (HttpResponse<String> answer : List.of(get(path), dav("GET", token, name, ""))) {
        assertEquals(200, answer.statusCode());
        assertTrue(
            answer.headers().firstValue("Content-Disposition").orElse("").startsWith("attachment"));
        assertTrue(
            answer.headers().firstValue("Content-Security-Policy").orElse("").contains("sandbox"));
      }
    }
  }

  @Test
  void aLinkToAFileIsThatFileAlone() throws Exception {
    String token = token(plan, EDIT);
    assertEquals("0123456789", dav("GET", token, "", "").body());
    assertEquals(204, dav("PUT", token, "", "changed").statusCode());
    assertEquals("changed", files.text(files.find(anna, "Bau/Plan.txt").content()));
    assertEquals("changed", get("/public.php/webdav", "Authorization", basic(token, "")).body());
    assertEquals(403, dav("DELETE", token, "", "").statusCode());
    assertEquals(409, dav("PUT", token, "Neu.txt", "x").statusCode());
    // Nothing can be added to a file.
    assertEquals(
        400,
        as(
                anna,
                "POST",
                "/api/v1/nodes/" + plan.id().value() + "/links",
                DROP,
                "Content-Type",
                "application/json")
            .statusCode());
  }

  @Test
  void aLinkThatIsNotThereLooksLikeOneThatHasEnded() throws Exception {
    JsonNode expiring =
        link(folder, "{\"expiresAt\":\"" + files.house.clock.instant().plusSeconds(60) + "\"}");
    String token = expiring.get("token").asString();
    assertEquals(200, dav("GET", token, "Plan.txt", "").statusCode());
    files.house.clock.move(Duration.ofSeconds(61));
    HttpResponse<String> ended = dav("GET", token, "Plan.txt", "");
    HttpResponse<String> never = dav("GET", "0123456789012345678901", "Plan.txt", "");
    HttpResponse<String> odd = dav("GET", "no-token", "Plan.txt", "");
    assertEquals(404, ended.statusCode());
    assertEquals(ended.body(), never.body());
    assertEquals(ended.body(), odd.body());
    assertEquals(
        get("/api/v1/links/" + token).body(), get("/api/v1/links/0123456789012345678901").body());
  }

  @Test
  void aLinkAllowsNothingThatItsGiverMayNoMore() throws Exception {
    Space team = files.team("Planung", anna, Role.EDITOR);
    Actor chief = House.actor(files.house.people.byName("chief").orElseThrow());
    Node shared = files.folder(anna, "Planung/Offen");
    files.put(anna, "Planung/Offen/a.txt", "a");
    String token = token(shared, EDIT);
    assertEquals(201, dav("PUT", token, "b.txt", "b").statusCode());
    files.spaces.setMember(chief, team.id(), anna.account().id(), Role.VIEWER);
    assertEquals(404, dav("GET", token, "a.txt", "").statusCode());
    assertEquals(404, dav("PUT", token, "c.txt", "c").statusCode());
    files.spaces.setMember(chief, team.id(), anna.account().id(), Role.EDITOR);
    assertEquals(200, dav("GET", token, "a.txt", "").statusCode());
    files.spaces.removeMember(chief, team.id(), anna.account().id());
    assertEquals(404, dav("GET", token, "a.txt", "").statusCode());
    files.spaces.setMember(chief, team.id(), anna.account().id(), Role.EDITOR);
    files.house.people.setDisabled(Author.COMMAND_LINE, anna.account().id(), true);
    assertEquals(404, dav("GET", token, "a.txt", "").statusCode());
  }

  @Test
  void whoMayOnlyLookMakesNoLink() throws Exception {
    Actor ben = files.person("ben");
    files.team("Planung", anna, Role.EDITOR);
    files.team("Archiv", ben, Role.VIEWER);
    Actor chief = House.actor(files.house.people.byName("chief").orElseThrow());
    Node filed = files.put(chief, "Archiv/Akte.txt", "x");
    String path = "/api/v1/nodes/" + filed.id().value() + "/links";
    String[] header = {"Content-Type", "application/json"};
    assertEquals(403, as(ben, "POST", path, VIEW, header).statusCode());
    assertEquals(404, as(anna, "POST", path, VIEW, header).statusCode());
    assertEquals(401, send("POST", path, VIEW, header).statusCode());
  }

  @Test
  void whatIsInTheTrashIsReachedByNoLink() throws Exception {
    String token = token(folder, VIEW);
    files.delete(anna, "Bau");
    assertEquals(404, dav("GET", token, "Plan.txt", "").statusCode());
    assertEquals(404, get("/api/v1/links/" + token).statusCode());
    files.folder(anna, "Bau");
    files.put(anna, "Bau/Plan.txt", "another");
    // Another folder of that name is not what was shared.
    assertEquals(404, dav("GET", token, "Plan.txt", "").statusCode());
  }

  @Test
  void aLinkFollowsWhatItLeadsTo() throws Exception {
    String token = token(folder, VIEW);
    files.tree.move(anna, List.of("Bau"), List.of("Neubau"), false, Terms.NONE);
    files.folder(anna, "Bau");
    files.put(anna, "Bau/Plan.txt", "another");
    assertEquals("0123456789", dav("GET", token, "Plan.txt", "").body());
  }

  @Test
  void aPasswordIsAskedForAtEachDoor() throws Exception {
    String token = token(folder, "{\"access\":\"view\",\"password\":\"korrektes Pferd\"}");
    assertEquals(401, dav("GET", token, "Plan.txt", "").statusCode());
    assertEquals(
        401,
        dav("GET", token, "Plan.txt", "", "Authorization", basic("anonymous", "falsches Pferd"))
            .statusCode());
    String[] right = {"Authorization", basic("anonymous", "korrektes Pferd")};
    assertEquals("0123456789", dav("GET", token, "Plan.txt", "", right).body());
    String base = "/api/v1/links/" + token;
    HttpResponse<String> locked = get(base);
    assertTrue(json(200, locked).get("locked").asBoolean());
    assertFalse(locked.body().contains("anna"), locked.body());
    String content = base + "/nodes/" + plan.id().value() + "/content";
    assertEquals(401, get(content).statusCode());
    String[] json = {"Content-Type", "application/json"};
    assertEquals(
        401,
        send("POST", base + "/unlock", "{\"password\":\"falsches Pferd\"}", json).statusCode());
    HttpResponse<String> unlocked =
        send("POST", base + "/unlock", "{\"password\":\"korrektes Pferd\"}", json);
    assertEquals(204, unlocked.statusCode());
    String cookie = unlocked.headers().firstValue("Set-Cookie").orElseThrow();
    assertTrue(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), cookie);
    String[] proof = {"Cookie", cookie.substring(0, cookie.indexOf(';'))};
    assertEquals("0123456789", get(content, proof).body());
    // The proof of one link opens no other.
    String other = token(folder, "{\"password\":\"korrektes Pferd\"}");
    assertTrue(json(200, get("/api/v1/links/" + other, proof)).get("locked").asBoolean());
    // Another password ends what the old one opened.
    String id = json(200, as(anna, "GET", "/api/v1/shares", "")).get(1).get("id").asString();
    as(anna, "PATCH", "/api/v1/shares/" + id, "{\"password\":\"ein anderes Tier\"}", json);
    assertEquals(401, get(content, proof).statusCode());
    assertEquals(401, dav("GET", token, "Plan.txt", "", right).statusCode());
  }

  @Test
  void guessingIsSlowedDownForWhoeverGuessesAlone() throws Exception {
    String token = token(folder, "{\"password\":\"korrektes Pferd\"}");
    for (int guess = 0; guess < 10; guess++) {
      assertEquals(
          401,
          dav("GET", token, "Plan.txt", "", "Authorization", basic("anonymous", "Pferd " + guess))
              .statusCode());
    }
    HttpResponse<String> slowed =
        dav("GET", token, "Plan.txt", "", "Authorization", basic("anonymous", "korrektes Pferd"));
    assertEquals(429, slowed.statusCode());
    assertTrue(slowed.headers().firstValue("Retry-After").isPresent());
    // Somebody else, at another address, is let in meanwhile.
    Caller elsewhere = House.basic("anonymous", "", "198.51.100.7");
    Visits.Key key = new Visits.Key(Optional.of("korrektes Pferd"), Optional.empty());
    assertEquals(folder.id(), files.visits.enter(token, key, elsewhere).entry().node().id());
  }

  @Test
  void noMoreDownloadsThanWereAllowedHoweverManyComeAtOnce() throws Exception {
    String token = token(folder, "{\"access\":\"view\",\"downloadLimit\":3}");
    Callable<Integer> download = () -> dav("GET", token, "Plan.txt", "").statusCode();
    int given = 0;
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Integer> each : pool.invokeAll(Collections.nCopies(12, download))) {
        given += each.get() == 200 ? 1 : 0;
      }
    }
    assertEquals(3, given);
    assertEquals(404, dav("GET", token, "Plan.txt", "").statusCode());
    assertEquals(404, get("/api/v1/links/" + token).statusCode());
    // Parts are not to be had for nothing.
    String one = token(plan, "{\"downloadLimit\":1}");
    HttpResponse<String> part = dav("GET", one, "", "", "Range", "bytes=1-");
    assertEquals(200, part.statusCode());
    assertEquals("0123456789", part.body());
    assertEquals(404, dav("GET", one, "", "", "Range", "bytes=0-0").statusCode());
    // A folder in one archive is one download.
    String zip = token(folder, "{\"downloadLimit\":1}");
    assertEquals(200, dav("GET", zip, "", "", "Accept", "application/zip").statusCode());
    assertEquals(404, dav("GET", zip, "", "", "Accept", "application/zip").statusCode());
  }

  @Test
  void theLedgerIsToldThroughWhichLink() throws Exception {
    JsonNode link = link(folder, EDIT);
    String token = link.get("token").asString();
    String right = "link " + link.get("id").asString();
    dav("GET", token, "Plan.txt", "");
    assertEquals(1, files.readings.size());
    assertEquals(right, files.readings.getFirst().right());
    assertEquals(null, files.readings.getFirst().actor());
    dav("PUT", token, "Plan.txt", "changed");
    dav("DELETE", token, "Fotos", "");
    as(anna, "DELETE", "/api/v1/shares/" + link.get("id").asString(), "");
    List<Map<String, Object>> told =
        files.house.jdbi.withHandle(handle ->
            handle
                .createQuery("select kind, actor, authority from events.event order by id")
                .mapToMap()
                .list());
    List<String> kinds = told.stream().map(row -> String.valueOf(row.get("kind"))).toList();
    assertEquals(
        List.of("link.created", "file.changed", "folder.deleted", "link.removed"),
        kinds.subList(kinds.indexOf("link.created"), kinds.size()));
    Map<String, Object> change = told.get(kinds.indexOf("file.changed"));
    assertEquals(right, change.get("authority"));
    assertEquals(null, change.get("actor"));
    assertNotEquals(null, told.get(kinds.indexOf("link.created")).get("actor"));
    assertEquals(404, dav("GET", token, "Plan.txt", "").statusCode());
  }

  @Test
  void onlyItsGiverChangesALinkAndManagersTakeItBack() throws Exception {
    Actor ben = files.person("ben");
    files.team("Planung", anna, Role.EDITOR);
    Actor chief = House.actor(files.house.people.byName("chief").orElseThrow());
    Node shared = files.folder(anna, "Planung/Offen");
    JsonNode link = link(shared, VIEW);
    String path = "/api/v1/shares/" + link.get("id").asString();
    String[] json = {"Content-Type", "application/json"};
    for (Actor other : List.of(ben, chief)) {
      assertEquals(404, as(other, "PATCH", path, EDIT, json).statusCode());
    }
    assertEquals(404, as(ben, "DELETE", path, "").statusCode());
    JsonNode seen =
        json(200, as(chief, "GET", "/api/v1/nodes/" + shared.id().value() + "/links", ""));
    assertEquals(1, seen.size());
    assertTrue(seen.get(0).get("token").isNull());
    assertEquals(204, as(chief, "DELETE", path, "").statusCode());
    assertEquals(404, dav("PROPFIND", link.get("token").asString(), "", "").statusCode());
  }

  @Test
  void aLockKeepsStrangersOutEvenWhereTheGiverMayPass() throws Exception {
    String token = token(folder, EDIT);
    files.lock(anna, "Bau/Plan.txt");
    assertEquals(423, dav("PUT", token, "Plan.txt", "x").statusCode());
    assertEquals(423, dav("DELETE", token, "Plan.txt", "").statusCode());
    assertEquals("0123456789", dav("GET", token, "Plan.txt", "").body());
  }

  /// Random bytes in the address, and a password of random bytes.
  @Test
  void oddAddressesGetAClearAnswer() throws Exception {
    Random random = new Random(7);
    String token = token(folder, VIEW);
    List<String> starts =
        List.of(
            "/public.php/",
            "/public.php/dav/files/",
            "/public.php/dav/files/" + token + "/",
            "/public.php/webdav/",
            "/api/v1/links/",
            "/api/v1/links/" + token + "/nodes/",
            "/index.php/s/",
            "/ocs/v2.php/apps/files_sharing/api/v1/shares/");
    for (int attempt = 0; attempt < 300; attempt++) {
      byte[] bytes = new byte[random.nextInt(40)];
      random.nextBytes(bytes);
      String path = starts.get(random.nextInt(starts.size())) + encoded(bytes, random);
      String[] header = {"Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes)};
      int status = get(path, header).statusCode();
      assertTrue(status >= 400 && status < 500, status + " for " + path);
    }
    assertEquals("0123456789", dav("GET", token, "Plan.txt", "").body());
  }

  private static String encoded(byte[] bytes, Random random) {
    StringBuilder text = new StringBuilder();
    for (byte each : bytes) {
      text.append(random.nextInt(5) == 0 ? "/" : "%" + HexFormat.of().toHexDigits(each));
    }
    return text.toString();
  }

  @Test
  void badSettingsAreRefused() throws Exception {
    String path = "/api/v1/nodes/" + folder.id().value() + "/links";
    for (String settings :
        List.of(
            "{\"access\":\"all\"}",
            "{\"password\":\"short\"}",
            "{\"expiresAt\":\"2001-01-01T00:00:00Z\"}",
            "{\"expiresAt\":\"soon\"}",
            "{\"downloadLimit\":0}",
            "{\"downloadLimit\":\"many\"}",
            "{\"label\":7}",
            "{\"label\":\"" + "x".repeat(256) + "\"}",
            "{\"note\":\"" + "x".repeat(1001) + "\"}",
            "[]")) {
      HttpResponse<String> answer =
          as(anna, "POST", path, settings, "Content-Type", "application/json");
      assertEquals(400, answer.statusCode(), settings);
    }
    assertEquals("[]", as(anna, "GET", path, "").body());
    assertEquals(
        403,
        as(
                anna,
                "POST",
                "/api/v1/nodes/" + files.tree.rootOf(files.personal(anna)).value() + "/links",
                VIEW,
                "Content-Type",
                "application/json")
            .statusCode());
  }

  @Test
  void whatIsSharedIsMarkedForThoseWhoSeeIt() throws Exception {
    token(folder, VIEW);
    String root = "/api/v1/nodes/" + files.tree.rootOf(files.personal(anna)).value();
    JsonNode nodes = json(200, as(anna, "GET", root + "/children", "")).get("nodes");
    assertTrue(nodes.get(0).get("shared").asBoolean());
    assertFalse(nodes.get(1).get("shared").asBoolean());
    String asked =
        "<d:propfind xmlns:d='DAV:' xmlns:oc='http://owncloud.org/ns'><d:prop>"
            + "<oc:share-types/><oc:permissions/></d:prop></d:propfind>";
    String list = as(anna, "PROPFIND", "/remote.php/dav/files/anna/", asked, "Depth", "1").body();
    assertTrue(list.contains("<oc:share-types><oc:share-type>3</oc:share-type></oc:share-types>"));
    assertTrue(list.contains("<oc:permissions>RGDNVCK</oc:permissions>"), list);
  }
}
