package allmende.meetings.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.TestDatabase;
import allmende.identity.Account;
import allmende.identity.House;
import allmende.identity.Sessions;
import allmende.meetings.FakeRooms;
import allmende.meetings.LiveRooms;
import allmende.meetings.MeetingExpiry;
import allmende.meetings.MeetingKeys;
import allmende.meetings.Meetings;
import allmende.platform.events.Events;
import allmende.platform.http.HttpServer;
import allmende.platform.http.HttpSettings;
import allmende.platform.http.Json;
import allmende.platform.problem.Problem;
import allmende.sfu.auth.AccessToken;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// "Meetings" of `docs/protocols/http.md` against the real server, in this process.
class MeetingRoutesTest {
  private static final String NO_LINK = "aaaaaa-bbbbbb-cccccc-dddddd";

  private final HttpClient client = HttpClient.newHttpClient();
  private final House house = new House(TestDatabase.jdbi());
  private final FakeRooms rooms = new FakeRooms();
  private final SecureRandom random = new SecureRandom();
  private final MeetingKeys keys = new MeetingKeys(house.jdbi, house.clock, random);
  private final Events events = new Events();
  private final Meetings meetings =
      new Meetings(house.jdbi, house.clock, random, events, rooms, keys);
  private final Account maria = house.person("maria", false);
  private final Account anna = house.person("anna", true);
  private HttpServer server;

  @BeforeEach
  void start() {
    server =
        new HttpServer(
                HttpSettings.listeningAt("127.0.0.1:0"),
                new SimpleMeterRegistry(),
                List.of(),
                routes -> new MeetingRoutes(house.gate, meetings).add(routes))
            .start();
  }

  @AfterEach
  void stop() {
    client.shutdownNow();
    server.close();
  }

  @Test
  void whoeverStartsAMeetingIsItsHostAndAnybodyElseIsNot() throws Exception {
    String link = started();
    assertEquals("host", json(maria, "GET", "/" + link, "").get("role").asString());
    assertEquals("member", json(anna, "GET", "/" + link, "").get("role").asString());
    assertEquals("{\"role\":\"guest\"}", json(null, "GET", "/" + link, "").toString());
    assertEquals(1, json(maria, "GET", "", "").size());
    assertEquals(0, json(anna, "GET", "", "").size());
    assertEquals(401, status(null, "GET", "", ""));
    assertEquals(401, status(null, "POST", "", ""));
  }

  @Test
  void aTokenPermitsWhatItsBearerIs() throws Exception {
    String link = started();
    AccessToken host = entered(maria, link, "");
    assertTrue(host.video().roomAdmin());
    assertEquals("maria", host.name());
    AccessToken member = entered(anna, link, "{\"name\":\"Somebody else\"}");
    assertEquals("anna", member.name(), "an account's name is not for choosing");
    assertEquals(Map.of("role", "member"), member.attributes());
    come(host);
    AccessToken guest = entered(null, link, "{\"name\":\" Ömer \"}");
    assertEquals("Ömer", guest.name());
    assertEquals(Map.of("role", "guest"), guest.attributes());
    assertTrue(guest.identity().startsWith("guest-"), guest.identity());
    for (AccessToken token : List.of(member, guest)) {
      assertFalse(token.video().roomAdmin());
      assertFalse(token.video().roomCreate());
      assertFalse(token.video().roomList());
      assertFalse(token.video().canUpdateOwnMetadata());
      assertTrue(token.video().roomJoin() && token.video().mayPublish());
      assertEquals(host.video().room(), token.video().room());
      assertFalse(token.claims().toString().contains(link), "the room's name is not the link");
    }
    assertNotEquals(
        member.identity(), entered(anna, link, "").identity(), "nobody throws anybody out");
    assertTrue(
        Duration.between(house.clock.instant(), guest.expires()).compareTo(Duration.ofMinutes(5))
            <= 0);
  }

  @Test
  void guestsWaitUntilSomebodyWithAnAccountIsThere() throws Exception {
    String link = started();
    String other = started();
    String waiting = "{\"state\":\"waiting\",\"token\":null,\"identity\":null,\"role\":null}";
    assertEquals(waiting, enter(null, link, "{\"name\":\"Ömer\"}").toString());
    come(entered(maria, other, ""));
    assertEquals("waiting", enter(null, link, "{\"name\":\"Ömer\"}").get("state").asString());
    AccessToken host = entered(maria, link, "");
    // Somebody whom another program let in, and another guest, do not count.
    rooms.come(host.video().room(), new LiveRooms.Present("bot", "Bot", ""));
    rooms.come(host.video().room(), new LiveRooms.Present("guest-1", "Guest", "guest"));
    assertEquals("waiting", enter(null, link, "{\"name\":\"Ömer\"}").get("state").asString());
    come(host);
    assertEquals("admitted", enter(null, link, "{\"name\":\"Ömer\"}").get("state").asString());
  }

