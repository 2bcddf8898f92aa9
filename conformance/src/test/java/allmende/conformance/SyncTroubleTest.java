package allmende.conformance;

import static allmende.conformance.TwoClients.synced;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.packaged.Command;
import allmende.packaged.CuttingProxy;
import allmende.packaged.Dav;
import allmende.packaged.Endpoint;
import allmende.packaged.PackagedServer;
import allmende.packaged.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What Nextcloud's stock client meets on bad days: rights that it lacks, a full space, a torn
/// line, a server that dies.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SyncTroubleTest {
  private PackagedServer server;
  private Endpoint anna;
  private Endpoint berta;
  private Endpoint elsewhere;

  @BeforeAll
  void start() throws IOException {
    Programs.require("nextcloudcmd");
    server = PackagedServer.fresh();
    server.start();
    server.addPerson("anna", true);
    server.addPerson("berta", false);
    anna = server.client("anna", "one machine");
    elsewhere = server.client("anna", "another machine");
    berta = server.client("berta", "her machine");
  }

  @AfterAll
  void stop() throws IOException {
    server.close();
  }

  @Test
  void aReaderReceivesButChangesNothing(@TempDir Path folder) throws IOException {
    try (Api api = new Api(anna)) {
      String space = api.makeSpace("Rules", null);
      api.setMember(space, "berta", "viewer");
    }
    TwoClients clients = TwoClients.existing(anna, berta, "Rules", folder);
    clients.one().write("rule.txt", "the rule").write("more/rule.txt", "another");
    clients.sync().requireEqual();

    clients.other().write("rule.txt", "no rule any more").write("new.txt", "may not be");
    Files.delete(clients.other().at("more/rule.txt"));
    clients.other().sync();
    clients.other().sync();
    try (Dav dav = new Dav(anna)) {
      assertEquals("the rule", dav.get("Rules/rule.txt").text());
      assertEquals(404, dav.get("Rules/new.txt").status());
      assertEquals("another", dav.get("Rules/more/rule.txt").text());
    }
    assertEquals("the rule", Files.readString(clients.other().at("rule.txt")));
    assertEquals("another", Files.readString(clients.other().at("more/rule.txt")));
    try (Dav dav = new Dav(berta)) {
      assertEquals(403, dav.put("Rules/rule.txt", new byte[1]).status());
      assertEquals(403, dav.delete("Rules/rule.txt").status());
      assertEquals(403, dav.makeFolder("Rules/folder").status());
      assertEquals(403, dav.move("Rules/rule.txt", "Rules/other.txt").status());
    }
  }

  @Test
  void aFullSpaceTakesWhatFits(@TempDir Path folder) throws IOException {
    String space;
    try (Api api = new Api(anna)) {
      space = api.makeSpace("Small", 100_000L);
    }
    TwoClients clients = TwoClients.existing(anna, elsewhere, "Small", folder);
    clients.one().write("fits.bin", random(60_000));
    clients.sync().requireEqual();

    clients.one().write("too large.bin", random(70_000)).write("fits too.bin", random(30_000));
    Command.Outcome refused = clients.one().sync();
    assertNotEquals(0, refused.status(), refused::toString);
    try (Dav dav = new Dav(anna)) {
      assertEquals(404, dav.get("Small/too large.bin").status());
      assertEquals(30_000, dav.get("Small/fits too.bin").length());
      assertEquals(507, dav.put("Small/one more.bin", random(50_000)).status());
    }

    try (Api api = new Api(berta)) {
      assertEquals(403, api.setQuota(space, "200000"), "she is no administrator");
    }
    try (Api api = new Api(anna)) {
      assertEquals(400, api.setQuota(space, "\"much\""));
      assertEquals(400, api.setQuota(space, "-1"));
      assertEquals(204, api.setQuota(space, "200000"));
    }
    // The client leaves a refused file alone for a while, unless it has changed.
    Files.setLastModifiedTime(
        clients.one().at("too large.bin"), FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
    clients.sync().requireEqual();
  }

  @Test
  void anUploadThatWasCutOffGoesOn(@TempDir Path folder) throws Exception {
    try (CuttingProxy line = new CuttingProxy(server.port())) {
      Endpoint over = new Endpoint(line.port(), anna.root(), anna.user(), anna.password());
      TwoClients clients = TwoClients.of(over, elsewhere, "cut", folder);
      clients.sync();
      clients.one().write("film.mp4", random(45_000_000));
      line.cutAfter(24_000_000);
      Command.Outcome first = clients.one().sync("--max-sync-retries", "0");
      assertTrue(line.cut(), first::toString);
      try (Dav dav = new Dav(anna)) {
        assertEquals(404, dav.get("cut/film.mp4").status(), "a half is no file");
      }
      line.mend();
      clients.sync().requireEqual();
    }
  }

  @Test
  void aDownloadThatWasCutOffGoesOn(@TempDir Path folder) throws IOException {
    TwoClients clients = TwoClients.of(anna, elsewhere, "down", folder);
    for (int i = 0; i < 200; i++) {
      clients.one().write("f" + i + ".bin", random(20_000 + i));
    }
    clients.one().write("film.mp4", random(20_000_000));
    synced(clients.one().sync());
    try (CuttingProxy line = new CuttingProxy(server.port())) {
      Endpoint over = new Endpoint(line.port(), anna.root(), anna.user(), anna.password());
      TwoClients through = TwoClients.existing(anna, over, "down", folder);
      line.cutAfter(20_000);
      through.other().sync("--max-sync-retries", "0");
      assertTrue(line.cut());
      line.mend();
      through.sync().requireEqual();
    }
  }

  @Test
  void aServerThatIsKilledInMidSyncLosesNothing(@TempDir Path folder) throws Exception {
    TwoClients clients = TwoClients.of(anna, elsewhere, "killed", folder);
    for (int i = 0; i < 400; i++) {
      clients.one().write("d" + i % 9 + "/f" + i + ".bin", random(3_000 + i));
    }
    clients.one().write("large.bin", random(25_000_000));
    FutureTask<Command.Outcome> syncing = inBackground(() -> clients.one().sync());
    Thread.sleep(1_500);
    server.kill();
    assertFalse(server.runs());
    server.start();
    get(syncing);
    clients.sync().requireEqual();
    assertEquals(410, clients.other().tree().size());

    // And on the way down.
    PackagedServer.delete(clients.other().at("d0"));
    clients.other().sync();
    for (int i = 0; i < 200; i++) {
      clients.one().write("more/f" + i + ".bin", random(4_000 + i));
    }
    synced(clients.one().sync());
    FutureTask<Command.Outcome> fetching = inBackground(() -> clients.other().sync());
    Thread.sleep(300);
    server.kill();
    server.start();
    get(fetching);
    clients.sync().requireEqual();
  }

  private static FutureTask<Command.Outcome> inBackground(Callable<Command.Outcome> work) {
    FutureTask<Command.Outcome> task = new FutureTask<>(work);
    Thread.ofPlatform().start(task);
    return task;
  }

  private static Command.Outcome get(FutureTask<Command.Outcome> task)
      throws InterruptedException, ExecutionException {
    return task.get();
  }

  private static byte[] random(int size) {
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);
    return content;
  }
}
