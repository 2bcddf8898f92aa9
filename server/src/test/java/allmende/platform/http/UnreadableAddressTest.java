package allmende.platform.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Addresses that Jetty cannot read: an answer like every other, on a connection that says what
/// becomes of it.
class UnreadableAddressTest {
  @TempDir Path folder;
  private HttpServer server;

  @BeforeEach
  void start() {
    var issued =
        new LocalAuthority(folder, Clock.systemUTC()).issue(List.of("localhost", "127.0.0.1"));
    server =
        new HttpServer(
                HttpSettings.listeningAt("127.0.0.1:0", "https://127.0.0.1:0")
                    .certified(issued.certificate(), issued.key()),
                new SimpleMeterRegistry(),
                List.of(),
                routes -> {
                  routes.get("/x/{name}", ctx -> ctx.result("read " + ctx.pathParam("name")));
                  routes.post("/x/{name}", ctx -> ctx.result("took " + ctx.body()));
                })
            .start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/x/a%00b", "/x/%zz", "/x/%", "/x/%u00zz", "http://[::1/x"})
  void theConnectionStandsAndTheNextRequestIsAnswered(String address) throws Exception {
    try (Socket socket = new Socket("127.0.0.1", server.uri().getPort())) {
      socket.setSoTimeout(10_000);
      write(socket, "POST " + address + " HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello");
      String refused = answer(socket.getInputStream());
      assertTrue(refused.startsWith("HTTP/1.1 400 "), refused);
      assertTrue(refused.contains("\"code\":\"invalid\""), refused);
      assertTrue(refused.contains("application/problem+json"), refused);
      write(socket, "GET /x/name HTTP/1.1\r\nHost: h\r\n\r\n");
      String served = answer(socket.getInputStream());
      assertTrue(served.startsWith("HTTP/1.1 200 ") && served.endsWith("read name"), served);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /x/name HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET /x/name HTTP/1.1\r\nContent-Length: x\r\n\r\n",
        "GET /x/na\u0001me HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /x/name HTTP/1.1\r\nBad Header: a\r\n\r\n",
        "\u0016\u0003\u0001\r\n\r\n"
      })
  void whatCannotBeReadAtAllIsToldThatTheConnectionEnds(String request) throws Exception {
    try (Socket socket = new Socket("127.0.0.1", server.uri().getPort())) {
      socket.setSoTimeout(10_000);
      write(socket, request);
      String refused = answer(socket.getInputStream());
      assertTrue(refused.startsWith("HTTP/1.1 400 "), refused);
      assertTrue(refused.contains("\r\nConnection: close\r\n"), refused);
      assertEquals(-1, socket.getInputStream().read());
    }
  }

  @Test
  void overHttp2OneStreamEndsAndTheOthersGoOn() throws Exception {
    URI base = server.uris().get(1);
    try (var client =
        HttpClient.newBuilder()
            .sslContext(TlsTest.trusting(folder.resolve("authority.pem")))
            .build()) {
      for (String address : List.of("/x/a%00b", "/x/name", "/x/a%00b", "/x/name")) {
        var answer =
            client.send(
                HttpRequest.newBuilder(URI.create(base + address)).build(),
                HttpResponse.BodyHandlers.ofString());
        assertEquals(HttpClient.Version.HTTP_2, answer.version());
        assertEquals(address.equals("/x/name") ? 200 : 400, answer.statusCode());
        if (answer.statusCode() == 400) {
          assertEquals(
              Optional.of("application/problem+json"), answer.headers().firstValue("content-type"));
          assertTrue(answer.body().contains("\"code\":\"invalid\""), answer.body());
        }
      }
    }
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /// One answer, by its Content-Length.
  private static String answer(InputStream in) throws IOException {
    var head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        return head.toString(StandardCharsets.ISO_8859_1);
      }
      head.write(next);
    }
    String text = head.toString(StandardCharsets.ISO_8859_1);
    int length =
        Integer.parseInt(
            text.replaceFirst("(?is).*\r\nContent-Length: *(\\d+)\r\n.*", "$1").strip());
    return text + new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }
}
