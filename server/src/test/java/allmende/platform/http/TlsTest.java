package allmende.platform.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
  private static final List<String> NAMES = List.of("localhost", "127.0.0.1", "::1", "box.local");

  @TempDir Path folder;

  static SSLContext trusting(Path authority) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("authority", Pem.chain(authority).getFirst());
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  @Test
  void aLocalAuthorityServesHttp2() throws Exception {
    var authority = new LocalAuthority(folder, Clock.systemUTC());
    var issued = authority.issue(NAMES);
    var settings =
        HttpSettings.listeningAt("https://127.0.0.1:0")
            .certified(issued.certificate(), issued.key());
    try (var server =
            new HttpServer(
                    settings,
                    new SimpleMeterRegistry(),
                    List.of(),
                    routes -> routes.get("/x", ctx -> ctx.result("hello")))
                .start();
        var client =
            HttpClient.newBuilder().sslContext(trusting(folder.resolve("authority.pem"))).build()) {
      var answer =
          client.send(
              HttpRequest.newBuilder(server.uri().resolve("/x")).build(),
              HttpResponse.BodyHandlers.ofString());
      assertEquals("hello", answer.body());
      assertEquals(HttpClient.Version.HTTP_2, answer.version());
      assertTrue(answer.headers().firstValue("strict-transport-security").isPresent());
    }
  }

  @Test
  void certificatesAreKeptUntilTheyMustBeRenewed() throws Exception {
    Instant now = Instant.parse("2026-11-01T00:00:00Z");
    X509Certificate first = issue(now, NAMES);
    assertEquals(first, issue(now.plus(Duration.ofDays(300)), NAMES));
    X509Certificate renewed = issue(now.plus(Duration.ofDays(370)), NAMES);
    assertNotEquals(first, renewed);
    assertNotEquals(renewed, issue(now.plus(Duration.ofDays(370)), List.of("other.local")));
    for (String file : List.of("authority.pem", "authority.key", "server.pem", "server.key")) {
      assertEquals(
          "rw-------",
          PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file))));
    }
  }

  private X509Certificate issue(Instant now, List<String> names) throws Exception {
    var authority = new LocalAuthority(folder, Clock.fixed(now, java.time.ZoneOffset.UTC));
    return Pem.chain(authority.issue(names).certificate()).getFirst();
  }

  @Test
  void changedFilesAreReadAgainAndHalfChangedOnesAreNot() throws Exception {
    var one = new LocalAuthority(folder.resolve("one"), Clock.systemUTC()).issue(NAMES);
    var two = new LocalAuthority(folder.resolve("two"), Clock.systemUTC()).issue(NAMES);
    Path certificate = folder.resolve("tls.pem");
    Path key = folder.resolve("tls.key");
    Files.copy(one.certificate(), certificate);
    Files.copy(one.key(), key);
    var settings = HttpSettings.listeningAt("https://127.0.0.1:0").certified(certificate, key);
    try (var certificates = Certificates.open(settings, Clock.systemUTC())) {
      certificates.tls().start();
      assertFalse(certificates.reloadIfChanged());
      Files.copy(two.certificate(), certificate, StandardCopyOption.REPLACE_EXISTING);
      Files.setLastModifiedTime(certificate, FileTime.from(Instant.parse("2030-01-01T00:00:00Z")));
      assertFalse(certificates.reloadIfChanged());
      Files.copy(two.key(), key, StandardCopyOption.REPLACE_EXISTING);
      assertTrue(certificates.reloadIfChanged());
      assertEquals(
          Pem.chain(two.certificate()).getFirst(),
          certificates.tls().getKeyStore().getCertificate("server"));
      certificates.tls().stop();
    }
  }
}
