package allmende.bench;

import allmende.packaged.Command;
import allmende.packaged.PackagedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// `./allmende bench files`: our WebDAV beside Apache's mod_dav, in one run, on one file system,
/// over loopback, both with app or Basic passwords on keep-alive connections.
///
/// Processor time is that of all of a server's processes (PostgreSQL's are ours), after a warm-up
/// that a Java process needs and that both get. mod_dav syncs nothing to disk; ours does before it
/// answers.
final class FilesBench {
  private static final double READY_SECONDS = 3;
  private static final double IDLE_MEBIBYTES = 250;
  private static final Duration SETTLING = Duration.ofSeconds(10);

  private final Plan plan;
  private final Table table = new Table();
  private final boolean root = Command.of("id", "-u").run().output().trim().equals("0");

  private FilesBench(Plan plan) throws IOException {
    this.plan = plan;
  }

  static void run(List<String> options) throws IOException, InterruptedException {
    new FilesBench(Plan.of(options)).run();
  }

  private void run() throws IOException, InterruptedException {
    Apache.require(root);
    if (plan.has("sync")) {
      SyncRuns.require(root);
    }
    Path work = Files.createTempDirectory("allmende-bench");
    // Apache's children run as www-data and must be able to walk in.
    Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwx--x--x"));
    try (PackagedServer server = PackagedServer.fresh()) {
      server.start();
      server.addPerson("bench", true);
      Peer ours = new Peer("Allmende", server.client("bench", "benchmark"), server.processes());
      try (Apache apache = Apache.start(work.resolve("apache"), root)) {
        measure(List.of(ours, apache.peer()), work);
      }
      if (plan.has("start")) {
        starts(server);
      }
    } finally {
      PackagedServer.delete(work);
    }
    System.out.print(table.markdown());
  }

  private void measure(List<Peer> peers, Path work) throws IOException, InterruptedException {
    new SmallRequests(plan, table, peers).run();
    if (plan.has("big")) {
      new BigFiles(plan, table, peers).run();
    }
    if (plan.has("mixed")) {
      new MixedLoad(plan, table, peers).run();
    }
    if (plan.has("sync")) {
      new SyncRuns(plan, table, peers.getFirst(), work.resolve("sync")).run();
    }
    if (plan.has("memory")) {
      Thread.sleep(SETTLING);
      table.note(
          "memory after the load (PSS)",
          mebibytes(peers.getFirst()) + " MiB",
          mebibytes(peers.getLast()) + " MiB",
          Double.NaN);
    }
  }

  private static long mebibytes(Peer peer) {
    return peer.processes().pss() >> 20;
  }

  /// On the data folder that the run has filled.
  private void starts(PackagedServer server) throws IOException, InterruptedException {
    List<Double> seconds = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      server.stop();
      seconds.add(server.start().toMillis() / 1e3);
    }
    seconds.sort(null);
    table.limit(
        "start on an existing data folder, to the ready line",
        seconds.get(2),
        "",
        "s",
        READY_SECONDS);
    Thread.sleep(SETTLING);
    table.limit(
        "memory when idle, PostgreSQL included (PSS)",
        server.processes().pss() >> 20,
        "",
        "MiB",
        IDLE_MEBIBYTES);
  }
}