  @Test
  void onlyTheHostMutesSendsAwayAndEnds() throws Exception {
    String link = started();
    AccessToken host = entered(maria, link, "");
    come(host);
    AccessToken guest = entered(null, link, "{\"name\":\"Ömer\"}");
    come(guest);
    String him = "/" + link + "/participants/" + guest.identity();
    // Also not an administrator who is not the host.
    for (Account other : new Account[] {anna, null}) {
      int expected = other == null ? 401 : 403;
      assertEquals(expected, status(other, "POST", him + "/mute", ""));
      assertEquals(expected, status(other, "DELETE", him, ""));
      assertEquals(expected, status(other, "DELETE", "/" + link, ""));
    }
    assertEquals(List.of(), rooms.muted);
    assertEquals(2, rooms.present(host.video().room()).size());

    assertEquals(204, status(maria, "POST", him + "/mute", ""));
    assertEquals(List.of(guest.identity()), rooms.muted);
    assertEquals(204, status(maria, "DELETE", him, ""));
    assertEquals(1, rooms.present(host.video().room()).size());
    assertEquals(404, status(maria, "DELETE", him, ""));
    assertEquals(404, status(maria, "POST", him + "/mute", ""));
    assertEquals(204, status(maria, "DELETE", "/" + link, ""));
    assertEquals(List.of(host.video().room()), rooms.closed);
    assertEquals(404, status(maria, "DELETE", "/" + link, ""));
  }

  @Test
  void anEndedMeetingOpensForNobody() throws Exception {
    String link = started();
    AccessToken host = entered(maria, link, "");
    come(host);
    assertTrue(meetings.opens(host));
    assertEquals(204, status(maria, "DELETE", "/" + link, ""));
    assertFalse(meetings.opens(host), "a token that still holds");
    for (Account who : new Account[] {maria, anna, null}) {
      assertEquals(404, status(who, "GET", "/" + link, ""));
      assertEquals(404, status(who, "POST", "/" + link + "/entry", "{\"name\":\"Ömer\"}"));
    }
    assertEquals(0, json(maria, "GET", "", "").size());
  }

