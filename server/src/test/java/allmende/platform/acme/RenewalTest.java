package allmende.platform.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.identity.MovableClock;
import allmende.platform.http.HttpServer;
import allmende.platform.http.HttpSettings;
import allmende.platform.http.Pem;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class RenewalTest {
  private static final List<String> NAMES = List.of("work.example.org", "files.example.org");

  @TempDir private Path folder;
  private final MovableClock clock = new MovableClock();
  private final Challenges challenges = new Challenges();
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private HttpServer server;
  private FakeAuthority authority;
  private AcmeSettings settings;
  private Renewal renewal;

  @BeforeEach
  void start() throws Exception {
    log.start();
    ((Logger) LoggerFactory.getLogger("acme")).addAppender(log);
    Path acme = folder.resolve("acme");
    Path file = acme.resolve("certificate.pem");
    // The server's own address is known only once it listens, so its files are prepared apart.
    new Renewal(
            new AcmeSettings(URI.create("https://nobody.example"), NAMES, Optional.empty(), acme),
            challenges,
            clock)
        .prepare();
    server =
        new HttpServer(
                HttpSettings.listeningAt("127.0.0.1:0", "https://127.0.0.1:0")
                    .certified(file, file),
                new SimpleMeterRegistry(),
                List.of(challenges),
                routes -> routes.get("/x", ctx -> ctx.result("hello")))
            .start();
    authority = new FakeAuthority(clock, server.uri());
    settings =
        new AcmeSettings(authority.directory(), NAMES, Optional.of("mailto:it@example.org"), acme);
    renewal = new Renewal(settings, challenges, clock);
  }

  @AfterEach
  void stop() {
    ((Logger) LoggerFactory.getLogger("acme")).detachAppender(log);
    authority.close();
    server.close();
  }

  @Test
  void aServerBeginsWithAStandInAndGoesOnWithWhatTheAuthorityIssued() throws Exception {
    X509Certificate standIn = served();
    assertEquals(standIn, written());
    assertTrue(
        standIn.getNotAfter().toInstant().isBefore(clock.instant().plus(Duration.ofDays(8))));
    renewal.run();
    X509Certificate issued = written();
    assertNotEquals(standIn, issued);
    issued.verify(authority.root().getPublicKey());
    assertEquals(
        List.of(issued, authority.root()), Pem.chain(settings.certificate()), "the whole chain");
    assertEquals(
        NAMES.stream().sorted().toList(),
        issued.getSubjectAlternativeNames().stream()
            .map(name -> name.get(1).toString())
            .sorted()
            .toList());
    for (int looks = 0; looks < 300 && served().equals(standIn); looks++) {
      Thread.sleep(200);
    }
    assertEquals(issued, served());
    try (Stream<Path> files = Files.list(settings.folder())) {
      for (Path each : files.toList()) {
        assertEquals(
            "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(each)));
      }
    }
  }

  @Test
  void whatIsLeftOfAThirdOfALifeIsRenewedByTheSameAccount() throws Exception {
    renewal.run();
    X509Certificate first = written();
    int asked = authority.asked.size();
    clock.move(Duration.ofDays(59));
    renewal.run();
    assertEquals(first, written());
    assertEquals(asked, authority.asked.size(), "nobody was asked");
    clock.move(Duration.ofDays(1));
    new Renewal(settings, challenges, clock).run();
    X509Certificate second = written();
    assertNotEquals(first, second);
    assertNotEquals(first.getPublicKey(), second.getPublicKey());
    assertEquals(1, authority.accounts());
    new Renewal(settings, challenges, clock).prepare();
    assertEquals(second, written(), "a start takes nothing away");
  }

  @Test
  void otherNamesNeedAnotherCertificate() throws Exception {
    renewal.run();
    List<String> more = List.of("work.example.org", "new.example.org");
    new Renewal(
            new AcmeSettings(settings.directory(), more, Optional.empty(), settings.folder()),
            challenges,
            clock)
        .run();
    assertTrue(written().getSubjectAlternativeNames().toString().contains("new.example.org"));
  }

  @Test
  void anAnswerThatTheAuthorityDoesNotAcceptChangesNothing() throws Exception {
    X509Certificate standIn = written();
    authority.expectAlso("!");
    renewal.run();
    assertEquals(standIn, written());
    assertEquals("hello", get("/x").body());
    assertEquals(
        "There is no new certificate for work.example.org, files.example.org from 127.0.0.1: it"
            + " could not confirm work.example.org: The answer was another; it is tried again in 5"
            + " minutes.",
        log.list.getLast().getFormattedMessage());
    assertFalse(authority.asked.stream().anyMatch(path -> path.startsWith("/finalize")));
    authority.expectAlso("");
    int asked = authority.asked.size();
    renewal.run();
    assertEquals(asked, authority.asked.size(), "not before its time");
    clock.move(Duration.ofMinutes(5));
    renewal.run();
    assertNotEquals(standIn, written());
  }

  @Test
  void pausesGrowWhileTheAuthorityIsAway() throws Exception {
    authority.failWith(503);
    List<Integer> minutes = List.of(5, 10, 20, 40, 80, 160, 320, 640, 720, 720);
    for (int each : minutes) {
      int asked = authority.asked.size();
      renewal.run();
      assertTrue(authority.asked.size() > asked);
      String sentence = log.list.getLast().getFormattedMessage();
      assertTrue(sentence.endsWith(" it is tried again in " + each + " minutes."), sentence);
      assertFalse(sentence.contains("\n"), sentence);
      asked = authority.asked.size();
      clock.move(Duration.ofMinutes(each).minusSeconds(1));
      renewal.run();
      assertEquals(asked, authority.asked.size());
      clock.move(Duration.ofSeconds(1));
    }
    authority.close();
    renewal.run();
    assertEquals(11, log.list.size());
    String sentence = log.list.getLast().getFormattedMessage();
    assertTrue(sentence.contains(": it could not be reached ("), sentence);
  }

  @Test
  void onlyWhatTheAuthorityIsToFindIsAnswered() throws Exception {
    assertEquals(404, get("/.well-known/acme-challenge/token").statusCode());
    challenges.offer("token", "token.print");
    assertEquals("token.print", get("/.well-known/acme-challenge/token").body());
    assertEquals(404, get("/.well-known/acme-challenge/").statusCode());
    assertEquals(404, get("/.well-known/acme-challenge/token/x").statusCode());
    challenges.withdraw("token");
    assertEquals(404, get("/.well-known/acme-challenge/token").statusCode());
    renewal.run();
    assertEquals(404, get("/.well-known/acme-challenge/token-5-work_example_org").statusCode());
  }

  @Test
  void aDamagedFileDoesNotKeepTheServerFromStarting() throws Exception {
    Files.writeString(settings.certificate(), "-----BEGIN CERTIFICATE-----\nAAAA\n");
    assertThrows(Exception.class, this::written);
    renewal.prepare();
    assertTrue(written().getSubjectX500Principal().getName().contains("waiting"));
  }

  private HttpResponse<String> get(String path) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(server.uri().resolve(path)).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  private X509Certificate written() throws Exception {
    return Pem.chain(settings.certificate()).getFirst();
  }

  /// What the server shows to whoever connects.
  private X509Certificate served() throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new Anybody()}, null);
    URI uri = server.uris().getLast();
    try (SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", uri.getPort())) {
      return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }
  }

  private static final class Anybody implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
