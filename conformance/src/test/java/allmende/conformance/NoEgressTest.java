package allmende.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.packaged.Dav;
import allmende.packaged.Endpoint;
import allmende.packaged.PackagedServer;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Nothing leaves the machine: under load the server and its database hold no socket to anywhere
/// but loopback, and listen nowhere but where they were told to.
class NoEgressTest {
  @Test
  void noSocketLeadsElsewhere() throws Exception {
    try (PackagedServer server = PackagedServer.fresh()) {
      server.start();
      server.addPerson("anna", true);
      Endpoint client = server.client("anna", "load");
      Set<String> elsewhere = new TreeSet<>();
      Set<String> listening = new TreeSet<>();
      int looks = 0;
      Thread load = Thread.ofPlatform().start(() -> load(client));
      while (load.isAlive()) {
        Sockets sockets = Sockets.of(server.processes());
        elsewhere.addAll(sockets.elsewhere());
        listening.addAll(sockets.listening());
        looks++;
      }
      assertTrue(looks > 20, "looked only " + looks + " times");
      assertEquals(Set.of(), elsewhere);
      assertEquals(Set.of("127.0.0.1:" + server.port()), listening);
    }
  }

  private static void load(Endpoint client) {
    try (Dav dav = new Dav(client)) {
      for (int i = 0; i < 300; i++) {
        dav.put("f" + i, new byte[i * 10]);
        dav.get("f" + i);
        dav.list("");
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
