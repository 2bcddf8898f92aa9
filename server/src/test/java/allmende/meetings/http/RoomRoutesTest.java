package allmende.meetings.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.TestDatabase;
import allmende.identity.Account;
import allmende.identity.Author;
import allmende.identity.House;
import allmende.meetings.MeetingMeters;
import allmende.platform.http.HttpServer;
import allmende.platform.http.HttpSettings;
import allmende.sfu.Sfu;
import allmende.sfu.auth.Refused;
import allmende.sfu.auth.Signable;
import allmende.sfu.signal.ConnectRequest;
import allmende.sfu.signal.SignalLine;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What administrators see of meetings.
class RoomRoutesTest {
  private static final String SECRET = "0123456789abcdef0123456789abcdef";
  private final House house = new House(TestDatabase.jdbi());
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Sfu sfu =
      new Sfu(_ -> Optional.of(SECRET), SignalRoutesTest.settings(), Clock.systemUTC(), _ -> {});
  private final HttpServer server =
      new HttpServer(
              HttpSettings.listeningAt("127.0.0.1:0"),
              meters,
              List.of(),
              routes -> new RoomRoutes(house.gate, sfu).add(routes))
          .start();
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    client.shutdownNow();
    server.close();
    sfu.close();
  }

  @Test
  void administratorsSeeWhoIsInWhichRoom() throws Exception {
    Account admin = house.person("admin", true);
    assertEquals("[]", rooms(admin).body(), "nobody meets, and asking opens nothing");
    join("anna");
    String body = rooms(admin).body();
    assertTrue(body.contains("\"name\":\"r1\""), body);
    assertTrue(body.contains("\"identity\":\"anna\""), body);
    assertTrue(body.contains("\"state\":\"JOINED\""), body);
    assertTrue(body.contains("\"publishes\":[]"), body);
  }

  @Test
  void othersDoNot() throws Exception {
    join("anna");
    HttpResponse<String> answer = rooms(house.person("bert", false));
    assertEquals(403, answer.statusCode());
    assertFalse(answer.body().contains("anna"), answer.body());
    assertEquals(
        401, client.send(request().build(), HttpResponse.BodyHandlers.ofString()).statusCode());
  }

  @Test
  void thereAreMetersForAllRoomsTogether() throws Exception {
    new MeetingMeters(sfu, Clock.systemUTC(), meters);
    join("anna");
    assertEquals(1, meters.get("allmende.meetings.rooms").gauge().value());
    assertEquals(1, meters.get("allmende.meetings.people").gauge().value());
    assertEquals(0, meters.get("allmende.meetings.packets.in").functionCounter().count());
    assertEquals(
        0, meters.get("allmende.meetings.delay").tag("le", "+Inf").functionCounter().count());
  }

  private void join(String who) throws Refused, InterruptedException {
    Instant now = Clock.systemUTC().instant();
    String token = new Signable(claims(who)).sign("APItest", SECRET, now, now.plusSeconds(60));
    CountDownLatch welcomed = new CountDownLatch(1);
    sfu.join(
        sfu.admit(
            new ConnectRequest(
                false, "", Map.of("access_token", token), "192.0.2.1", Optional.empty())),
        new SignalLine() {
          @Override
          public void send(byte[] message) {
            welcomed.countDown();
          }

          @Override
          public void send(String message) {}

          @Override
          public void close(int code, String reason) {}
        });
    assertTrue(welcomed.await(5, TimeUnit.SECONDS));
  }

  private static Struct claims(String who) {
    Struct video =
        Struct.newBuilder()
            .putFields("roomJoin", Value.newBuilder().setBoolValue(true).build())
            .putFields("room", Value.newBuilder().setStringValue("r1").build())
            .build();
    return Struct.newBuilder()
        .putFields("sub", Value.newBuilder().setStringValue(who).build())
        .putFields("video", Value.newBuilder().setStructValue(video).build())
        .build();
  }

  private HttpResponse<String> rooms(Account who) throws Exception {
    String credentials =
        who.name() + ":" + house.appPasswords.make(Author.COMMAND_LINE, who.id(), "test").secret();
    return client.send(
        request()
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder()
                        .encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest.Builder request() {
    return HttpRequest.newBuilder(server.uri().resolve("/api/v1/meeting-rooms"));
  }
}
