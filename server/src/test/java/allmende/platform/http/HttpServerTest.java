package allmende.platform.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.platform.problem.CannotStart;
import allmende.platform.problem.Problem;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.javalin.config.RoutesConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class HttpServerTest {
  record Note(String text, long size, Instant at) {}

  /// Answers with the raw path and the thread: what the WebDAV edge would see.
  private static final class Dav extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      String path = request.getHttpURI().getPath();
      if (!path.startsWith("/remote.php/")) {
        return false;
      }
      if (path.endsWith("/breaks")) {
        throw new IllegalStateException("secret detail");
      }
      if (path.endsWith("/full")) {
        throw new java.io.UncheckedIOException(new IOException("No space left on device"));
      }
      String text =
          path
              + " "
              + Request.getRemoteAddr(request)
              + " "
              + request.isSecure()
              + " "
              + Request.getServerName(request)
              + " "
              + Thread.currentThread().isVirtual();
      response.getHeaders().put("Content-Type", "text/plain;charset=utf-8");
      response.write(true, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), callback);
      return true;
    }
  }

  private final HttpClient client = HttpClient.newHttpClient();
  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private Metrics metrics;
  private HttpServer server;

  private static void routes(RoutesConfig routes) {
    routes.get(
        "/api/v1/denied",
        ctx -> {
          throw new Problem.Denied("No.");
        });
    routes.get(
        "/api/v1/slow",
        ctx -> {
          throw new Problem.TooManyAttempts(Duration.ofMillis(1500));
        });
    routes.get(
        "/api/v1/bug",
        ctx -> {
          throw new IllegalStateException("secret detail");
        });
    routes.get(
        "/api/v1/error",
        ctx -> {
          throw new AssertionError("secret detail");
        });
    routes.get(
        "/api/v1/away",
        ctx -> {
          throw new IllegalStateException(new SQLException("x", "08006"));
        });
    routes.post("/api/v1/notes", ctx -> ctx.json(ctx.bodyAsClass(Note.class)));
    routes.get("/api/v1/names/{name}", ctx -> ctx.result(ctx.pathParam("name")));
    routes.get(
        "/api/v1/who",
        ctx -> ctx.result(ctx.req().getRemoteAddr() + " " + ctx.scheme() + " " + ctx.host()));
    routes.get(
        "/api/v1/kept",
        ctx -> {
          String id = ctx.req().getSession().getId();
          var context =
              ServletContextHandler.getServletContextHandler(ctx.req().getServletContext());
          ctx.result(String.valueOf(context.getSessionHandler().getSessionCache().contains(id)));
        });
    routes.ws("/ws", ws -> ws.onMessage(message -> message.send("echo " + message.message())));
  }

  private void start(HttpSettings settings) {
    metrics = new Metrics(meters, Optional.of("letmein"));
    var health = new Health(Map.of("database", () -> true));
    server =
        new HttpServer(
                settings,
                meters,
                List.of(new Dav(), new Pages()),
                routes -> {
                  routes(routes);
                  health.routes(routes);
                  metrics.routes(routes);
                })
            .start();
  }

  @BeforeEach
  void start() {
    start(HttpSettings.listeningAt("127.0.0.1:0"));
  }

  @Test
  void theLogHasTheRequestsIdAndNoNames() throws Exception {
    var log = (ch.qos.logback.classic.Logger) LoggerFactory.getLogger("http");
    var lines = new LinkedBlockingQueue<Map<String, Object>>();
    var appender =
        new AppenderBase<ILoggingEvent>() {
          @Override
          protected void append(ILoggingEvent event) {
            lines.add(
                event.getKeyValuePairs().stream()
                    .collect(Collectors.toMap(pair -> pair.key, pair -> pair.value)));
          }
        };
    appender.start();
    log.addAppender(appender);
    try {
      String id = get("/api/v1/names/greta?who=greta").headers().firstValue("x-request-id").get();
      Map<String, Object> line = lines.poll(20, TimeUnit.SECONDS);
      assertEquals(id, line.get("request"));
      assertEquals("GET", line.get("method"));
      assertEquals(200, line.get("status"));
      assertEquals(5L, line.get("bytes"));
      assertFalse(line.containsKey("query"));
      assertEquals(6, line.size());
    } finally {
      log.detachAppender(appender);
    }
  }

  @Test
  void aPlaceThatCannotBeListenedAtIsNamedWithTheReason() {
    String taken = "127.0.0.1:" + server.uri().getPort();
    Map<String, String> reasons =
        Map.of(
            taken,
            "another program listens there",
            "192.0.2.77:8080",
            "no such address",
            "no-such-host.invalid:8080",
            "no host of this name");
    reasons.forEach((place, reason) -> {
      var settings = HttpSettings.listeningAt("127.0.0.1:0").listening(place);
      var other = new HttpServer(settings, meters, List.of(), _ -> {});
      String sentence = String.valueOf(assertThrows(CannotStart.class, other::start).getMessage());
      assertTrue(sentence.startsWith(place + " cannot be listened at: "), sentence);
      assertTrue(sentence.contains(reason), sentence);
    });
    assertThrows(IllegalArgumentException.class, () -> HttpSettings.listeningAt("127.0.0.1:99999"));
  }

  @AfterEach
  void stop() {
    client.shutdownNow();
    end();
  }

  private void end() {
    server.close();
    metrics.close();
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    var request = HttpRequest.newBuilder(server.uri().resolve(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(server.uri().resolve("/api/v1/notes"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /// One request exactly as written.
  private String raw(String line, String... headers) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.uri().getPort())) {
      socket.setSoTimeout(10_000);
      String request =
          line
              + " HTTP/1.1\r\nHost: example.test\r\n"
              + String.join("", java.util.Arrays.stream(headers).map(h -> h + "\r\n").toList())
              + "Connection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void everyAnswerHasAnIdAndTheSecurityHeaders() throws Exception {
    for (String path :
        List.of(
            "/remote.php/dav/files/anna/a.txt",
            "/health",
            "/api/v1/nothing",
            "/api/v1/bug",
            "/api/v1/error",
            "/remote.php/breaks",
            "/")) {
      var answer = get(path, "X-Request-Id", "mine");
      var headers = answer.headers();
      assertNotEquals("mine", headers.firstValue("X-Request-Id").orElseThrow(), path);
      assertEquals(1, headers.allValues("X-Request-Id").size(), path);
      assertEquals("nosniff", headers.firstValue("X-Content-Type-Options").orElseThrow(), path);
      assertEquals("DENY", headers.firstValue("X-Frame-Options").orElseThrow(), path);
      assertEquals(1, headers.allValues("Content-Security-Policy").size(), path);
      assertEquals(
          path.equals("/") ? ContentPolicy.PAGE : ContentPolicy.NOTHING,
          headers.firstValue("Content-Security-Policy").orElseThrow(),
          path);
      assertTrue(headers.firstValue("Server").isEmpty(), path);
      assertTrue(headers.firstValue("Strict-Transport-Security").isEmpty(), path);
      assertTrue(
          headers
              .firstValue("Permissions-Policy")
              .orElseThrow()
              .contains("display-capture=(self)"));
    }
  }

  @Test
  void problemsBecomeProblemJson() throws Exception {
    var denied = get("/api/v1/denied");
    assertEquals(403, denied.statusCode());
    assertEquals(
        "application/problem+json", denied.headers().firstValue("Content-Type").orElseThrow());
    assertEquals(
        "{\"type\":\"about:blank\",\"status\":403,\"code\":\"denied\",\"title\":\"Forbidden\",\"detail\":\"No.\"}",
        denied.body());
    var slow = get("/api/v1/slow");
    assertEquals(429, slow.statusCode());
    assertEquals("2", slow.headers().firstValue("Retry-After").orElseThrow());
    assertEquals(503, get("/api/v1/away").statusCode());
    assertEquals(507, get("/remote.php/full").statusCode());
    var missing = get("/api/v1/nothing");
    assertEquals(404, missing.statusCode());
    assertTrue(missing.body().contains("\"code\":\"not-found\""), missing.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/bug", "/api/v1/error", "/remote.php/breaks"})
  void ourOwnMistakesTellNothing(String path) throws Exception {
    var answer = get(path);
    assertEquals(500, answer.statusCode());
    assertEquals(
        "application/problem+json", answer.headers().firstValue("Content-Type").orElseThrow());
    assertTrue(answer.body().contains("\"code\":\"internal\""), answer.body());
    assertFalse(answer.body().contains("secret"), answer.body());
  }

  @Test
  void jsonIsReadAndWrittenAsRecords() throws Exception {
    var good = post("{\"text\":\"ä\",\"size\":5,\"at\":\"2026-01-02T03:04:05Z\",\"new\":true}");
    assertEquals(200, good.statusCode(), good.body());
    assertEquals("{\"text\":\"ä\",\"size\":5,\"at\":\"2026-01-02T03:04:05Z\"}", good.body());
    for (String bad :
        List.of("{", "", "[]", "null", "{\"size\":\"x\"}", "{\"at\":\"yesterday\"}")) {
      var answer = post(bad);
      assertEquals(400, answer.statusCode(), bad + " " + answer.body());
      assertTrue(answer.body().contains("\"code\":\"invalid\""), answer.body());
    }
    var large = post("{\"text\":\"" + "x".repeat(3_000_000) + "\"}");
    assertEquals(413, large.statusCode());
    assertTrue(large.body().contains("\"code\":\"too-large\""), large.body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/remote.php/a%2Fb",
        "/remote.php/100%25.txt",
        "/remote.php/a;b=c",
        "/remote.php//x",
        "/remote.php/%C3%A4",
        "/remote.php/ä",
        "/remote.php/a/..%2Fb",
        "/remote.php/%5C"
      })
  void coreHandlersSeeTheRawPath(String path) throws Exception {
    String answer = raw("GET " + path);
    assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
    assertTrue(answer.contains("\r\n" + path + " "), answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/names/a%2Fb",
        "/api/v1//names/a",
        "/api/v1/names/..;/x",
        "/api/v1/names/%2e%2e",
        "/api/v1/names/%C3"
      })
  void routesRefuseAmbiguousPaths(String path) throws Exception {
    String answer = raw("GET " + path);
    assertTrue(answer.startsWith("HTTP/1.1 400"), answer);
    assertTrue(answer.contains("\"code\":\"invalid\""), answer);
  }

  @Test
  void routesDecodeANameExactlyOnce() throws Exception {
    assertEquals("100%.txt", get("/api/v1/names/100%25.txt").body());
    assertEquals("a%2Fb", get("/api/v1/names/a%252Fb").body());
    assertEquals("ä b", get("/api/v1/names/%C3%A4%20b").body());
  }

  @Test
  void unreadableRequestsGetAClearAnswer() throws Exception {
    String large = raw("GET /", "X-Large: " + "x".repeat(40_000));
    assertTrue(large.startsWith("HTTP/1.1 431"), large.substring(0, Math.min(200, large.length())));
    String bad = raw("GET /a b c");
    assertTrue(bad.startsWith("HTTP/1.1 400") || bad.startsWith("HTTP/1.1 505"), bad);
    assertTrue(bad.contains("X-Content-Type-Options: nosniff"), bad);
  }

  @Test
  void strangersForwardedHeadersAreIgnored() throws Exception {
    String answer =
        raw(
            "GET /remote.php/x",
            "X-Forwarded-For: 9.9.9.9",
            "X-Forwarded-Proto: https",
            "Forwarded: for=8.8.8.8");
    assertTrue(answer.endsWith("/remote.php/x 127.0.0.1 false example.test true"), answer);
  }

  @Test
  void trustedForwardedHeadersAreBelieved() throws Exception {
    end();
    start(HttpSettings.listeningAt("127.0.0.1:0").trusting("127.0.0.0/8", "10.0.0.0/8"));
    String answer =
        raw(
            "GET /remote.php/x",
            "X-Forwarded-For: 6.6.6.6, 203.0.113.7, 10.1.2.3",
            "X-Forwarded-Proto: https",
            "X-Forwarded-Host: cloud.example");
    assertTrue(answer.endsWith("/remote.php/x 203.0.113.7 true cloud.example true"), answer);
    assertTrue(answer.contains("Strict-Transport-Security"), answer);
    var route =
        get(
            "/api/v1/who",
            "X-Forwarded-For",
            "203.0.113.7",
            "X-Forwarded-Proto",
            "https",
            "X-Forwarded-Host",
            "cloud.example");
    assertEquals("203.0.113.7 https cloud.example", route.body());
    String standard =
        raw(
            "GET /remote.php/x",
            "Forwarded: for=6.6.6.6;proto=http;host=evil, for=\"[2001:db8::1]:99\";proto=https;host=cloud.example");
    assertTrue(standard.contains("2001:db8") && standard.contains("true cloud.example"), standard);
    String broken = raw("GET /remote.php/x", "X-Forwarded-For: 6.6.6.6, unknown");
    assertTrue(broken.endsWith("/remote.php/x 127.0.0.1 false example.test true"), broken);
  }

  @Test
  void webSocketsWork() throws Exception {
    var heard = new CompletableFuture<String>();
    WebSocket socket =
        client
            .newWebSocketBuilder()
            .buildAsync(
                URI.create("ws://127.0.0.1:" + server.uri().getPort() + "/ws"),
                new WebSocket.Listener() {
                  @Override
                  public CompletionStage<?> onText(
                      WebSocket from, CharSequence text, boolean last) {
                    heard.complete(text.toString());
                    return CompletableFuture.completedFuture(null);
                  }
                })
            .get(10, TimeUnit.SECONDS);
    WebSocket sent = socket.sendText("hello", true).get(10, TimeUnit.SECONDS);
    assertEquals("echo hello", heard.get(10, TimeUnit.SECONDS));
    sent.abort();
  }

  /// Javalin asks for one with every WebSocket: kept, they would fill the memory.
  @Test
  void noServletSessionIsKept() throws Exception {
    HttpResponse<String> answer = get("/api/v1/kept");
    assertEquals("false", answer.body());
    assertTrue(answer.headers().firstValue("Set-Cookie").isEmpty());
  }

  @Test
  void pagesAreServed() throws Exception {
    for (String path :
        List.of(
            "/",
            "/login",
            "/welcome",
            "/files",
            "/settings",
            "/settings/devices",
            "/files/12",
            "/trash/1",
            "/login/flow/token")) {
      var page = get(path);
      assertEquals(200, page.statusCode(), path);
      assertEquals(
          "text/html;charset=utf-8", page.headers().firstValue("Content-Type").orElseThrow());
      assertEquals("no-cache", page.headers().firstValue("Cache-Control").orElseThrow());
      String tag = page.headers().firstValue("ETag").orElseThrow();
      assertEquals(304, get(path, "If-None-Match", tag).statusCode());
    }
    String index = get("/").body();
    int at = index.indexOf("/assets/");
    String script = index.substring(at, index.indexOf('"', at));
    var asset = get(script, "Accept-Encoding", "gzip");
    assertEquals(
        "public, max-age=31536000, immutable",
        asset.headers().firstValue("Cache-Control").orElseThrow());
    assertEquals("gzip", asset.headers().firstValue("Content-Encoding").orElseThrow());
    assertEquals(
        "text/javascript;charset=utf-8", asset.headers().firstValue("Content-Type").orElseThrow());
    assertEquals(404, get("/assets/nothing.js").statusCode());
    assertTrue(
        raw("GET /assets/../../allmende/platform/http/Pages.class").startsWith("HTTP/1.1 4"));
    assertTrue(raw("HEAD /").contains("Content-Length"));
  }

  @Test
  void healthAndMetrics() throws Exception {
    assertEquals("{\"status\":\"ok\"}", get("/health").body());
    get("/api/v1/denied");
    String text = get("/metrics").body();
    assertTrue(text.contains("http_requests_seconds_count{method=\"GET\",status=\"4xx\"}"), text);
    assertTrue(text.contains("jvm_memory_used_bytes"), text);
    assertEquals(404, get("/metrics", "X-Forwarded-For", "9.9.9.9").statusCode());
    assertEquals(
        200,
        get("/metrics", "X-Forwarded-For", "9.9.9.9", "Authorization", "Bearer letmein")
            .statusCode());
  }
}
