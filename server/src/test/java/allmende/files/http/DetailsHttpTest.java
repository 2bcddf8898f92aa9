package allmende.files.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.files.Details;
import allmende.files.FileHouse;
import allmende.files.FileId;
import allmende.files.Node;
import allmende.identity.Actor;
import allmende.identity.Author;
import allmende.identity.House;
import allmende.ledger.History;
import allmende.ledger.Ledger;
import allmende.ledger.Sight;
import allmende.ledger.http.HistoryRoutes;
import allmende.platform.events.Dispatcher;
import allmende.platform.events.Event;
import allmende.platform.http.HttpServer;
import allmende.platform.http.HttpSettings;
import allmende.platform.http.Json;
import allmende.spaces.Role;
import allmende.spaces.Space;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What stands beside a file: details, versions and history, in `docs/protocols/http.md`.
class DetailsHttpTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private FileHouse files;
  private Dispatcher dispatcher;
  private HttpServer server;
  private Actor anna;
  private Actor ben;
  private Actor chief;
  private Space team;

  @BeforeEach
  void start(@TempDir Path folder) {
    files = new FileHouse(folder);
    House house = files.house;
    Sight sight =
        (actor, node) -> {
          var at = files.browse.find(actor, new FileId(node));
          return new Sight.Seen(
              at.entry().node().space().value(),
              at.entry().team() ? Optional.of(at.path().getFirst().name()) : Optional.empty(),
              at.entry().role() == Role.MANAGER);
        };
    dispatcher = new Dispatcher(house.jdbi, List.of(new Ledger(house.jdbi)));
    server =
        new HttpServer(
                HttpSettings.listeningAt("127.0.0.1:0"),
                new SimpleMeterRegistry(),
                List.of(new VersionEdge(house.gate, files.browse, files.versions, files.blobs)),
                routes -> {
                  new DetailRoutes(
                          house.gate,
                          house.people,
                          house.groups,
                          new Details(house.jdbi, files.ways),
                          files.versions)
                      .add(routes);
                  new HistoryRoutes(
                          house.gate, house.people, new History(house.jdbi, files.spaces, sight))
                      .add(routes);
                })
            .start();
    anna = files.person("anna");
    ben = files.person("ben");
    team = files.team("Einkauf", anna, Role.EDITOR);
    chief = House.actor(house.people.byName("chief").orElseThrow());
    files.spaces.setMember(chief, team.id(), ben.account().id(), Role.VIEWER);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void detailsSayWhoWroteItAndWhoHasAccess() throws Exception {
    var group = files.house.groups.create(Author.COMMAND_LINE, "Vertrieb");
    files.spaces.setGroup(chief, team.id(), group.id(), Role.VIEWER);
    Node file = files.put(anna, "Einkauf/Angebot.txt", "x");
    JsonNode details = json(200, get(ben, file, "/details"));
    assertEquals("anna", details.get("author").asString());
    assertEquals(files.house.clock.instant().toString(), details.get("createdAt").asString());
    assertEquals("team", details.get("space").get("kind").asString());
    assertEquals("Einkauf", details.get("space").get("name").asString());
    assertEquals(
        List.of("anna editor", "ben viewer", "chief manager"), roles(details.get("people")));
    assertEquals(List.of("Vertrieb viewer"), roles(details.get("groups")));

    Node own = files.put(anna, "mine.txt", "x");
    JsonNode mine = json(200, get(anna, own, "/details"));
    assertEquals("personal", mine.get("space").get("kind").asString());
    assertEquals(List.of(), roles(mine.get("people")));
    for (String call : List.of("/details", "/versions", "/history")) {
      assertEquals(404, get(ben, own, call).statusCode(), call);
      assertEquals(404, get(ben, "999999", call).statusCode(), call);
      assertEquals(401, get("", Long.toString(own.id().value()), call).statusCode(), call);
      assertEquals(400, get(ben, "x", call).statusCode(), call);
    }
    assertEquals(404, get(ben, own, "/versions/1/content").statusCode());
  }

  @Test
  void versionsAreListedReadAndBroughtBack() throws Exception {
    Node file = files.put(anna, "Einkauf/Angebot.txt", "one");
    files.house.clock.move(Duration.ofSeconds(5));
    files.put(chief, "Einkauf/Angebot.txt", "second");
    JsonNode versions = json(200, get(ben, file, "/versions"));
    assertEquals(1, versions.size());
    assertEquals("anna", versions.get(0).get("author").asString());
    assertEquals(3, versions.get(0).get("size").asLong());
    String one = "/versions/" + versions.get(0).get("id").asString();
    HttpResponse<String> then = get(ben, file, one + "/content");
    assertEquals("one", then.body());
    assertTrue(header(then, "Content-Disposition").startsWith("attachment;"));
    HttpResponse<String> shown = get(ben, file, one + "/content?inline=1");
    assertTrue(header(shown, "Content-Disposition").startsWith("inline;"));
    assertTrue(header(shown, "Content-Security-Policy").contains("sandbox"));
    assertEquals(
        List.of("file.read", "file.read"), files.readings.stream().map(Event::kind).toList());
    assertEquals(404, get(ben, file, "/versions/999999/content").statusCode());
    assertEquals(404, get(ben, file, "/versions/999999/restore").statusCode());

    assertEquals(403, post(ben, file, one + "/restore").statusCode());
    assertEquals(6, json(200, post(anna, file, one + "/restore")).get("size").asLong() + 3);
    assertEquals("one", files.text(files.find(anna, "Einkauf/Angebot.txt").content()));
    assertEquals(404, post(anna, file, "/versions/999999/restore").statusCode());
  }

  @Test
  void pagesOfHtmlAreNeverShown() throws Exception {
    Node page = files.put(anna, "Einkauf/a.html", "<script>alert(1)</script>");
    files.house.clock.move(Duration.ofSeconds(5));
    files.put(anna, "Einkauf/a.html", "2");
    String id = json(200, get(anna, page, "/versions")).get(0).get("id").asString();
    HttpResponse<String> answer = get(anna, page, "/versions/" + id + "/content?inline=1");
    assertTrue(header(answer, "Content-Disposition").startsWith("attachment;"));
    assertTrue(header(answer, "Content-Security-Policy").contains("sandbox"));
  }

  @Test
  void historySaysWhoDidWhatPageByPage() throws Exception {
    Node file = files.put(anna, "Einkauf/Angebot.txt", "one");
    files.put(chief, "Einkauf/Angebot.txt", "two");
    files.folder(anna, "Einkauf/x");
    files.arrange.move(
        anna,
        file.id(),
        Optional.of("Neu.txt"),
        Optional.of(files.find(anna, "Einkauf/x").id()),
        allmende.files.Arrange.Taken.FAIL);
    dispatcher.run();
    JsonNode first = json(200, get(ben, file, "/history?limit=2"));
    assertEquals(List.of("file.moved anna", "file.changed chief"), told(first));
    assertEquals("Einkauf/Angebot.txt", first.get("events").get(0).get("from").asString());
    assertEquals("Neu.txt", first.get("events").get(0).get("name").asString());
    assertFalse(first.get("events").get(0).get("self").asBoolean());
    JsonNode rest = json(200, get(ben, file, "/history?before=" + first.get("next").asString()));
    assertEquals(List.of("file.created anna"), told(rest));
    assertTrue(rest.get("next").isNull());
    assertTrue(json(200, get(anna, file, "/history")).get("events").get(0).get("self").asBoolean());
    assertEquals(400, get(ben, file, "/history?limit=0").statusCode());
    assertEquals(400, get(ben, file, "/history?before=x").statusCode());
  }

  @Test
  void whatHappenedInSomebodysOwnFoldersStaysThere() throws Exception {
    files.folder(anna, "Bewerbung");
    Node file = files.put(anna, "Bewerbung/Brief.txt", "one");
    files.arrange.move(
        anna,
        file.id(),
        Optional.empty(),
        Optional.of(files.tree.rootOf(team.id())),
        allmende.files.Arrange.Taken.FAIL);
    dispatcher.run();
    HttpResponse<String> bens = get(ben, file, "/history");
    assertEquals(List.of("file.moved anna"), told(json(200, bens)));
    assertFalse(bens.body().contains("Bewerbung"), bens.body());
    JsonNode annas = json(200, get(anna, file, "/history"));
    assertEquals(List.of("file.moved anna", "file.created anna"), told(annas));
    assertEquals("Bewerbung/Brief.txt", annas.get("events").get(0).get("from").asString());
  }

  @Test
  void whoReadItIsTheirsToKnow() throws Exception {
    Node file = files.put(anna, "Einkauf/Angebot.txt", "one");
    note(file, "file.read", ben.account().id().value(), "session, VIEWER");
    note(file, "file.read", null, "link 17");
    note(file, "link.created", anna.account().id().value(), "session, EDITOR");
    note(file, "version.expired", null, "files.versions");
    dispatcher.run();
    List<String> plain = List.of("file.read by link", "file.created anna");
    assertEquals(
        List.of("link.created anna", "file.read by link", "file.created anna"),
        told(json(200, get(anna, file, "/history"))));
    assertEquals(
        List.of("link.created anna", "file.read by link", "file.created anna"),
        told(json(200, get(chief, file, "/history"))));
    assertEquals(
        List.of(plain.getFirst(), "file.read ben", plain.getLast()),
        told(json(200, get(ben, file, "/history"))));
    HttpResponse<String> all = get(ben, file, "/history");
    assertFalse(all.body().contains("17"), "which link it was");
  }

  private void note(Node file, String kind, @Nullable Long actor, String right) {
    files.house.jdbi.useTransaction(handle ->
        files.events.append(
            handle,
            new Event(
                kind,
                actor,
                "Mozilla/5.0 Firefox/140.0",
                right,
                file.space().value(),
                file.id().value(),
                file.name(),
                "secret 17")));
  }

  private static List<String> told(JsonNode page) {
    List<String> told = new ArrayList<>();
    for (JsonNode event : page.get("events")) {
      String who = event.get("link").asBoolean() ? "by link" : event.get("by").asString();
      told.add(event.get("kind").asString() + " " + who);
    }
    return told;
  }

  private static List<String> roles(JsonNode members) {
    List<String> roles = new ArrayList<>();
    members.forEach(
        one -> roles.add(one.get("name").asString() + " " + one.get("role").asString()));
    return roles.stream().sorted().toList();
  }

  private HttpResponse<String> get(Actor actor, Node node, String call) throws Exception {
    return get(actor, Long.toString(node.id().value()), call);
  }

  private HttpResponse<String> get(Actor actor, String node, String call) throws Exception {
    return get(basic(actor), node, call);
  }

  private HttpResponse<String> get(String as, String node, String call) throws Exception {
    return send("GET", as, node, call);
  }

  private HttpResponse<String> post(Actor actor, Node node, String call) throws Exception {
    return send("POST", basic(actor), Long.toString(node.id().value()), call);
  }

  private HttpResponse<String> send(String method, String as, String node, String call)
      throws Exception {
    URI address = server.uri().resolve("/api/v1/nodes/" + node + call);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address).method(method, HttpRequest.BodyPublishers.noBody());
    if (!as.isEmpty()) {
      request.header("Authorization", as);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private String basic(Actor actor) {
    String secret =
        files.house.appPasswords.make(Author.COMMAND_LINE, actor.account().id(), "test").secret();
    String text = actor.account().name() + ":" + secret;
    return "Basic " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  private static JsonNode json(int status, HttpResponse<String> answer) {
    assertEquals(status, answer.statusCode(), answer.body());
    return Json.MAPPER.readTree(answer.body());
  }
}
