package allmende.files.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.files.FileHouse;
import allmende.files.Previews;
import allmende.identity.Actor;
import allmende.identity.Author;
import allmende.identity.House;
import allmende.platform.http.HttpServer;
import allmende.platform.http.HttpSettings;
import allmende.platform.http.Json;
import allmende.platform.http.Pages;
import allmende.spaces.Role;
import allmende.spaces.Space;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.imageio.ImageIO;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The "Files" section of `docs/protocols/http.md` against the real server, in this process.
class FilesHttpTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private FileHouse files;
  private Previews previews;
  private HttpServer server;
  private Actor anna;
  private String asAnna;
  private String root;

  @BeforeEach
  void start(@TempDir Path folder) {
    files = new FileHouse(folder);
    previews = new Previews(files.blobs, folder.resolve("previews"), 1 << 20, 1, files.house.clock);
    ContentEdge contents =
        new ContentEdge(
            files.house.gate,
            files.visits,
            files.tree,
            files.browse,
            files.arrange,
            files.trash,
            previews,
            files.blobs);
    server =
        new HttpServer(
                HttpSettings.listeningAt("127.0.0.1:0"),
                new SimpleMeterRegistry(),
                List.of(contents, new PrivateLinks(files.house.gate, files.browse, new Pages())),
                routes -> {
                  new NodeRoutes(files.house.gate, files.browse, files.arrange).add(routes);
                  new TrashRoutes(files.house.gate, files.house.people, files.trash).add(routes);
                })
            .start();
    anna = files.person("anna");
    asAnna = basic(anna);
    root = Long.toString(files.tree.rootOf(files.personal(anna)).value());
  }

  @AfterEach
  void stop() {
    client.shutdownNow();
    server.close();
    previews.close();
  }

  @Test
  void aNodeTellsWhatItIsAndTheWayToIt() throws Exception {
    String folder = made("Berichte");
    JsonNode put =
        json(
            201, put(folder, "Bericht.pdf", "hello", "X-Modified-At", "2026-01-15T11:00:00+01:00"));
    JsonNode node = json(200, get("/nodes/" + id(put)));
    assertEquals(folder, node.get("parent").asString());
    assertEquals("file", node.get("kind").asString());
    assertEquals("Bericht.pdf", node.get("name").asString());
    assertEquals(5, node.get("size").asLong());
    assertEquals("2026-01-15T10:00:00Z", node.get("modifiedAt").asString());
    assertEquals("application/pdf", node.get("type").asString());
    assertFalse(node.get("preview").asBoolean());
    assertEquals(
        "[\"read\",\"write\",\"create\",\"rename\",\"delete\",\"share\"]",
        node.get("can").toString());
    assertEquals(
        "[{\"id\":\""
            + root
            + "\",\"name\":\"anna\"},{\"id\":\""
            + folder
            + "\",\"name\":\"Berichte\"},{\"id\":\""
            + id(node)
            + "\",\"name\":\"Bericht.pdf\"}]",
        node.get("path").toString());
    assertEquals(put.get("etag"), node.get("etag"));

    JsonNode top = json(200, get("/nodes/" + root));
    assertTrue(top.get("parent").isNull());
    assertTrue(top.get("type").isNull());
    assertEquals("anna", top.get("name").asString());
    assertEquals("[\"read\",\"write\",\"create\"]", top.get("can").toString());
    assertFalse(json(200, get("/nodes/" + root + "/children")).get("nodes").get(0).has("path"));
  }

  @Test
  void aPrivateLinkLeadsThoseWhoMaySeeTheFileToIt() throws Exception {
    String folder = made("Berichte");
    String file = id(json(201, put(folder, "Bericht.pdf", "hello")));
    for (String link : List.of("/f/", "/index.php/f/")) {
      assertEquals("303 /files/" + folder + "?show=" + file, link(link + file, asAnna));
      assertEquals("303 /files/" + folder, link(link + folder, asAnna));
      assertEquals("303 /files/" + root, link(link + root, asAnna));
    }
    // Whoever is not signed in is led to the sign-in, whether there is such a file or not.
    assertEquals("303 /login?next=/f/" + file, link("/index.php/f/" + file, ""));
    assertEquals("303 /login?next=/f/987654321", link("/f/987654321", ""));
    // To others it is as if there were none.
    String asBert = basic(files.person("bert"));
    String strange = link("/f/" + file, asBert);
    assertTrue(strange.startsWith("404 "), strange);
    assertEquals(link("/f/987654321", asBert), strange);
    assertTrue(link("/f/" + "9".repeat(19), asAnna).startsWith("404 "));
    assertTrue(link("/f/-1", asAnna).startsWith("404 "));
    assertEquals(200, send("DELETE", "/nodes/" + file, "").statusCode());
    assertTrue(link("/f/" + file, asAnna).startsWith("404 "), "what is in the trash");
  }

  private String link(String path, String authorization) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(server.uri().resolve(path));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    HttpResponse<String> answer =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    return answer.statusCode()
        + " "
        + answer.headers().firstValue("Location").orElse(answer.body());
  }

  @Test
  void childrenComePageByPageAndNoneIsMissedOrSeenTwice() throws Exception {
    for (String name : List.of("b", "%C3%A4", "A", "a", "z%20z", "10", "9")) {
      put(root, name, "x");
    }
    List<String> seen = new ArrayList<>();
    String after = "";
    int pages = 0;
    do {
      JsonNode page = json(200, get("/nodes/" + root + "/children?limit=3&after=" + after));
      page.get("nodes").forEach(node -> seen.add(node.get("name").asString()));
      after = page.get("next").isNull() ? "" : page.get("next").asString();
      pages++;
    } while (!after.isEmpty());
    assertEquals(3, pages);
    assertEquals(List.of("10", "9", "A", "a", "b", "z z", "ä"), seen);
    refused(400, "invalid", get("/nodes/" + root + "/children?after=!!"));
    refused(400, "invalid", get("/nodes/" + root + "/children?limit=0"));
    refused(400, "invalid", get("/nodes/" + root + "/children?limit=-1"));
    assertEquals(7, json(200, get("/nodes/" + root + "/children?limit=99999")).get("nodes").size());
  }

  @Test
  void childrenOfAFileAreNotFound() throws Exception {
    String file = id(json(201, put(root, "a.txt", "x")));
    refused(404, "not-found", get("/nodes/" + file + "/children"));
    refused(404, "not-found", get("/nodes/" + root + "/content"));
    refused(404, "not-found", get("/nodes/" + file + "/archive"));
    refused(404, "not-found", put(file, "b.txt", "x"));
    refused(404, "not-found", post("/nodes/" + file + "/folders", "{\"name\":\"x\"}"));
  }

  @Test
  void aTeamsRootIsCalledLikeTheTeamAndShowsNothingOfOthers() throws Exception {
    Space team = files.team("Einkauf", anna, Role.VIEWER);
    String top = Long.toString(files.tree.rootOf(team.id()).value());
    JsonNode node = json(200, get("/nodes/" + top));
    assertEquals("Einkauf", node.get("name").asString());
    assertEquals("[\"read\"]", node.get("can").toString());
    put(root, "mine.txt", "x");
    assertEquals(0, json(200, get("/nodes/" + top + "/children")).get("nodes").size());
    // Spaces stand side by side here; only in WebDAV a team is a folder in the personal space.
    assertEquals(1, json(200, get("/nodes/" + root + "/children")).get("nodes").size());
  }

  @Test
  void whatOthersHaveIsNotFoundForEveryCall() throws Exception {
    String folder = made("x");
    String file = id(json(201, put(folder, "a.png", "x")));
    String thrown = id(json(201, put(folder, "b.txt", "x")));
    json(200, send("DELETE", "/nodes/" + thrown, ""));
    String mine = asAnna;
    asAnna = basic(files.person("ben"));
    for (String path :
        List.of(
            "/nodes/" + file,
            "/nodes/" + folder + "/children",
            "/nodes/" + file + "/content",
            "/nodes/" + file + "/preview",
            "/nodes/" + folder + "/archive",
            "/nodes/999999",
            "/nodes/" + thrown,
            "/nodes/" + thrown + "/content",
            "/spaces/" + files.personal(anna).value() + "/trash")) {
      refused(404, "not-found", get(path));
    }
    refused(404, "not-found", put(folder, "c.txt", "x"));
    refused(404, "not-found", post("/nodes/" + folder + "/folders", "{\"name\":\"c\"}"));
    refused(404, "not-found", send("PATCH", "/nodes/" + file, "{\"name\":\"c\"}"));
    refused(404, "not-found", send("DELETE", "/nodes/" + file, ""));
    refused(404, "not-found", post("/trash/" + thrown + "/restore", ""));
    refused(404, "not-found", send("DELETE", "/trash/" + thrown, ""));
    refused(
        404, "not-found", send("DELETE", "/spaces/" + files.personal(anna).value() + "/trash", ""));
    refused(404, "not-found", raw("GET", "/index.php/core/preview?fileId=" + file, ""));
    refused(
        404,
        "not-found",
        raw("GET", "/index.php/apps/files_trashbin/preview?fileId=" + thrown, ""));
    asAnna = mine;
    assertEquals(1, json(200, get("/nodes/" + folder + "/children")).get("nodes").size());
    // One's own file does not go into somebody else's folder either.
    asAnna = basic(files.person("carl"));
    String carls =
        Long.toString(
            files
                .tree
                .rootOf(
                    files.personal(House.actor(files.house.people.byName("carl").orElseThrow())))
                .value());
    String own = id(json(201, put(carls, "own.txt", "x")));
    refused(404, "not-found", send("PATCH", "/nodes/" + own, "{\"parent\":\"" + folder + "\"}"));
  }

  @Test
  void aViewerReadsAndChangesNothing() throws Exception {
    Space team = files.team("Team", anna, Role.EDITOR);
    String top = Long.toString(files.tree.rootOf(team.id()).value());
    String file = id(json(201, put(top, "a.txt", "x")));
    String thrown = id(json(201, put(top, "b.txt", "x")));
    json(200, send("DELETE", "/nodes/" + thrown, ""));
    Actor chief = House.actor(files.house.people.byName("chief").orElseThrow());
    Actor ben = files.person("ben");
    files.spaces.setMember(chief, team.id(), ben.account().id(), Role.VIEWER);
    asAnna = basic(ben);
    assertEquals("x", get("/nodes/" + file + "/content").body());
    refused(403, "denied", put(top, "c.txt", "x"));
    refused(403, "denied", put(top, "a.txt?conflict=replace", "y"));
    refused(403, "denied", post("/nodes/" + top + "/folders", "{\"name\":\"c\"}"));
    refused(403, "denied", send("PATCH", "/nodes/" + file, "{\"name\":\"c\"}"));
    refused(403, "denied", send("DELETE", "/nodes/" + file, ""));
    refused(403, "denied", get("/spaces/" + team.id().value() + "/trash"));
    refused(403, "denied", post("/trash/" + thrown + "/restore", ""));
    refused(403, "denied", send("DELETE", "/trash/" + thrown, ""));
    refused(403, "denied", send("DELETE", "/spaces/" + team.id().value() + "/trash", ""));
    assertEquals("x", get("/nodes/" + file + "/content").body());
  }

  @Test
  void aCookieAloneChangesNothing() throws Exception {
    String cookie = files.house.sessions.begin(anna.account().id(), "test");
    asAnna = "";
    for (String[] call :
        new String[][] {
          {"PUT", "/nodes/" + root + "/children/a.txt"},
          {"POST", "/nodes/" + root + "/folders"},
          {"PATCH", "/nodes/" + root},
          {"POST", "/nodes/" + root + "/copy"},
          {"DELETE", "/nodes/" + root},
          {"DELETE", "/spaces/1/trash"},
          {"POST", "/trash/1/restore"},
          {"DELETE", "/trash/1"}
        }) {
      refused(
          403,
          "csrf",
          raw(call[0], "/api/v1" + call[1], "{}", "Cookie", "allmende_session=" + cookie));
    }
    assertEquals(
        201,
        raw(
                "PUT",
                "/api/v1/nodes/" + root + "/children/a.txt",
                "x",
                "Cookie",
                "allmende_session=" + cookie,
                "X-Allmende-CSRF",
                allmende.identity.Sessions.csrf(cookie))
            .statusCode());
    assertEquals(
        200,
        raw("GET", "/api/v1/nodes/" + root, "", "Cookie", "allmende_session=" + cookie)
            .statusCode());
  }

  @Test
  void nobodyIsToldAnythingBeforeSigningIn() throws Exception {
    String file = id(json(201, put(root, "a.png", "x")));
    asAnna = "";
    refused(401, "signed-out", get("/nodes/" + file));
    refused(401, "signed-out", get("/nodes/" + file + "/content"));
    refused(401, "signed-out", get("/nodes/" + file + "/preview"));
    refused(401, "signed-out", get("/nodes/" + file + "/archive"));
    refused(401, "signed-out", get("/nodes/999999/content"));
    refused(401, "signed-out", put(root, "b.txt", "x"));
    refused(401, "signed-out", raw("GET", "/index.php/core/preview?fileId=" + file, ""));
  }

  @Test
  void aNameThatCannotBeIsRefused() throws Exception {
    for (String name : List.of("..", ".", "%2E%2E", "a%2Fb", "a%00b", "%FF", "%C3%28")) {
      refused(400, "invalid", rawPut("/api/v1/nodes/" + root + "/children/" + name));
    }
    assertEquals(0, json(200, get("/nodes/" + root + "/children")).get("nodes").size());
  }

  @Test
  void aFolderIsNotCalledSoEither() throws Exception {
    String file = id(json(201, put(root, "a.txt", "x")));
    for (String name : List.of("..", ".", "", "a/b", "a\\u0000b", "\\ud800")) {
      refused(400, "invalid", post("/nodes/" + root + "/folders", "{\"name\":\"" + name + "\"}"));
      refused(400, "invalid", send("PATCH", "/nodes/" + file, "{\"name\":\"" + name + "\"}"));
    }
  }

  @Test
  void oddNamesArriveAsTheyAre() throws Exception {
    for (String name :
        List.of("50%.txt", "a;b", "c+d", "#", "&", " lead", "ü", "a?b", "日本語.txt", "🦉")) {
      String encoded = java.net.URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
      JsonNode node = json(201, put(root, encoded, "x"));
      assertEquals(name, node.get("name").asString());
      assertEquals("x", get("/nodes/" + id(node) + "/content").body());
    }
  }

  @Test
  void aTakenNameIsUpToTheAsker() throws Exception {
    String first = id(json(201, put(root, "a.txt", "one")));
    refused(409, "exists", put(root, "a.txt", "two"));
    refused(409, "exists", put(root, "a.txt?conflict=fail", "two"));
    refused(400, "invalid", put(root, "a.txt?conflict=whatever", "two"));
    assertEquals("one", get("/nodes/" + first + "/content").body());

    JsonNode replaced = json(200, put(root, "a.txt?conflict=replace", "two"));
    assertEquals(first, id(replaced));
    assertEquals("two", get("/nodes/" + first + "/content").body());
    assertEquals(
        1, files.versions.list(anna, new allmende.files.FileId(Long.parseLong(first))).size());

    assertEquals(
        "a (2).txt", json(201, put(root, "a.txt?conflict=rename", "3")).get("name").asString());
    assertEquals(
        "a (3).txt", json(201, put(root, "a.txt?conflict=rename", "4")).get("name").asString());
    assertEquals("two", get("/nodes/" + first + "/content").body());

    made("folder");
    refused(409, "exists", put(root, "folder?conflict=replace", "x"));
    assertEquals(
        "folder (2)", json(201, put(root, "folder?conflict=rename", "4")).get("name").asString());
  }

  @Test
  void anUploadIsRefusedForABadTimeAPartOrAFullSpace() throws Exception {
    refused(400, "invalid", put(root, "a.txt", "x", "X-Modified-At", "yesterday"));
    refused(400, "invalid", put(root, "a.txt", "x", "Content-Range", "bytes 0-0/2"));
    files.spaces.setQuota(Author.COMMAND_LINE, files.personal(anna), 3L);
    refused(507, "quota-exceeded", put(root, "a.txt", "1234"));
    json(201, put(root, "a.txt", "123"));
    refused(507, "quota-exceeded", put(root, "b.txt", "1"));
    json(200, put(root, "a.txt?conflict=replace", "456"));
    assertEquals(1, json(200, get("/nodes/" + root + "/children")).get("nodes").size());
  }

  @Test
  void aBodyLargerThanAnyJsonPasses() throws Exception {
    byte[] body = new byte[(int) HttpSettings.listeningAt("127.0.0.1:0").maxJsonBytes() + 12345];
    files.random.nextBytes(body);
    HttpRequest request =
        request("PUT", "/api/v1/nodes/" + root + "/children/large")
            .PUT(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
            .build();
    JsonNode node = json(201, client.send(request, HttpResponse.BodyHandlers.ofString()));
    assertEquals(body.length, node.get("size").asLong());
    assertArrayEquals(body, bytes("/api/v1/nodes/" + id(node) + "/content").body());
  }

  @Test
  void aBodyThatStopsHalfWayStoresNothing() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", server.uri().getPort())) {
      socket
          .getOutputStream()
          .write(
              ("PUT /api/v1/nodes/"
                      + root
                      + "/children/half.txt HTTP/1.1\r\nHost: localhost\r\n"
                      + "Authorization: "
                      + asAnna
                      + "\r\nContent-Length: 100\r\n\r\nhalf")
                  .getBytes(StandardCharsets.UTF_8));
      socket.shutdownOutput();
      try (InputStream in = socket.getInputStream()) {
        in.readAllBytes();
      }
    }
    assertEquals(0, json(200, get("/nodes/" + root + "/children")).get("nodes").size());
  }

  @Test
  void contentComesInPartsAndNotAgain() throws Exception {
    String file = id(json(201, put(root, "a.txt", "0123456789")));
    String path = "/nodes/" + file + "/content";
    HttpResponse<String> whole = get(path);
    assertEquals("0123456789", whole.body());
    String tag = whole.headers().firstValue("ETag").orElseThrow();
    assertEquals(304, get(path, "If-None-Match", tag).statusCode());
    assertEquals(412, get(path, "If-Match", "\"other\"").statusCode());
    HttpResponse<String> part = get(path, "Range", "bytes=2-4");
    assertEquals(206, part.statusCode());
    assertEquals("234", part.body());
    assertEquals("bytes 2-4/10", part.headers().firstValue("Content-Range").orElseThrow());
    assertEquals("89", get(path, "Range", "bytes=-2").body());
    assertEquals(416, get(path, "Range", "bytes=10-").statusCode());
    assertEquals("0123456789", get(path, "Range", "bytes=0-1,4-5").body());
    assertEquals("234", get(path, "Range", "bytes=2-4", "If-Range", tag).body());
    assertEquals("0123456789", get(path, "Range", "bytes=2-4", "If-Range", "\"other\"").body());
    HttpResponse<String> head = send("HEAD", path, "");
    assertEquals("10", head.headers().firstValue("Content-Length").orElseThrow());
    assertEquals("", head.body());
  }

  @Test
  void onlyWhatCannotRunIsShownInline() throws Exception {
    String page = id(json(201, put(root, "a.html", "<script>alert(1)</script>")));
    String picture = id(json(201, put(root, "a.svg", "<svg/>")));
    String text = id(json(201, put(root, "ü.txt", "x")));
    for (String dangerous : List.of(page, picture)) {
      HttpResponse<String> answer = get("/nodes/" + dangerous + "/content?inline=1");
      assertTrue(header(answer, "Content-Disposition").startsWith("attachment;"));
      assertTrue(header(answer, "Content-Security-Policy").contains("sandbox"));
      assertEquals("nosniff", header(answer, "X-Content-Type-Options"));
    }
    assertTrue(
        header(get("/nodes/" + text + "/content"), "Content-Disposition")
            .startsWith("attachment;"));
    HttpResponse<String> shown = get("/nodes/" + text + "/content?inline=1");
    assertTrue(header(shown, "Content-Disposition").startsWith("inline;"));
    assertTrue(header(shown, "Content-Disposition").endsWith("filename*=UTF-8''%C3%BC.txt"));
    assertEquals(
        "text/plain; charset=utf-8",
        header(shown, "Content-Type").toLowerCase(java.util.Locale.ROOT));
  }

  @Test
  void thingsAreRenamedAndMovedAndKeepTheirNumber() throws Exception {
    String from = made("from");
    String to = made("to");
    String file = id(json(201, put(from, "a.txt", "x")));
    put(to, "taken", "y");
    JsonNode renamed = json(200, send("PATCH", "/nodes/" + file, "{\"name\":\"b.txt\"}"));
    assertEquals("b.txt", renamed.get("name").asString());
    assertEquals(file, id(renamed));
    JsonNode moved = json(200, send("PATCH", "/nodes/" + file, "{\"parent\":\"" + to + "\"}"));
    assertEquals(to, moved.get("parent").asString());
    assertEquals("b.txt", moved.get("name").asString());
    refused(409, "exists", send("PATCH", "/nodes/" + file, "{\"name\":\"taken\"}"));
    json(200, send("PATCH", "/nodes/" + file, "{\"name\":\"c.txt\",\"parent\":\"" + from + "\"}"));
    refused(409, "conflict", send("PATCH", "/nodes/" + from, "{\"parent\":\"" + from + "\"}"));
    refused(404, "not-found", send("PATCH", "/nodes/" + from, "{\"parent\":\"" + file + "\"}"));
    refused(403, "denied", send("PATCH", "/nodes/" + root, "{\"name\":\"x\"}"));
    refused(400, "invalid", send("PATCH", "/nodes/" + file, "{}"));
    refused(400, "invalid", send("PATCH", "/nodes/" + file, "[]"));
    refused(400, "invalid", send("PATCH", "/nodes/" + file, "{\"parent\":\"x\"}"));
    assertEquals("x", get("/nodes/" + file + "/content").body());
  }

  @Test
  void thingsAreCopiedAndATakenNameIsUpToTheAsker() throws Exception {
    String to = made("to");
    String file = id(json(201, put(root, "a.txt", "new")));
    String there = id(json(201, put(to, "a.txt", "old")));
    String copy = "/nodes/" + file + "/copy";
    String into = "{\"parent\":\"" + to + "\"";
    refused(409, "exists", post(copy, into + "}"));
    refused(400, "invalid", post(copy, into + ",\"conflict\":\"maybe\"}"));
    refused(400, "invalid", post(copy, "{}"));
    refused(404, "not-found", post(copy, "{\"parent\":\"" + file + "\"}"));
    refused(404, "not-found", post("/nodes/999999/copy", into + "}"));
    JsonNode second = json(201, post(copy, into + ",\"conflict\":\"rename\"}"));
    assertEquals("a (2).txt", second.get("name").asString());
    assertFalse(second.has("replaced"));
    JsonNode replacing = json(201, post(copy, into + ",\"conflict\":\"replace\"}"));
    assertEquals(there, replacing.get("replaced").asString());
    assertEquals("new", get("/nodes/" + id(replacing) + "/content").body());
    assertEquals(
        "b.txt", json(201, post(copy, into + ",\"name\":\"b.txt\"}")).get("name").asString());

    String move = into + ",\"conflict\":\"replace\"}";
    JsonNode moved = json(200, send("PATCH", "/nodes/" + file, move));
    assertEquals(file, id(moved));
    assertEquals(id(replacing), moved.get("replaced").asString());
    json(200, post("/trash/" + there + "/restore", ""));
    asAnna = basic(files.person("ben"));
    refused(404, "not-found", post(copy, into + "}"));
    asAnna = "";
    refused(401, "signed-out", post(copy, into + "}"));
  }

  @Test
  void thingsMoveBetweenSpaces() throws Exception {
    Space team = files.team("Team", anna, Role.EDITOR);
    String top = Long.toString(files.tree.rootOf(team.id()).value());
    String folder = made("x");
    String file = id(json(201, put(folder, "a.txt", "x")));
    json(200, send("PATCH", "/nodes/" + folder, "{\"parent\":\"" + top + "\"}"));
    JsonNode node = json(200, get("/nodes/" + file));
    assertEquals(Long.toString(team.id().value()), node.get("space").asString());
    assertEquals("Team", node.get("path").get(0).get("name").asString());
    // What is called like a team would be hidden behind it in WebDAV.
    refused(409, "exists", post("/nodes/" + root + "/folders", "{\"name\":\"Team\"}"));
    refused(409, "exists", put(root, "Team", "x"));
  }

  @Test
  void aFolderThatIsCalledLikeALaterTeamStaysInReach() throws Exception {
    String folder = made("Team");
    files.team("Team", anna, Role.EDITOR);
    String file = id(json(201, put(folder, "a.txt", "mine")));
    String inner = id(json(201, post("/nodes/" + folder + "/folders", "{\"name\":\"x\"}")));
    json(200, send("PATCH", "/nodes/" + file, "{\"name\":\"b.txt\",\"parent\":\"" + inner + "\"}"));
    assertEquals("mine", get("/nodes/" + file + "/content").body());
    assertEquals(List.of(), files.names(anna, "Team"));
    json(200, send("DELETE", "/nodes/" + file, ""));
    json(200, send("PATCH", "/nodes/" + folder, "{\"name\":\"Meins\"}"));
    assertEquals(List.of("x"), files.names(anna, "Meins"));
  }

  @Test
  void whatSomebodyElseLockedIsShownSoAndStays() throws Exception {
    Space team = files.team("Team", anna, Role.EDITOR);
    String top = Long.toString(files.tree.rootOf(team.id()).value());
    String folder = id(json(201, post("/nodes/" + top + "/folders", "{\"name\":\"x\"}")));
    String file = id(json(201, put(folder, "a.txt", "x")));
    assertFalse(json(200, get("/nodes/" + file)).get("locked").asBoolean());
    files.lock(House.actor(files.house.people.byName("chief").orElseThrow()), "Team/x");
    assertTrue(json(200, get("/nodes/" + file)).get("locked").asBoolean());
    assertFalse(json(200, get("/nodes/" + top)).get("locked").asBoolean());
    for (String each : List.of(top, folder)) {
      JsonNode child = json(200, get("/nodes/" + each + "/children")).get("nodes").get(0);
      assertTrue(child.get("locked").asBoolean());
    }
    refused(423, "locked", put(folder, "b.txt", "x"));
    refused(423, "locked", put(folder, "a.txt?conflict=replace", "y"));
    refused(423, "locked", post("/nodes/" + folder + "/folders", "{\"name\":\"y\"}"));
    refused(423, "locked", send("PATCH", "/nodes/" + file, "{\"name\":\"y\"}"));
    refused(423, "locked", send("DELETE", "/nodes/" + folder, ""));
    assertEquals("x", get("/nodes/" + file + "/content").body());
  }

  @Test
  void aFolderIsMadeOnce() throws Exception {
    made("x");
    refused(409, "exists", post("/nodes/" + root + "/folders", "{\"name\":\"x\"}"));
    refused(400, "invalid", post("/nodes/" + root + "/folders", "{}"));
    refused(404, "not-found", post("/nodes/999999/folders", "{\"name\":\"x\"}"));
    refused(400, "invalid", post("/nodes/x/folders", "{\"name\":\"x\"}"));
  }

  @Test
  void whatIsThrownAwayIsListedAndComesBack() throws Exception {
    String folder = made("x");
    String file = id(json(201, put(folder, "a.txt", "hello")));
    String before = json(200, get("/nodes/" + file)).get("etag").asString();
    String item = json(200, send("DELETE", "/nodes/" + file, "")).get("trashItem").asString();
    refused(404, "not-found", get("/nodes/" + file));
    refused(404, "not-found", send("DELETE", "/nodes/" + file, ""));
    refused(403, "denied", send("DELETE", "/nodes/" + root, ""));
    String trash = "/spaces/" + files.personal(anna).value() + "/trash";
    JsonNode listed = json(200, get(trash)).get("items").get(0);
    assertEquals(item, id(listed));
    assertEquals("a.txt", listed.get("name").asString());
    assertEquals("file", listed.get("kind").asString());
    assertEquals(5, listed.get("size").asLong());
    assertEquals("x/a.txt", listed.get("originalPath").asString());
    assertEquals("anna", listed.get("deletedBy").asString());
    assertEquals(files.house.clock.instant().toString(), listed.get("deletedAt").asString());
    JsonNode back = json(200, post("/trash/" + item + "/restore", ""));
    assertEquals(file, id(back));
    assertEquals(folder, back.get("parent").asString());
    assertEquals(before, back.get("etag").asString());
    refused(404, "not-found", post("/trash/" + item + "/restore", ""));
    assertEquals(0, json(200, get(trash)).get("items").size());
  }

  @Test
  void theTrashComesPageByPageTheLastThrownAwayFirst() throws Exception {
    List<String> thrown = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      String id = id(json(201, put(root, i + ".txt", "x")));
      json(200, send("DELETE", "/nodes/" + id, ""));
      thrown.addFirst(id);
      // Several in one second, and several seconds.
      if (i % 3 == 2) {
        files.house.clock.move(java.time.Duration.ofSeconds(1));
      }
    }
    String trash = "/spaces/" + files.personal(anna).value() + "/trash?limit=2";
    List<String> seen = new ArrayList<>();
    String after = "";
    int pages = 0;
    do {
      JsonNode page = json(200, get(trash + "&after=" + after));
      page.get("items").forEach(item -> seen.add(id(item)));
      after = page.get("next").isNull() ? "" : page.get("next").asString();
      pages++;
    } while (!after.isEmpty());
    assertEquals(4, pages);
    assertEquals(thrown, seen);
    for (String wrong : List.of("x", "1", "1-", "-1-2", "1-2-3", "9".repeat(19) + "-1")) {
      refused(400, "invalid", get(trash + "&after=" + wrong));
    }
  }

  @Test
  void whatIsRemovedForGoodIsGone() throws Exception {
    String one = id(json(201, put(root, "a.txt", "x")));
    String two = id(json(201, put(root, "b.txt", "x")));
    String three = id(json(201, put(root, "c.txt", "x")));
    for (String each : List.of(one, two, three)) {
      json(200, send("DELETE", "/nodes/" + each, ""));
    }
    String trash = "/spaces/" + files.personal(anna).value() + "/trash";
    assertEquals(204, send("DELETE", "/trash/" + one, "").statusCode());
    refused(404, "not-found", send("DELETE", "/trash/" + one, ""));
    assertEquals(2, json(200, get(trash)).get("items").size());
    assertEquals(204, send("DELETE", trash, "").statusCode());
    assertEquals(0, json(200, get(trash)).get("items").size());
    refused(404, "not-found", post("/trash/" + two + "/restore", ""));
  }

  @Test
  void aFolderComesAsZipAndAsTar() throws Exception {
    String folder = made("Akten");
    put(folder, "ü.txt", "hello", "X-Modified-At", "2026-01-15T10:00:00Z");
    String inner = id(json(201, post("/nodes/" + folder + "/folders", "{\"name\":\"inner\"}")));
    String deep = id(json(201, put(inner, "deep.txt", "deep")));
    put(inner, "empty", "");
    HttpResponse<byte[]> zip = bytes("/api/v1/nodes/" + folder + "/archive");
    assertEquals("application/zip", zip.headers().firstValue("Content-Type").orElseThrow());
    assertTrue(zip.headers().firstValue("Content-Disposition").orElseThrow().contains("Akten.zip"));
    Map<String, String> expected =
        Map.of("inner/", "", "inner/deep.txt", "deep", "inner/empty", "", "ü.txt", "hello");
    assertEquals(expected, unzipped(zip.body()));
    assertEquals(
        expected, untarred(bytes("/api/v1/nodes/" + folder + "/archive?format=tar").body()));
    assertEquals(
        Map.of("inner/", "", "inner/deep.txt", "deep", "inner/empty", ""),
        unzipped(bytes("/api/v1/nodes/" + folder + "/archive?only=" + inner).body()));
    refused(404, "not-found", get("/nodes/" + folder + "/archive?only=" + deep));
    refused(404, "not-found", get("/nodes/" + folder + "/archive?only=" + inner + ",999999"));
    refused(400, "invalid", get("/nodes/" + folder + "/archive?format=rar"));
    refused(400, "invalid", get("/nodes/" + folder + "/archive?only=x"));
    assertTrue(
        bytes("/api/v1/nodes/" + root + "/archive")
            .headers()
            .firstValue("Content-Disposition")
            .orElseThrow()
            .contains("anna.zip"));
  }

  @Test
  void aPictureHasAPreviewThatFits() throws Exception {
    String picture = id(json(201, putBytes(root, "a.png", png(1000, 500))));
    JsonNode node = json(200, get("/nodes/" + picture));
    assertTrue(node.get("preview").asBoolean());
    String path = "/api/v1/nodes/" + picture + "/preview?x=256&y=256";
    HttpResponse<byte[]> answer = bytes(path);
    BufferedImage small = ImageIO.read(new ByteArrayInputStream(answer.body()));
    assertEquals(256, small.getWidth());
    assertEquals(128, small.getHeight());
    assertEquals("private, no-cache", answer.headers().firstValue("Cache-Control").orElseThrow());
    String tag = answer.headers().firstValue("ETag").orElseThrow();
    assertEquals(304, raw("GET", path, "", "If-None-Match", tag).statusCode());
    assertTrue(
        header(raw("GET", path + "&etag=" + node.get("etag").asString(), ""), "Cache-Control")
            .contains("immutable"));
    assertFalse(
        header(raw("GET", path + "&etag=stale", ""), "Cache-Control").contains("immutable"));

    String clients =
        "/index.php/core/preview?fileId=" + picture + "&x=64&y=64&a=1&mode=cover&forceIcon=0";
    assertEquals(64, ImageIO.read(new ByteArrayInputStream(bytes(clients).body())).getWidth());
    assertArrayEquals(
        bytes(clients).body(), bytes(clients.replace("preview?", "preview.png?")).body());
    json(200, send("DELETE", "/nodes/" + picture, ""));
    assertEquals(404, bytes(clients).statusCode());
    assertEquals(
        200,
        bytes("/index.php/apps/files_trashbin/preview?fileId=" + picture + "&x=64&y=64")
            .statusCode());
  }

  @Test
  void whatIsNoPictureHasNoPreview() throws Exception {
    String liar = id(json(201, put(root, "a.png", "no picture at all")));
    String text = id(json(201, put(root, "a.txt", "x")));
    refused(404, "not-found", get("/nodes/" + liar + "/preview"));
    refused(404, "not-found", get("/nodes/" + liar + "/preview"));
    refused(404, "not-found", get("/nodes/" + text + "/preview"));
    refused(404, "not-found", get("/nodes/" + root + "/preview"));
    refused(400, "invalid", get("/nodes/" + liar + "/preview?x=0&y=5"));
    refused(400, "invalid", get("/nodes/" + liar + "/preview?x=a"));
    refused(400, "invalid", raw("GET", "/index.php/core/preview", ""));
    refused(404, "not-found", raw("GET", "/index.php/core/preview?fileId=" + text, ""));
  }

  @Test
  void whatWasReadIsNotedAndWhatWasNotIsNot() throws Exception {
    String folder = made("x");
    String file = id(json(201, put(folder, "a.txt", "hello")));
    String picture = id(json(201, putBytes(folder, "b.png", png(900, 900))));
    get("/nodes/" + file);
    get("/nodes/" + folder + "/children");
    send("HEAD", "/nodes/" + file + "/content", "");
    get("/nodes/" + file + "/content", "If-None-Match", "*");
    get("/nodes/" + file + "/content", "Range", "bytes=99-");
    bytes("/api/v1/nodes/" + picture + "/preview?x=256&y=256");
    assertEquals(List.of(), files.readings);
    get("/nodes/" + file + "/content", "Range", "bytes=0-0");
    bytes("/api/v1/nodes/" + picture + "/preview?x=768&y=768");
    bytes("/api/v1/nodes/" + folder + "/archive");
    assertEquals(
        List.of("a.txt", "b.png", "a.txt", "b.png"),
        files.readings.stream().map(event -> String.valueOf(event.name())).toList());
    assertTrue(files.readings.stream().allMatch(event -> event.kind().equals("file.read")));
  }

  @Test
  void otherAddressesAndMethodsAreLeftToOthers() throws Exception {
    assertEquals(404, get("/nodes/" + root + "/nothing").statusCode());
    assertEquals(404, send("POST", "/nodes/" + root + "/children/a", "x").statusCode());
    assertEquals(404, get("/nodes/" + root + "/children/a").statusCode());
  }

  private String made(String name) throws Exception {
    return id(json(201, post("/nodes/" + root + "/folders", "{\"name\":\"" + name + "\"}")));
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    return raw("GET", "/api/v1" + path, "", headers);
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return send("POST", path, body);
  }

  private HttpResponse<String> put(String folder, String name, String body, String... headers)
      throws Exception {
    return raw("PUT", "/api/v1/nodes/" + folder + "/children/" + name, body, headers);
  }

  private HttpResponse<String> putBytes(String folder, String name, byte[] body) throws Exception {
    return client.send(
        request("PUT", "/api/v1/nodes/" + folder + "/children/" + name)
            .PUT(HttpRequest.BodyPublishers.ofByteArray(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /// With a path that a well-behaved client would never send.
  private HttpResponse<String> rawPut(String path) throws Exception {
    return client.send(
        request("PUT", path).method("PUT", HttpRequest.BodyPublishers.noBody()).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> send(String method, String path, String body) throws Exception {
    return raw(method, "/api/v1" + path, body);
  }

  private HttpResponse<String> raw(String method, String path, String body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        request(method, path)
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<byte[]> bytes(String path) throws Exception {
    return client.send(request("GET", path).build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private HttpRequest.Builder request(String method, String path) {
    String base = server.uri().resolve("/").toString().replaceAll("/$", "");
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
    if (!asAnna.isEmpty()) {
      request.header("Authorization", asAnna);
    }
    return request.method(method, HttpRequest.BodyPublishers.noBody());
  }

  private String basic(Actor actor) {
    String secret =
        files.house.appPasswords.make(Author.COMMAND_LINE, actor.account().id(), "test").secret();
    String text = actor.account().name() + ":" + secret;
    return "Basic " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static JsonNode json(int status, HttpResponse<String> answer) {
    assertEquals(status, answer.statusCode(), answer.body());
    return Json.MAPPER.readTree(answer.body());
  }

  private static void refused(int status, String code, HttpResponse<String> answer) {
    assertEquals(code, json(status, answer).get("code").asString());
    assertEquals("application/problem+json", header(answer, "Content-Type"));
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  private static String id(JsonNode node) {
    return node.get("id").asString();
  }

  private static byte[] png(int width, int height) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", out);
    return out.toByteArray();
  }

  private static Map<String, String> unzipped(byte[] archive) throws Exception {
    Map<String, String> entries = new TreeMap<>();
    Path file = Files.write(Files.createTempFile("allmende", ".zip"), archive);
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        entries.put(
            entry.getName(),
            new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
      }
    } finally {
      Files.delete(file);
    }
    return entries;
  }

  private static Map<String, String> untarred(byte[] archive) throws Exception {
    Map<String, String> entries = new TreeMap<>();
    try (TarArchiveInputStream in =
        new TarArchiveInputStream(new ByteArrayInputStream(archive), "UTF-8")) {
      for (TarArchiveEntry entry; (entry = in.getNextEntry()) != null; ) {
        entries.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return entries;
  }
}
