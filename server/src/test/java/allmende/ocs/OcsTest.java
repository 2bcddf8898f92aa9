package allmende.ocs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.files.FileHouse;
import allmende.files.Node;
import allmende.files.ocs.ClientRoutes;
import allmende.files.ocs.LockOcs;
import allmende.identity.Account;
import allmende.identity.Actor;
import allmende.identity.Author;
import allmende.identity.House;
import allmende.identity.ocs.Avatars;
import allmende.identity.ocs.GroupsOcs;
import allmende.identity.ocs.PeopleOcs;
import allmende.ledger.Ledger;
import allmende.ledger.ocs.ActivityOcs;
import allmende.platform.events.Dispatcher;
import allmende.platform.http.HttpServer;
import allmende.platform.http.HttpSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What Nextcloud's clients ask beside WebDAV, against the real server in this process.
class OcsTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private FileHouse house;
  private HttpServer server;
  private Ledger ledger;
  private Actor anna;
  private String authorization;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    house = new FileHouse(folder);
    House people = house.house;
    ledger = new Ledger(people.jdbi);
    server =
        new HttpServer(
                HttpSettings.listeningAt("127.0.0.1:0"),
                new SimpleMeterRegistry(),
                List.of(),
                routes -> {
                  new ClientRoutes(people.gate, house.spaces, house.tree).add(routes);
                  new LockOcs(people.gate, house.files()).add(routes);
                  new PeopleOcs(people.gate, people.people, people.groups, people.appPasswords)
                      .add(routes);
                  new GroupsOcs(people.gate, people.people, people.groups).add(routes);
                  new Avatars(people.gate, people.people).add(routes);
                  new ActivityOcs(people.gate, people.people, house.spaces, ledger).add(routes);
                })
            .start();
    Account account = people.person("anna", false);
    anna = House.actor(account);
    authorization =
        basic("anna", people.appPasswords.make(Author.COMMAND_LINE, account.id(), "test").secret());
  }

  @AfterEach
  void stop() {
    client.shutdownNow();
    server.close();
  }

  @Test
  void capabilitiesAreThereBeforeSignInAndPeopleAreNot() throws Exception {
    String right = authorization;
    authorization = "";
    assertTrue(get("/status.php").body().contains("\"installed\":true"));
    assertEquals(200, get("/ocs/v1.php/cloud/capabilities?format=json").statusCode());
    for (String path :
        List.of(
            "/cloud/user",
            "/cloud/users/anna",
            "/apps/files_sharing/api/v1/sharees?search=anna",
            "/apps/activity/api/v2/activity",
            "/core/getapppassword")) {
      assertEquals(
          401,
          get("/ocs/v2.php" + path + (path.contains("?") ? "&" : "?") + "format=json").statusCode(),
          path);
    }
    assertEquals(401, get("/index.php/avatar/anna/64").statusCode());
    authorization = right;
    HttpResponse<String> user = get("/ocs/v1.php/cloud/user?format=json");
    assertTrue(user.body().contains("\"statuscode\":100"), user.body());
    assertTrue(user.body().contains("\"id\":\"anna\""), user.body());
    assertTrue(get("/ocs/v2.php/cloud/user").body().contains("<id>anna</id>"));
  }

  @Test
  void pushIsAnnouncedForWhatIsTold() throws Exception {
    String body = get("/ocs/v2.php/cloud/capabilities?format=json").body();
    assertTrue(body.contains("\"type\":[\"files\",\"activities\"]"), body);
    // Nothing notifies anybody yet: a client that trusted in being told would wait for ever.
    assertFalse(body.contains("notifications"), body);
  }

  @Test
  void bulkUploadIsOnlyAnnouncedToClientsThatMasterIt() throws Exception {
    String path = "/ocs/v1.php/cloud/capabilities?format=json";
    assertFalse(
        get(path, "User-Agent", "Mozilla/5.0 (Linux) mirall/3.7.3").body().contains("bulkupload"));
    assertTrue(
        get(path, "User-Agent", "Mozilla/5.0 (Linux) mirall/3.16.2").body().contains("bulkupload"));
  }

  @Test
  void colleaguesAreFoundByAPartOfTheirNameAndNotAllAtOnce() throws Exception {
    house.house.person("bertram", false);
    String path = "/ocs/v2.php/apps/files_sharing/api/v1/sharees?format=json&itemType=file&search=";
    assertTrue(get(path + "bert").body().contains("\"shareWith\":\"bertram\""));
    assertFalse(get(path).body().contains("bertram"));
    assertFalse(get(path + "%25").body().contains("bertram"));
    String colleague = get("/ocs/v2.php/cloud/users/bertram?format=json").body();
    assertTrue(colleague.contains("displayname"), colleague);
    assertFalse(colleague.contains("email"), "a colleague's address is not for everybody");
    assertEquals(404, get("/ocs/v2.php/cloud/users/nobody?format=json").statusCode());
  }

  @Test
  void groupsAreReadByThoseInThemAndFoundForSharing() throws Exception {
    var groups = house.house.groups;
    var bau = groups.create(Author.COMMAND_LINE, "Bauamt");
    groups.create(Author.COMMAND_LINE, "Presse");
    groups.addMember(Author.COMMAND_LINE, bau.id(), anna.account().id());
    assertTrue(get("/ocs/v1.php/cloud/groups?format=json").body().contains("[\"Bauamt\"]"));
    assertTrue(
        get("/ocs/v1.php/cloud/users/anna/groups?format=json").body().contains("[\"Bauamt\"]"));
    assertTrue(
        get("/ocs/v2.php/cloud/users/anna?format=json").body().contains("\"groups\":[\"Bauamt\"]"));
    house.house.person("bertram", false);
    assertEquals(403, get("/ocs/v2.php/cloud/users/bertram/groups?format=json").statusCode());
    assertFalse(get("/ocs/v2.php/cloud/users/bertram?format=json").body().contains("groups"));
    assertEquals(403, get("/ocs/v2.php/cloud/groups/Bauamt?format=json").statusCode());
    String sharees = "/ocs/v2.php/apps/files_sharing/api/v1/sharees?format=json&search=";
    assertTrue(get(sharees + "pres").body().contains("\"shareWith\":\"Presse\""));
    assertFalse(get(sharees).body().contains("Presse"));
    assertFalse(get(sharees + "p").body().contains("Presse"));

    Account chief = house.house.person("chief", true);
    authorization =
        basic(
            "chief", house.house.appPasswords.make(Author.COMMAND_LINE, chief.id(), "t").secret());
    assertTrue(
        get("/ocs/v1.php/cloud/groups?format=json").body().contains("[\"Bauamt\",\"Presse\"]"));
    assertTrue(
        get("/ocs/v1.php/cloud/groups?format=json&search=PRE").body().contains("[\"Presse\"]"));
    assertTrue(get("/ocs/v2.php/cloud/groups/bauamt?format=json").body().contains("[\"anna\"]"));
    assertEquals(404, get("/ocs/v2.php/cloud/groups/none?format=json").statusCode());
  }

  @Test
  void aClientMakesItsOwnPasswordOnceAndGivesItBack() throws Exception {
    assertEquals(403, get("/ocs/v2.php/core/getapppassword?format=json").statusCode());
    house.house.people.changePassword(
        Author.COMMAND_LINE,
        anna.account().id(),
        "korrekt pferd batterie",
        java.util.Optional.empty());
    authorization = basic("anna", "korrekt pferd batterie");
    String body = get("/ocs/v2.php/core/getapppassword?format=json").body();
    String secret = body.replaceAll("(?s).*\"apppassword\":\"([^\"]+)\".*", "$1");
    authorization = basic("anna", secret);
    assertEquals(200, get("/ocs/v2.php/cloud/user?format=json").statusCode());
    assertEquals(200, send("DELETE", "/ocs/v2.php/core/apppassword?format=json").statusCode());
    assertEquals(401, get("/ocs/v2.php/cloud/user?format=json").statusCode());
  }

  @Test
  void avatarsArePictures() throws Exception {
    HttpResponse<String> avatar = get("/index.php/avatar/anna/64");
    assertEquals("image/png", avatar.headers().firstValue("Content-Type").orElseThrow());
    assertEquals(200, get("/remote.php/dav/avatars/anna/128.png").statusCode());
    assertEquals(400, get("/index.php/avatar/anna/x").statusCode());
    assertEquals(404, get("/index.php/avatar/nobody/64").statusCode());
  }

  @Test
  void activityTellsOfOnesOwnSpacesAlone() throws Exception {
    Node mine = house.put(anna, "mine.txt", "x");
    Actor bert = house.person("bert");
    house.put(bert, "berts.txt", "x");
    house.tree.reading(anna, house.tree.find(anna, List.of("mine.txt")));
    var _ = new Dispatcher(house.house.jdbi, List.of(ledger)).run();
    String activity = get("/ocs/v2.php/apps/activity/api/v2/activity?format=json").body();
    assertTrue(activity.contains("mine.txt"), activity);
    assertFalse(activity.contains("berts.txt"), activity);
    assertFalse(activity.contains("file.read"), activity);
    String one =
        get("/ocs/v2.php/apps/activity/api/v2/activity/filter?format=json&object_type=files&object_id="
                + mine.id().value())
            .body();
    assertTrue(one.contains("mine.txt"), one);
    assertEquals(
        400, get("/ocs/v2.php/apps/activity/api/v2/activity?format=json&limit=x").statusCode());
  }

  @Test
  void aFileIsLockedByItsNumber() throws Exception {
    Node file = house.put(anna, "a.txt", "x");
    String path = "/ocs/v2.php/apps/files_lock/lock/" + file.id().value() + "?format=json";
    HttpResponse<String> locked = send("PUT", path);
    assertTrue(locked.body().contains("\"lockOwner\":\"anna\""), locked.body());
    assertEquals(200, send("DELETE", path).statusCode());
    assertEquals(412, send("DELETE", path).statusCode());
    Account bert = house.house.person("bert", false);
    authorization =
        basic("bert", house.house.appPasswords.make(Author.COMMAND_LINE, bert.id(), "t").secret());
    assertEquals(404, send("PUT", path).statusCode());
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    return send("GET", path, headers);
  }

  private HttpResponse<String> send(String method, String path, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.uri().toString().replaceAll("/$", "") + path))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String basic(String name, String secret) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((name + ":" + secret).getBytes(StandardCharsets.UTF_8));
  }
}
