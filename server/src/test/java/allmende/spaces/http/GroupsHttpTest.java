package allmende.spaces.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.TestDatabase;
import allmende.identity.Account;
import allmende.identity.House;
import allmende.identity.http.GroupRoutes;
import allmende.platform.http.HttpServer;
import allmende.platform.http.HttpSettings;
import allmende.platform.http.Json;
import allmende.spaces.Membership;
import allmende.spaces.Role;
import allmende.spaces.Space;
import allmende.spaces.SpaceFigures;
import allmende.spaces.SpaceId;
import allmende.spaces.Spaces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// "Groups" and "Quotas" of `docs/protocols/http.md` against the real server, in this process.
class GroupsHttpTest {
  /// A space whose files nobody keeps.
  private static final SpaceFigures FIGURES =
      new SpaceFigures() {
        @Override
        public String root(SpaceId space) {
          return "1";
        }

        @Override
        public long used(SpaceId space) {
          return 7;
        }
      };

  private final HttpClient client = HttpClient.newHttpClient();
  private final House house = new House(TestDatabase.jdbi());
  private final Spaces spaces =
      new Spaces(house.jdbi, house.clock, house.people, house.groups, house.events);
  private final Account chief = house.person("chief", true);
  private final Account anna = house.person("anna", false);
  private final Account bob = house.person("bob", false);
  private HttpServer server;

  @BeforeEach
  void start() {
    server =
        new HttpServer(
                HttpSettings.listeningAt("127.0.0.1:0"),
                new SimpleMeterRegistry(),
                List.of(),
                routes -> {
                  new GroupRoutes(house.gate, house.people, house.groups).add(routes);
                  new SpaceRoutes(house.gate, house.people, house.groups, spaces, FIGURES)
                      .add(routes);
                })
            .start();
  }

  @AfterEach
  void stop() {
    client.shutdownNow();
    server.close();
  }

  @Test
  void administratorsMakeRenameFillAndRemoveGroups() throws Exception {
    String id = made("Bauamt");
    assertEquals(409, status(chief, "POST", "/groups", "{\"name\":\"bauamt\"}"));
    assertEquals(204, status(chief, "PUT", "/groups/" + id + "/members/anna", ""));
    assertEquals(404, status(chief, "PUT", "/groups/" + id + "/members/nobody", ""));
    JsonNode members = json(chief, "GET", "/groups/" + id + "/members", "");
    assertEquals("anna", members.get(0).get("name").asString());
    assertEquals(1, members.size());
    JsonNode renamed = json(chief, "PATCH", "/groups/" + id, "{\"name\":\"Bauverwaltung\"}");
    assertEquals("Bauverwaltung", renamed.get("name").asString());
    assertEquals(
        "[{\"id\":\"" + id + "\",\"name\":\"Bauverwaltung\"}]",
        json(chief, "GET", "/groups", "").toString());
    assertEquals(204, status(chief, "DELETE", "/groups/" + id + "/members/anna", ""));
    assertEquals(0, json(chief, "GET", "/groups/" + id + "/members", "").size());
    assertEquals(204, status(chief, "DELETE", "/groups/" + id, ""));
    assertEquals(404, status(chief, "DELETE", "/groups/" + id, ""));
    assertEquals(400, status(chief, "DELETE", "/groups/x", ""));
    assertEquals(400, status(chief, "POST", "/groups", "{}"));
  }

  @Test
  void othersFindGroupsByAPartOfTheirNameAndChangeNone() throws Exception {
    String id = made("Bauamt");
    assertEquals(1, json(anna, "GET", "/groups?search=bau", "").size());
    assertEquals(0, json(anna, "GET", "/groups?search=b", "").size());
    for (String call :
        List.of(
            "GET /groups",
            "POST /groups",
            "PATCH /groups/" + id,
            "DELETE /groups/" + id,
            "GET /groups/" + id + "/members",
            "PUT /groups/" + id + "/members/anna",
            "DELETE /groups/" + id + "/members/anna",
            "GET /teams",
            "GET /people/anna/quota",
            "PUT /people/anna/quota")) {
      String[] words = call.split(" ");
      assertEquals(403, status(anna, words[0], words[1], "{\"name\":\"x\",\"quota\":1}"), call);
    }
    assertEquals("Bauamt", house.groups.all().getFirst().name());
    assertEquals(List.of(), house.groups.of(anna.id()));
  }

