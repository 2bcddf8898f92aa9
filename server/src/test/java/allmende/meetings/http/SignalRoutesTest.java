package allmende.meetings.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.meetings.twirp.TwirpRoutes;
import allmende.platform.http.HttpServer;
import allmende.platform.http.HttpSettings;
import allmende.sfu.Sfu;
import allmende.sfu.SfuSettings;
import allmende.sfu.auth.Signable;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import livekit.LivekitRtc.SignalResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// LiveKit's paths, as its clients ask for them.
class SignalRoutesTest {
  private static final String SECRET = "0123456789abcdef0123456789abcdef";
  private final Sfu sfu =
      new Sfu(
          key -> key.equals("APItest") ? Optional.of(SECRET) : Optional.empty(),
          settings(),
          Clock.systemUTC(),
          _ -> {});

  static SfuSettings settings() {
    return new SfuSettings(
        0,
        1,
        List.of(InetAddress.getLoopbackAddress()),
        Optional.empty(),
        new SfuSettings.Tcp(SfuSettings.NONE, List.of(), 16),
        new SfuSettings.Turn(SfuSettings.NONE, List.of(), Duration.ofHours(1), 16, 4),
        10);
  }

  private final HttpServer server =
      new HttpServer(
              HttpSettings.listeningAt("127.0.0.1:0"),
              new SimpleMeterRegistry(),
              List.of(),
              routes -> {
                new SignalRoutes(sfu, _ -> true).add(routes);
                new TwirpRoutes(sfu).add(routes);
              })
          .start();
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    sfu.close();
    client.shutdownNow();
    server.close();
  }

  @Test
  void whoMayJoinIsWelcomed() throws Exception {
    Line line = new Line();
    connect("/rtc?access_token=" + token(true), null, line);
    assertTrue(line.next().hasJoin());
    Line other = new Line();
    connect("/rtc", "Bearer " + token(true), other);
    assertTrue(other.next().hasJoin(), "by its header");
  }

  @Test
  void whoMayNotIsToldWhyInAStatus() {
    assertEquals(401, refused("/rtc"));
    assertEquals(401, refused("/rtc?access_token=a.b.c"));
    assertEquals(403, refused("/rtc?access_token=" + token(false)));
    assertEquals(400, refused("/rtc/v1?access_token=" + token(true)));
    assertEquals(404, refused("/rtc/v2?access_token=" + token(true)));
  }

  @Test
  void validateSaysWhyAWebSocketDidNotOpen() throws Exception {
    HttpResponse<String> good = get("/rtc/validate?access_token=" + token(true));
    assertEquals("success", good.body());
    assertEquals("*", good.headers().firstValue("Access-Control-Allow-Origin").orElseThrow());
    HttpResponse<String> bad = get("/rtc/validate");
    assertEquals(401, bad.statusCode());
    assertEquals("*", bad.headers().firstValue("Access-Control-Allow-Origin").orElseThrow());
    assertEquals(400, get("/rtc/v1/validate?access_token=" + token(true)).statusCode());
    assertEquals(404, get("/rtc").statusCode(), "without a WebSocket");
  }

  @Test
  void theServerApiAnswersWithExactlyTheTypeThatClientsCompare() throws Exception {
    HttpResponse<String> reply =
        client.send(
            HttpRequest.newBuilder(server.uri().resolve("/twirp/livekit.RoomService/ListRooms"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertEquals(401, reply.statusCode());
    assertEquals("application/json", reply.headers().firstValue("Content-Type").orElseThrow());
    assertTrue(reply.body().contains("\"unauthenticated\""), reply.body());
  }

  private int refused(String path) {
    try {
      connect(path, null, new Line());
      return 101;
    } catch (CompletionException e) {
      if (e.getCause() instanceof WebSocketHandshakeException refused) {
        return refused.getResponse().statusCode();
      }
      throw e;
    }
  }

  private void connect(String path, @Nullable String authorization, Line line) {
    WebSocket.Builder builder = client.newWebSocketBuilder();
    if (authorization != null) {
      builder.header("Authorization", authorization);
    }
    URI uri = URI.create(server.uri().toString().replaceFirst("http", "ws") + path);
    builder.buildAsync(uri, line).join();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(server.uri().resolve(path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  static String token(boolean join) {
    Struct video =
        Struct.newBuilder()
            .putFields("roomList", Value.newBuilder().setBoolValue(true).build())
            .putFields("roomJoin", Value.newBuilder().setBoolValue(join).build())
            .putFields("room", Value.newBuilder().setStringValue("r1").build())
            .build();
    Struct claims =
        Struct.newBuilder()
            .putFields("sub", Value.newBuilder().setStringValue("anna").build())
            .putFields("video", Value.newBuilder().setStructValue(video).build())
            .build();
    Clock clock = Clock.systemUTC();
    return new Signable(claims)
        .sign("APItest", SECRET, clock.instant(), clock.instant().plusSeconds(60));
  }

  private static final class Line implements WebSocket.Listener {
    private final LinkedBlockingQueue<SignalResponse> messages = new LinkedBlockingQueue<>();

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
      try {
        messages.add(SignalResponse.parseFrom(data));
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
      socket.request(1);
      return null;
    }

    SignalResponse next() throws InterruptedException {
      return Objects.requireNonNull(messages.poll(5, TimeUnit.SECONDS), "nothing came");
    }
  }
}
