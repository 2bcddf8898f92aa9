package allmende.platform.http;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// A route whose body stops half-way hears why, and the route never sees half of it.
class SlowRequestTest {
  @Test
  void aBodyThatStandsStillIsAnsweredAndEndsTheConnection() throws Exception {
    var usual = HttpSettings.listeningAt("127.0.0.1:0");
    var quick =
        new HttpSettings(
            usual.listen(),
            usual.trustedProxies(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            usual.localNames(),
            Duration.ofSeconds(2),
            usual.maxHeaderBytes(),
            usual.maxJsonBytes(),
            usual.virtualThreads(),
            usual.maxThreads(),
            Optional.empty());
    var carriedOut = new AtomicBoolean();
    try (var server =
            new HttpServer(
                    quick,
                    new SimpleMeterRegistry(),
                    List.of(),
                    routes ->
                        routes.post(
                            "/notes",
                            ctx -> {
                              ctx.body();
                              carriedOut.set(true);
                            }))
                .start();
        var socket = new Socket("127.0.0.1", server.uri().getPort())) {
      socket.setSoTimeout(30_000);
      socket
          .getOutputStream()
          .write(
              "POST /notes HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\nhalf"
                  .getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(answer.startsWith("HTTP/1.1 408 "), answer);
      assertTrue(answer.contains("\r\nConnection: close\r\n"), answer);
      assertTrue(answer.contains("\"code\":\"timed-out\""), answer);
    }
    assertFalse(carriedOut.get());
  }
}