  @Test
  void aGroupIsAMemberOfATeamsSpace() throws Exception {
    Space team = spaces.makeTeam(House.actor(chief), "Verfahren", null);
    spaces.setMember(House.actor(chief), team.id(), bob.id(), Role.MANAGER);
    String id = made("Bauamt");
    String place = "/spaces/" + team.id().value() + "/groups";
    // Not only administrators: who manages the space decides who belongs there.
    assertEquals(204, status(bob, "PUT", place + "/" + id, "{\"role\":\"editor\"}"));
    assertEquals(404, status(bob, "PUT", place + "/987654", "{\"role\":\"editor\"}"));
    assertEquals(400, status(bob, "PUT", place + "/" + id, "{\"role\":\"king\"}"));
    assertEquals(1, spaces.of(anna.id()).size());
    assertEquals(204, status(chief, "PUT", "/groups/" + id + "/members/anna", ""));
    Membership membership = spaces.of(anna.id()).getLast();
    assertEquals("Verfahren", membership.space().name());
    assertEquals(Role.EDITOR, membership.role());
    assertEquals(
        "[{\"group\":{\"id\":\"" + id + "\",\"name\":\"Bauamt\"},\"role\":\"editor\"}]",
        json(bob, "GET", place, "").toString());
    assertEquals(403, status(anna, "DELETE", place + "/" + id, ""));
    assertEquals(204, status(bob, "DELETE", place + "/" + id, ""));
    assertEquals(404, status(bob, "DELETE", place + "/" + id, ""));
    assertEquals(1, spaces.of(anna.id()).size());
  }

  @Test
  void whoeverHadAPlaceThroughAGroupLosesItWithTheGroup() throws Exception {
    Space team = spaces.makeTeam(House.actor(chief), "Verfahren", null);
    String id = made("Bauamt");
    status(chief, "PUT", "/groups/" + id + "/members/anna", "");
    status(chief, "PUT", "/spaces/" + team.id().value() + "/groups/" + id, "{\"role\":\"viewer\"}");
    assertEquals(2, spaces.of(anna.id()).size());
    assertEquals(204, status(chief, "DELETE", "/groups/" + id, ""));
    assertEquals(1, spaces.of(anna.id()).size());
    assertTrue(house.people.byName("anna").isPresent());
  }

  @Test
  void administratorsSetHowMuchAPersonAndATeamMayHold() throws Exception {
    assertTrue(json(chief, "GET", "/people/anna/quota", "").get("quota").isNull());
    assertEquals(204, status(chief, "PUT", "/people/anna/quota", "{\"quota\":5000000000}"));
    JsonNode quota = json(chief, "GET", "/people/anna/quota", "");
    assertEquals(5_000_000_000L, quota.get("quota").asLong());
    assertEquals(7, quota.get("used").asLong());
    assertEquals(Long.valueOf(5_000_000_000L), spaces.of(anna.id()).getFirst().space().quota());
    for (String wrong :
        List.of("{}", "{\"quota\":-1}", "{\"quota\":\"much\"}", "{\"quota\":1.5}")) {
      assertEquals(400, status(chief, "PUT", "/people/anna/quota", wrong), wrong);
    }
    assertEquals(404, status(chief, "PUT", "/people/nobody/quota", "{\"quota\":null}"));
    assertEquals(204, status(chief, "PUT", "/people/anna/quota", "{\"quota\":null}"));
    assertEquals(null, spaces.of(anna.id()).getFirst().space().quota());

    Space team = spaces.makeTeam(House.actor(chief), "Verfahren", 10L);
    spaces.removeMember(House.actor(chief), withAnotherManager(team).id(), chief.id());
    // Also where one does not belong.
    JsonNode teams = json(chief, "GET", "/teams", "");
    assertEquals(1, teams.size());
    assertEquals(10, teams.get(0).get("quota").asLong());
    String id = teams.get(0).get("id").asString();
    assertEquals(204, status(chief, "PATCH", "/spaces/" + id, "{\"quota\":20}"));
    assertEquals(403, status(bob, "PATCH", "/spaces/" + id, "{\"quota\":30}"));
    assertEquals(Long.valueOf(20), spaces.byId(team.id()).orElseThrow().quota());
  }

  private Space withAnotherManager(Space team) {
    spaces.setMember(House.actor(chief), team.id(), bob.id(), Role.MANAGER);
    return team;
  }

  private String made(String name) throws Exception {
    HttpResponse<String> answer = send(chief, "POST", "/groups", "{\"name\":\"" + name + "\"}");
    assertEquals(201, answer.statusCode(), answer.body());
    String id = Json.MAPPER.readTree(answer.body()).get("id").asString();
    assertFalse(id.isEmpty());
    return id;
  }

  private JsonNode json(Account who, String method, String path, String body) throws Exception {
    HttpResponse<String> answer = send(who, method, path, body);
    assertEquals(200, answer.statusCode(), answer.body());
    return Json.MAPPER.readTree(answer.body());
  }

  private int status(Account who, String method, String path, String body) throws Exception {
    return send(who, method, path, body).statusCode();
  }

  private HttpResponse<String> send(Account who, String method, String path, String body)
      throws Exception {
    String credentials = who.name() + ":" + House.passwordOf(who.name());
    return client.send(
        HttpRequest.newBuilder(server.uri().resolve("/api/v1" + path))
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder()
                        .encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
