package allmende.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.packaged.Dav;
import allmende.packaged.Endpoint;
import allmende.packaged.PackagedServer;
import allmende.packaged.Programs;
import allmende.packaged.Request;
import allmende.packaged.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The desktop client as people run it: it is let in on the sign-in page, and hears of changes
/// instead of asking for them.
class DesktopTest {
  private static final String HEARD = "Received push notification: \"notify_file\"";

  @Test
  void itComesInByTheLoginFlowAndHearsOfChangesWithoutAsking(@TempDir Path home) throws Exception {
    Programs.require("nextcloud");
    try (PackagedServer server = PackagedServer.fresh()) {
      server.start();
      server.addPerson("anna", true);
      Endpoint anna = server.client("anna", "beside the desktop");
      try (Dav dav = new Dav(anna);
          DesktopClient client = new DesktopClient(anna, home)) {
        // It has forgotten its password, having no key ring, and asks to be let in again.
        String flow = client.awaitLine("/login/flow/([A-Za-z0-9_-]+)");
        grant(server, flow);
        client.awaitLine("Connected to websocket");
        client.awaitLine("Authenticated successful on websocket");
        client.awaitLine("Push notifications are ready");
        dav.put("before.txt", "first".getBytes(StandardCharsets.UTF_8));
        client.await("before.txt", () -> Files.exists(client.at("before.txt")));
        quiet(server);

        // For longer than its timer for polling, which still runs, it asks for nothing.
        int before = propfinds(server);
        int polls = count(client, "Etag poll timer timeout");
        client.await("two polls", () -> pollsOf(client) >= polls + 2);
        assertEquals(before, propfinds(server), "it polls although it is told");

        int heard = count(client, HEARD);
        dav.put("pushed.txt", "hello".getBytes(StandardCharsets.UTF_8));
        client.await("pushed.txt", () -> Files.exists(client.at("pushed.txt")));
        assertEquals("hello", Files.readString(client.at("pushed.txt")));
        assertTrue(count(client, HEARD) > heard, "it was not told");

        // What it puts there itself arrives, and comes back to nobody.
        Files.writeString(client.at("own.txt"), "mine");
        client.await("own.txt on the server", () -> has(dav, "own.txt"));
        dav.delete("pushed.txt");
        client.await("the removal", () -> !Files.exists(client.at("pushed.txt")));
        assertFalse(
            client.log().stream().anyMatch(line -> line.contains("conflicted copy")), "a conflict");
      }
    }
  }

  /// As the person does on the page that the client opens.
  private static void grant(PackagedServer server, String flow) throws IOException {
    Endpoint person = new Endpoint(server.port(), "", "anna", PackagedServer.password("anna"));
    try (Wire wire = new Wire(person)) {
      var answer =
          wire.ask(
              Request.of(
                      "POST",
                      "/api/v1/login-flow/" + flow + "/grant",
                      "Content-Type: application/json")
                  .body("{}"));
      assertEquals(204, answer.status(), answer::toString);
    }
  }

  private static boolean has(Dav dav, String file) {
    try {
      return dav.get(file).status() == 200;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static int pollsOf(DesktopClient client) {
    try {
      return count(client, "Etag poll timer timeout");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static int count(DesktopClient client, String text) throws IOException {
    return (int) client.log().stream().filter(line -> line.contains(text)).count();
  }

  /// Waits until the client has nothing more to ask after a change.
  private static void quiet(PackagedServer server) throws IOException, InterruptedException {
    for (int before = -1, now = propfinds(server); now != before; now = propfinds(server)) {
      before = now;
      Thread.sleep(5_000);
    }
  }

  private static int propfinds(PackagedServer server) throws IOException {
    List<String> lines = Files.readAllLines(server.log());
    return (int) lines.stream().filter(line -> line.contains("method=PROPFIND")).count();
  }
}
