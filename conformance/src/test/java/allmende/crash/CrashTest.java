package allmende.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.packaged.Command;
import allmende.packaged.Dav;
import allmende.packaged.Endpoint;
import allmende.packaged.PackagedServer;
import allmende.packaged.Programs;
import allmende.packaged.Request;
import allmende.packaged.SyncFolder;
import allmende.packaged.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nothing acknowledged is lost: the server, its database, or both are killed under load, again and
/// again, and after each start every acknowledged change is there, byte for byte.
///
/// `CRASH_KILLS` says how often, `CRASH_SEED` repeats a run as far as the machine's timing lets it.
@Tag("crash")
class CrashTest {
  private static final int WORKERS = 4;
  private static final int SYNCED_EVERY = 10;

  private final int kills = Integer.parseInt(System.getenv().getOrDefault("CRASH_KILLS", "50"));
  private final long seed =
      Long.parseLong(
          System.getenv().getOrDefault("CRASH_SEED", Long.toString(new Random().nextInt(1 << 30))));
  private final Random random = new Random(seed);
  private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();

  @Test
  void nothingAcknowledgedIsLost(@TempDir Path folder) throws Exception {
    System.err.println("CRASH_SEED=" + seed + " CRASH_KILLS=" + kills);
    Programs.require("nextcloudcmd");
    try (PackagedServer server = PackagedServer.fresh()) {
      server.start();
      server.addPerson("anna", true);
      Endpoint client = server.client("anna", "crash");
      List<Worker> workers = workers(client);
      SyncFolder machine =
          new SyncFolder(client, "/", Files.createDirectories(folder.resolve("machine")));
      for (int kill = 1; kill <= kills && wrong.isEmpty(); kill++) {
        round(server, workers);
        recover(server, client);
        check(workers, client, "after kill " + kill);
        consistent(server);
        if (kill % SYNCED_EVERY == 0 || kill == kills) {
          converged(machine, client);
        }
      }
      long all = workers.stream().mapToLong(Worker::acknowledgements).sum();
      System.err.println(kills + " kills, " + all + " acknowledged changes");
      assertTrue(all > kills * 5L, "only " + all + " changes were acknowledged");
    }
    assertEquals(List.of(), List.copyOf(wrong), "CRASH_SEED=" + seed);
  }

  /// A test that cannot fail proves nothing.
  @Test
  void aLostChangeIsSeen() throws Exception {
    try (PackagedServer server = PackagedServer.fresh()) {
      server.start();
      server.addPerson("anna", true);
      Endpoint client = server.client("anna", "crash");
      Worker worker = workers(client).getFirst();
      AtomicBoolean stop = new AtomicBoolean();
      Thread thread = Thread.ofPlatform().start(() -> work(worker, stop));
      while (worker.acknowledgements() < 20) {
        Thread.sleep(20);
      }
      stop.set(true);
      thread.join();
      try (Dav dav = new Dav(client)) {
        SortedMap<String, String> there = dav.tree(worker.folder());
        assertEquals(List.of(), worker.check(there));
        String lost = worker.folder() + "/" + there.firstKey();
        assertEquals(204, dav.delete(lost).status());
        assertEquals(1, worker.check(dav.tree(worker.folder())).size());
      }
    }
    assertEquals(List.of(), List.copyOf(wrong));
  }

  private List<Worker> workers(Endpoint client) throws IOException {
    List<Worker> workers = new ArrayList<>();
    try (Dav dav = new Dav(client)) {
      for (int i = 0; i < WORKERS; i++) {
        assertEquals(201, dav.makeFolder("w" + i).status());
        workers.add(new Worker("w" + i, client, random.nextLong()));
      }
    }
    return workers;
  }

  private void round(PackagedServer server, List<Worker> workers) throws InterruptedException {
    AtomicBoolean stop = new AtomicBoolean();
    List<Thread> threads =
        workers.stream()
            .map(worker -> Thread.ofPlatform().start(() -> work(worker, stop)))
            .toList();
    Thread.sleep(50 + random.nextInt(1_200));
    switch (random.nextInt(10)) {
      case 0, 1, 2, 3, 4, 5 -> server.kill();
      case 6, 7, 8 -> server.killDatabase();
      default -> {
        server.killDatabase();
        server.kill();
      }
    }
    stop.set(true);
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private void work(Worker worker, AtomicBoolean stop) {
    try {
      worker.work(stop);
    } catch (RuntimeException e) {
      wrong.add(e + "\n" + worker.said());
    }
  }

  /// A dead server is started again; a living one must find its database again by itself.
  private void recover(PackagedServer server, Endpoint client) throws Exception {
    if (!server.runs()) {
      server.start();
    }
    for (int attempt = 0; attempt < 300; attempt++) {
      try (Wire wire = new Wire(client)) {
        if (wire.ask(Request.of("PROPFIND", client.root() + "/", "Depth: 0")).status() == 207) {
          return;
        }
      } catch (IOException e) {
        // not yet
      }
      Thread.sleep(100);
    }
    throw new AssertionError(
        "The server did not recover. CRASH_SEED=" + seed + "\n" + Files.readString(server.log()));
  }

  private void check(List<Worker> workers, Endpoint client, String when) throws IOException {
    try (Dav dav = new Dav(client)) {
      for (Worker worker : workers) {
        SortedMap<String, String> there = dav.tree(worker.folder());
        worker.check(there).forEach(line -> wrong.add(when + ": " + line));
      }
    }
  }

  /// Blobs and rows fit together.
  private void consistent(PackagedServer server) throws IOException {
    Command.Outcome outcome = server.command("fsck").run();
    if (!outcome.ok()) {
      wrong.add(outcome.toString());
    }
  }

  /// A client that has followed through all the kills has what the server has.
  private void converged(SyncFolder machine, Endpoint client) throws IOException {
    Command.Outcome outcome = machine.sync();
    try (Dav dav = new Dav(client)) {
      if (!dav.tree("").equals(machine.tree())) {
        wrong.add("The client has not converged:\n" + outcome);
      }
    }
  }
}