  @Test
  void aBrowsersSessionNeedsThePagesProof() throws Exception {
    String link = started();
    String cookie = house.sessions.begin(maria.id(), "Mozilla/5.0");
    for (String path : List.of("", "/" + link + "/entry")) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(server.uri().resolve("/api/v1/meetings" + path))
              .header("Cookie", "allmende_session=" + cookie)
              .POST(HttpRequest.BodyPublishers.ofString("{}"));
      HttpResponse.BodyHandler<String> text = HttpResponse.BodyHandlers.ofString();
      HttpResponse<String> without = client.send(request.build(), text);
      assertEquals(403, without.statusCode());
      assertTrue(without.body().contains("\"csrf\""), without.body());
      request.header("X-Allmende-CSRF", Sessions.csrf(cookie));
      assertEquals(2, client.send(request.build(), text).statusCode() / 100);
    }
  }

  @Test
  void whatLeadsNowhereIsNotFound() throws Exception {
    for (String link : List.of(NO_LINK, "x", "%00", "..%2F", "a".repeat(3_000))) {
      int status = status(null, "GET", "/" + link, "");
      assertTrue(status == 404 || status == 400, link + ": " + status);
    }
    assertEquals(404, status(null, "POST", "/" + NO_LINK + "/entry", "{\"name\":\"Ömer\"}"));
  }

  @Test
  void aGuestHasAName() throws Exception {
    String link = started();
    come(entered(maria, link, ""));
    for (String body :
        List.of("", "{}", "null", "{\"name\":null}", "{\"name\":\" \"}", "{\"name\":7}")) {
      int status = status(null, "POST", "/" + link + "/entry", body);
      assertEquals(body.equals("{\"name\":7}") ? 200 : 400, status, body);
    }
  }

  @Test
  void oneNetworkBringsNoFloodOfGuests() throws Exception {
    String link = started();
    come(entered(maria, link, ""));
    for (int i = 0; i < 100; i++) {
      meetings.enter(link, new Meetings.Guest("Gast", "192.0.2.7", "test"));
    }
    assertThrows(
        Problem.TooManyAttempts.class,
        () -> meetings.enter(link, new Meetings.Guest("Gast", "192.0.2.7", "test")));
    meetings.enter(link, new Meetings.Guest("Gast", "192.0.2.8", "test"));
    house.clock.move(Duration.ofMinutes(11));
    meetings.enter(link, new Meetings.Guest("Gast", "192.0.2.7", "test"));
  }

  @Test
  void aLinkEndsWhenNobodyUsesIt() throws Exception {
    MeetingExpiry expiry =
        new MeetingExpiry(house.jdbi, house.clock, events, rooms, Duration.ofDays(90));
    String link = started();
    String used = started();
    house.clock.move(Duration.ofDays(80));
    entered(anna, used, "");
    expiry.run();
    assertEquals(200, status(maria, "GET", "/" + link, ""));
    house.clock.move(Duration.ofDays(11));
    expiry.run();
    assertEquals(404, status(maria, "GET", "/" + link, ""));
    assertEquals(200, status(maria, "GET", "/" + used, ""));
    house.clock.move(Duration.ofDays(900));
    new MeetingExpiry(house.jdbi, house.clock, events, rooms, Duration.ZERO).run();
    assertEquals(200, status(maria, "GET", "/" + used, ""));
  }

  @Test
  void everyStepLeavesAnEvent() throws Exception {
    String link = started();
    come(entered(maria, link, ""));
    AccessToken guest = entered(null, link, "{\"name\":\"Ömer\"}");
    come(guest);
    String him = "/" + link + "/participants/" + guest.identity();
    status(maria, "POST", him + "/mute", "");
    status(maria, "DELETE", him, "");
    status(maria, "DELETE", "/" + link, "");
    List<String> seen =
        house.jdbi.withHandle(handle ->
            handle
                .createQuery(
                    "select kind || ' ' || coalesce(actor::text, '-') || ' ' || authority || ' '"
                        + " || coalesce(detail, '-') from events.event"
                        + " where kind like 'meeting.%' order by id")
                .mapTo(String.class)
                .list());
    long id = maria.id().value();
    assertEquals(
        List.of(
            "meeting.created " + id + " password host -",
            "meeting.joined " + id + " password host -",
            "meeting.joined - meeting-link Ömer",
            "meeting.muted " + id + " password host Ömer",
            "meeting.removed " + id + " password host Ömer",
            "meeting.ended " + id + " password host -"),
        seen);
  }

  @Test
  void aMeetingGoesWithItsHostsOwnLimit() {
    for (int i = 0; i < 200; i++) {
      meetings.start(House.actor(maria));
    }
    assertThrows(Problem.Conflict.class, () -> meetings.start(House.actor(maria)));
    meetings.start(House.actor(anna));
  }

  private void come(AccessToken token) {
    rooms.come(
        token.video().room(),
        new LiveRooms.Present(
            token.identity(), token.name(), token.attributes().getOrDefault("role", "")));
  }

  private String started() throws Exception {
    HttpResponse<String> answer = send(maria, "POST", "", "");
    assertEquals(201, answer.statusCode(), answer.body());
    return Json.MAPPER.readTree(answer.body()).get("link").asString();
  }

  private AccessToken entered(@Nullable Account who, String link, String body) throws Exception {
    String token = enter(who, link, body).get("token").asString();
    return AccessToken.verify(token, keys, house.clock);
  }

  private JsonNode enter(@Nullable Account who, String link, String body) throws Exception {
    return json(who, "POST", "/" + link + "/entry", body);
  }

  private JsonNode json(@Nullable Account who, String method, String path, String body)
      throws Exception {
    HttpResponse<String> answer = send(who, method, path, body);
    assertEquals(200, answer.statusCode(), answer.body());
    return Json.MAPPER.readTree(answer.body());
  }

  private int status(@Nullable Account who, String method, String path, String body)
      throws Exception {
    return send(who, method, path, body).statusCode();
  }

  private HttpResponse<String> send(@Nullable Account who, String method, String path, String body)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.uri().resolve("/api/v1/meetings" + path))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (who != null) {
      String credentials = who.name() + ":" + House.passwordOf(who.name());
      byte[] bytes = credentials.getBytes(StandardCharsets.UTF_8);
      request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
