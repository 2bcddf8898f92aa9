package allmende.conformance;

import allmende.packaged.MeetingClients;
import allmende.packaged.PackagedServer;
import allmende.packaged.Programs;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Meetings of stock clients whose network leaves them one way alone, changes, or is gone for a
/// while. Each says by its own statistics how its media goes.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MeetingWaysTest {
  private PackagedServer server;
  private MeetingClients clients;
  private ServerSocket control;

  @BeforeAll
  void start() throws IOException {
    Programs.require("certutil");
    server =
        PackagedServer.fresh()
            .securely()
            .with("ALLMENDE_MEETINGS_UDP_PORT", Integer.toString(PackagedServer.freePort()))
            .with("ALLMENDE_MEETINGS_LOOPS", "1")
            .with("ALLMENDE_MEETINGS_TCP_PORT", "0")
            .with("ALLMENDE_MEETINGS_TURN_UDP_PORT", "0");
    server.start();
    clients = MeetingClients.of(server);
    control = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::obey);
  }

  /// Whoever connects wants the server stopped and started.
  private void obey() {
    while (!control.isClosed()) {
      try (Socket asked = control.accept()) {
        asked.getOutputStream().write(startedAnew().getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        // It was closed, or the scenario waits no longer and says so itself.
        continue;
      }
    }
  }

  private String startedAnew() {
    try {
      server.stop();
      server.start();
      return "started";
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  @AfterAll
  void stop() throws IOException {
    control.close();
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "chromium+udp firefox+udp",
        "chromium+tcp firefox+tcp",
        "chromium+turn-udp firefox+turn-udp",
        "chromium+turn-tcp firefox+turn-tcp",
        "chromium+turn-tls firefox+turn-tls",
        "chromium-dual+turn-tls firefox-dual+tcp",
        "chromium-dual+tcp firefox-dual+turn-tls",
        "node+turn-udp chromium+turn-tls",
        "node+tcp firefox+turn-tls",
        "node-dual+tcp node+udp",
      })
  void twoMeetByTheWaysThatAreLeft(String pair) throws Exception {
    run("ways", pair);
  }

  @ParameterizedTest
  @ValueSource(strings = {"chromium", "chromium-dual", "firefox"})
  void aClientIsMadeToComeByTcpAndTls(String client) throws Exception {
    run("forced", client);
  }

  @ParameterizedTest
  @ValueSource(strings = {"chromium", "firefox", "firefox-dual"})
  void bothSidesTakeTheSameWay(String client) throws Exception {
    run("agree", client);
  }

  @ParameterizedTest
  @ValueSource(strings = {"chromium", "firefox"})
  void anAddressChangesAndNobodyNotices(String client) throws Exception {
    run("addressChanges", client);
  }

  @ParameterizedTest
  @ValueSource(strings = {"chromium", "chromium-dual", "firefox"})
  void mediaIsCutForTenSeconds(String client) throws Exception {
    run("pathCut", client);
  }

  @ParameterizedTest
  @ValueSource(strings = {"chromium", "chromium-dual", "firefox"})
  void signallingIsCutForTenSeconds(String client) throws Exception {
    run("lineCut", client);
  }

  @Test
  void theServerIsStartedAnew() throws Exception {
    run("restarted", "chromium firefox");
  }

  private void run(String scenario, String kinds) throws Exception {
    clients
        .with("ALLMENDE_SECURE_URL", server.secureOrigin())
        .with("ALLMENDE_AUTHORITY", authority("authority.pem").toString())
        .with("ALLMENDE_KEY_HASH", keyHash())
        .with("ALLMENDE_CONTROL_PORT", Integer.toString(control.getLocalPort()))
        .run(scenario, kinds);
  }

  private Path authority(String file) {
    return server.data().resolve("authority").resolve(file);
  }

  /// By what Chromium is told which key it may trust.
  private String keyHash() throws IOException, GeneralSecurityException {
    try (InputStream file = Files.newInputStream(authority("server.pem"))) {
      byte[] publicKey =
          CertificateFactory.getInstance("X.509")
              .generateCertificate(file)
              .getPublicKey()
              .getEncoded();
      return Base64.getEncoder()
          .encodeToString(MessageDigest.getInstance("SHA-256").digest(publicKey));
    }
  }
}
