package allmende.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.packaged.Answer;
import allmende.packaged.Dav;
import allmende.packaged.Endpoint;
import allmende.packaged.PackagedServer;
import allmende.packaged.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// The database goes away while requests run, and comes back: whoever asks meanwhile hears 503 and
/// when to come again, never 500; nobody has to do anything.
class DatabaseAwayTest {
  private static final int KILLS = 10;
  private static final int CLIENTS = 4;

  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicInteger done = new AtomicInteger();
  private final AtomicInteger away = new AtomicInteger();
  private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
  private final SortedMap<String, String> acknowledged = new ConcurrentSkipListMap<>();

  @Test
  void requestsHear503AndTheServerRecoversByItself() throws Exception {
    try (PackagedServer server = PackagedServer.fresh()) {
      server.start();
      server.addPerson("anna", true);
      Endpoint client = server.client("anna", "database");
      List<Thread> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        int number = i;
        clients.add(Thread.ofVirtual().start(() -> work(client, number)));
      }
      for (int kill = 0; kill < KILLS; kill++) {
        progress();
        server.killDatabase();
      }
      progress();
      over.set(true);
      for (Thread one : clients) {
        one.join();
      }
      String log = Files.readString(server.log());
      assertEquals(List.of(), List.copyOf(wrong), () -> "The server said:\n" + log);
      assertTrue(away.get() > 0, "no request met the database away");
      try (Dav dav = new Dav(client)) {
        SortedMap<String, String> there = dav.tree("");
        acknowledged.forEach((name, hash) -> assertEquals(hash, there.get(name), name));
      }
      server.command("fsck").run().require();
    }
  }

  /// Waits until some more requests have succeeded.
  private void progress() throws InterruptedException {
    int enough = done.get() + 60;
    for (int i = 0; i < 600 && done.get() < enough && wrong.isEmpty(); i++) {
      Thread.sleep(100);
    }
    assertTrue(done.get() >= enough || !wrong.isEmpty(), "it does not go on");
  }

  private void work(Endpoint client, int number) {
    try (Dav dav = new Dav(client)) {
      for (int i = 0; !over.get(); i++) {
        byte[] content = (number + " " + i).getBytes(StandardCharsets.UTF_8);
        String name = "c" + number + "-" + i + ".txt";
        if (judge("PUT", dav.put(name, content))) {
          acknowledged.put(name, Dav.sha256(content));
          judge("GET", dav.get(name));
          judge("PROPFIND", dav.ask(Request.of("PROPFIND", dav.at(name), "Depth: 0")));
          judge("LOCK", dav.ask(lock(dav.at(name))));
        }
      }
    } catch (IOException | RuntimeException e) {
      wrong.add(e.toString());
    }
  }

  private boolean judge(String what, Answer answer) {
    if (answer.ok()) {
      done.incrementAndGet();
      return true;
    }
    away.incrementAndGet();
    if (answer.status() != 503 || answer.header("retry-after").isEmpty()) {
      wrong.add(what + ": " + answer);
    }
    return false;
  }

  private static Request lock(String path) {
    return Request.of("LOCK", path, "Depth: 0", "Timeout: Second-60")
        .body(
            "<d:lockinfo xmlns:d='DAV:'><d:lockscope><d:exclusive/></d:lockscope>"
                + "<d:locktype><d:write/></d:locktype></d:lockinfo>");
  }
}
