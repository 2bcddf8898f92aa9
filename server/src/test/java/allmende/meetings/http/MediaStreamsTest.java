package allmende.meetings.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.platform.http.HttpServer;
import allmende.platform.http.HttpSettings;
import allmende.protocols.stun.StunAttribute.ErrorCode;
import allmende.protocols.stun.StunAttribute.RequestedTransport;
import allmende.protocols.stun.StunAttribute.XorMappedAddress;
import allmende.protocols.stun.StunClass;
import allmende.protocols.stun.StunMessage;
import allmende.protocols.stun.StunMethod;
import allmende.protocols.stun.TransactionId;
import allmende.sfu.Sfu;
import allmende.sfu.twirp.TwirpReply;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One port for pages and for media, with TLS and without.
class MediaStreamsTest {
  private static final int PATIENCE_MILLIS = 10_000;

  @TempDir Path folder;
  private final Sfu sfu =
      new Sfu(
          _ -> Optional.of("0123456789abcdef0123456789abcdef"),
          SignalRoutesTest.settings(),
          Clock.systemUTC(),
          _ -> {});
  private HttpServer server;
  private SSLContext trusting;

  @BeforeEach
  void start() throws Exception {
    HttpSettings plain = HttpSettings.listeningAt("https://127.0.0.1:0");
    server =
        new HttpServer(
                new HttpSettings(
                    List.of("https://127.0.0.1:0", "127.0.0.1:0"),
                    plain.trustedProxies(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(folder),
                    plain.localNames(),
                    Duration.ofSeconds(30),
                    plain.maxHeaderBytes(),
                    plain.maxJsonBytes(),
                    true,
                    16,
                    Optional.empty()),
                new SimpleMeterRegistry(),
                List.of(),
                routes -> {
                  routes.get("/x", ctx -> ctx.result("hello"));
                  new SignalRoutes(sfu, _ -> true).add(routes);
                })
            .beside(new MediaStreams(sfu))
            .start();
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (var file = Files.newInputStream(folder.resolve("authority.pem"))) {
      store.setCertificateEntry(
          "authority", CertificateFactory.getInstance("X.509").generateCertificate(file));
    }
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    trusting = SSLContext.getInstance("TLS");
    trusting.init(null, trust.getTrustManagers(), null);
  }

  @AfterEach
  void stop() {
    server.close();
    sfu.close();
  }

  /// The engine runs from the first that is asked of it.
  private void begin() {
    TwirpReply reply =
        sfu.call(
            "ListRooms",
            "application/json",
            "Bearer " + SignalRoutesTest.token(true),
            "{}".getBytes(StandardCharsets.UTF_8));
    assertEquals(200, reply.status());
  }

  private Socket secure(String... protocols) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            trusting.getSocketFactory().createSocket("127.0.0.1", server.uris().get(0).getPort());
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(protocols);
    socket.setSSLParameters(parameters);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.startHandshake();
    return socket;
  }

  private Socket clear(int listener) throws IOException {
    Socket socket = new Socket();
    socket.connect(new InetSocketAddress("127.0.0.1", server.uris().get(listener).getPort()));
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  private static StunMessage ask(Socket socket, StunMessage request) throws Exception {
    byte[] bytes = request.toBytes(null);
    // Byte by byte, as no client does.
    for (byte each : bytes) {
      socket.getOutputStream().write(each);
      socket.getOutputStream().flush();
    }
    var in = new DataInputStream(socket.getInputStream());
    byte[] head = new byte[20];
    in.readFully(head);
    byte[] message = Arrays.copyOf(head, 20 + ((head[2] & 0xFF) << 8 | head[3] & 0xFF));
    in.readFully(message, 20, message.length - 20);
    return StunMessage.read(message, 0, message.length);
  }

  private static void relays(Socket socket) throws Exception {
    StunMessage seen =
        ask(
            socket,
            new StunMessage(StunMethod.BINDING, StunClass.REQUEST, new TransactionId(1, 1)));
    assertEquals(
        socket.getLocalPort(), seen.find(XorMappedAddress.class).orElseThrow().address().getPort());
    StunMessage refused =
        ask(
            socket,
            new StunMessage(
                StunMethod.ALLOCATE,
                StunClass.REQUEST,
                new TransactionId(1, 2),
                new RequestedTransport(RequestedTransport.UDP)));
    assertEquals(401, refused.find(ErrorCode.class).orElseThrow().code());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "stun.turn", "http/1.1", "stun.turn,http/1.1"})
  void turnIsSpokenOverTlsWhateverTheClientNegotiates(String names) throws Exception {
    begin();
    String[] protocols = names.isEmpty() ? new String[0] : names.split(",", -1);
    try (Socket socket = secure(protocols)) {
      relays(socket);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void turnIsSpokenInTheClearAtTheSamePorts(int listener) throws Exception {
    begin();
    try (Socket socket = clear(listener)) {
      relays(socket);
    }
  }

  @Test
  void pagesAreWhereTheyWere() throws Exception {
    try (HttpClient client = HttpClient.newBuilder().sslContext(trusting).build()) {
      assertEquals(HttpClient.Version.HTTP_2, get(client, server.uris().get(0)).version());
      assertEquals("hello", get(client, server.uris().get(0)).body());
      assertEquals("hello", get(client, server.uris().get(1)).body());
    }
    for (Socket socket : List.of(secure(), secure("http/1.1"), clear(1))) {
      try (socket) {
        socket
            .getOutputStream()
            .write(
                "GET /x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.ISO_8859_1));
        String answer =
            new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
        assertTrue(answer.endsWith("hello"), answer);
      }
    }
  }

  private static HttpResponse<String> get(HttpClient client, URI at) throws Exception {
    return client.send(
        HttpRequest.newBuilder(at.resolve("/x")).build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void beforeSomebodyMeetsNobodyIsListenedTo() throws Exception {
    try (Socket socket = clear(1)) {
      socket.getOutputStream().write(new byte[] {0, 1, 0, 0});
      assertEquals(-1, socket.getInputStream().read());
    }
  }

  @Test
  void whatIsNeitherEnds() throws Exception {
    begin();
    for (Socket socket : List.of(secure(), clear(0), clear(1))) {
      try (socket) {
        socket.getOutputStream().write(new byte[] {0, 9, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
        assertEquals(-1, socket.getInputStream().read());
      }
    }
  }
}
