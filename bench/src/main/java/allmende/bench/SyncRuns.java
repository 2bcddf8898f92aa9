package allmende.bench;

import allmende.packaged.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;

/// Nextcloud's own command line client with many small files. Its figures against Nextcloud 29.0.6
/// (PHP 8.2, PostgreSQL 15, Redis; 2 cores) are recorded here, since that server is not at hand in
/// every run.
final class SyncRuns {
  private static final double NEXTCLOUD_UP = 42.3;
  private static final double NEXTCLOUD_DOWN = 40.4;
  private static final double NEXTCLOUD_UNCHANGED_CPU = 130;
  private static final int NEXTCLOUD_FILES = 2_000;
  private static final int FOLDERS = 20;
  private static final int WARMING = 5;

  private final Plan plan;
  private final Table table;
  private final Peer ours;
  private final Path folder;

  SyncRuns(Plan plan, Table table, Peer ours, Path folder) {
    this.plan = plan;
    this.table = table;
    this.ours = ours;
    this.folder = folder;
  }

  static void require(boolean root) throws IOException {
    if (!Command.exists("nextcloudcmd") && root) {
      Command.of(
              "apt-get", "install", "-y", "-q", "--no-install-recommends", "nextcloud-desktop-cmd")
          .with("DEBIAN_FRONTEND", "noninteractive")
          .run()
          .require();
    }
    if (!Command.exists("nextcloudcmd")) {
      throw new IllegalStateException(
          "The measurement drives Nextcloud's client. Install Debian's nextcloud-desktop-cmd.");
    }
  }

  void run() throws IOException {
    SmallRequests.makeFolder(ours, "sync");
    Path first = Files.createDirectories(folder.resolve("first"));
    Path second = Files.createDirectories(folder.resolve("second"));
    fill(first);
    double scale = (double) plan.syncFiles() / NEXTCLOUD_FILES;
    Run up = sync(first);
    Run down = sync(second);
    requireEqual(first, second);
    // A server that has been up for a while has compiled what clients ask for all day.
    for (int i = 0; i < WARMING * plan.unchangedSyncs(); i++) {
      sync(second);
    }
    Run unchanged = sync(second);
    for (int i = 1; i < plan.unchangedSyncs(); i++) {
      unchanged = unchanged.plus(sync(second));
    }
    String files = Table.number(plan.syncFiles()) + " small files, first sync ";
    table.row(files + "up, time", up.seconds, NEXTCLOUD_UP * scale, "s", 0.25, false);
    table.row(files + "down, time", down.seconds, NEXTCLOUD_DOWN * scale, "s", 0.25, false);
    table.note(
        "— server's CPU, up; down",
        "%s s; %s s"
            .formatted(Table.number(up.cpuMillis / 1e3), Table.number(down.cpuMillis / 1e3)),
        "38.6 s; 61.7 s (2,000 files)",
        Double.NaN);
    table.limit(
        "a sync with nothing to do, warmed up, server's CPU",
        unchanged.cpuMillis / plan.unchangedSyncs(),
        Table.number(NEXTCLOUD_UNCHANGED_CPU) + " ms",
        "ms",
        5);
    table.note(
        "— time",
        Table.number(unchanged.seconds / plan.unchangedSyncs()) + " s",
        "0.30 s",
        Double.NaN);
  }

  private record Run(double seconds, double cpuMillis) {
    Run plus(Run other) {
      return new Run(seconds + other.seconds, cpuMillis + other.cpuMillis);
    }
  }

  private Run sync(Path local) throws IOException {
    long cpu = ours.processes().cpu().toMillis();
    long began = System.nanoTime();
    Command.of(
            "nextcloudcmd",
            "--non-interactive",
            "-u",
            ours.endpoint().user(),
            "-p",
            ours.endpoint().password(),
            "--path",
            "/sync",
            local.toString(),
            ours.endpoint().origin())
        .with("HOME", folder.toString())
        .with("XDG_CONFIG_HOME", folder.resolve("config").toString())
        .with("QT_QPA_PLATFORM", "offscreen")
        .with("LANG", "C.UTF-8")
        .run()
        .require();
    return new Run((System.nanoTime() - began) / 1e9, ours.processes().cpu().toMillis() - cpu);
  }

  private void fill(Path root) throws IOException {
    Random random = new Random(3);
    for (int i = 0; i < plan.syncFiles(); i++) {
      byte[] content = new byte[500 + random.nextInt(3_500)];
      random.nextBytes(content);
      Path sub = Files.createDirectories(root.resolve("folder " + i % FOLDERS));
      Files.write(sub.resolve("file " + i + ".txt"), content);
    }
  }

  private static void requireEqual(Path one, Path other) throws IOException {
    try (Stream<Path> files = Files.walk(one)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path name = one.relativize(file);
        if (!name.toString().startsWith(".") && Files.mismatch(file, other.resolve(name)) >= 0) {
          throw new IllegalStateException(name + " came back changed.");
        }
      }
    }
  }
}
