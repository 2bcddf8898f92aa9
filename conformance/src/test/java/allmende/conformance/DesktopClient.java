package allmende.conformance;

import allmende.packaged.Command;
import allmende.packaged.Endpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Nextcloud's stock desktop client itself, with its windows drawn into nothing, as it runs all day
/// on somebody's machine. What it does stands in its log.
final class DesktopClient implements AutoCloseable {
  /// Without a D-Bus it waits half a minute for a key ring before it does without.
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Path home;
  private final Path files;
  private final Path log;
  private final Process process;

  /// Makes the client's account, which takes one run of it, and starts it for good.
  ///
  /// @param home for the client's own files and the folder that it keeps in sync
  DesktopClient(Endpoint endpoint, Path home) throws IOException {
    this.home = home;
    this.files = Files.createDirectories(home.resolve("files"));
    this.log = home.resolve("client.log");
    Path run = Files.createDirectories(home.resolve("run"));
    Files.setPosixFilePermissions(run, PosixFilePermissions.fromString("rwx------"));
    Command making =
        Command.of(
            "nextcloud",
            "--background",
            "--userid",
            endpoint.user(),
            "--apppassword",
            endpoint.password(),
            "--serverurl",
            endpoint.origin(),
            "--localdirpath",
            files.toString(),
            "--isvfsenabled",
            "0");
    surroundings().forEach(making::with);
    making.within(PATIENCE).run().require();
    ProcessBuilder running =
        new ProcessBuilder("nextcloud", "--background", "--logfile", log.toString(), "--logflush")
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("client.out").toFile());
    running.environment().remove("DBUS_SESSION_BUS_ADDRESS");
    running.environment().putAll(surroundings());
    this.process = running.start();
  }

  private Map<String, String> surroundings() {
    return Map.of(
        "HOME",
        home.toString(),
        "XDG_CONFIG_HOME",
        home.resolve("config").toString(),
        "XDG_RUNTIME_DIR",
        home.resolve("run").toString(),
        "QT_QPA_PLATFORM",
        "offscreen",
        "QT_QUICK_BACKEND",
        "software",
        "LC_ALL",
        "C.UTF-8");
  }

  /// A file or folder of the one that it keeps in sync.
  Path at(String path) {
    return files.resolve(path);
  }

  /// All that it has logged.
  List<String> log() throws IOException {
    return Files.exists(log)
        ? new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList()
        : List.of();
  }

  /// Waits until a line of the log has this in it.
  ///
  /// @return the first group
  String awaitLine(String pattern) throws IOException, InterruptedException {
    Pattern wanted = Pattern.compile(pattern);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      for (String line : log()) {
        Matcher found = wanted.matcher(line);
        if (found.find()) {
          return found.groupCount() == 0 ? found.group() : found.group(1);
        }
      }
      requirePatience(deadline, pattern);
    }
  }

  void await(String what, BooleanSupplier done) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!done.getAsBoolean()) {
      requirePatience(deadline, what);
    }
  }

  private void requirePatience(long deadline, String what)
      throws IOException, InterruptedException {
    if (!process.isAlive() || System.nanoTime() > deadline) {
      throw new IllegalStateException(
          "The client never came to: " + what + "\n" + String.join("\n", log()));
    }
    Thread.sleep(100);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
