package allmende.platform.office;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has a document turned into PDF by a process of its own, which may hang, crash or be taken over:
/// it has a profile of its own that is thrown away, little memory and time, and, where the kernel
/// grants namespaces, neither network nor other processes nor the data folder. All that it started
/// ends with it.
public final class OfficeToPdf {
  private static final Logger log = LoggerFactory.getLogger(OfficeToPdf.class);

  // util-linux: new namespaces for users, network, mounts and processes; the first process in the
  // last takes all others with it when it is killed.
  private static final List<String> APART =
      List.of(
          "unshare",
          "--user",
          "--map-root-user",
          "--net",
          "--mount",
          "--ipc",
          "--pid",
          "--fork",
          "--kill-child",
          "--mount-proc");

  /// A group of its own, by which it is killed.
  private static final List<String> GROUP = List.of("setsid");

  private static final String LIMITS =
      "ulimit -c 0; ulimit -d %d; ulimit -f %d; ulimit -t %d; exec \"$@\"";

  /// What must not be seen is covered by an empty file system first; its path is `$0`.
  private static final String HIDING = "mount -t tmpfs -o ro,size=4k tmpfs \"$0\" && ";

  private final Path hidden;
  private final Limits limits;
  private @Nullable Boolean apart;

  /// What one document may cost.
  ///
  /// @param memory in bytes, of each process
  /// @param time until it is stopped
  /// @param result the largest file that it may write, in bytes
  public record Limits(long memory, Duration time, long result) {}

  /// @param hidden a folder that it must not see
  public OfficeToPdf(Path hidden, Limits limits) {
    this.hidden = hidden.toAbsolutePath();
    this.limits = limits;
  }

  /// Whether the process has neither network nor sight of the data.
  public synchronized boolean apart() {
    if (apart == null) {
      apart = canBeApart();
      if (!apart) {
        log.info("documents are converted without namespaces of their own: unshare(1) is refused");
      }
    }
    return apart;
  }

  /// Waits until it is done or stopped.
  ///
  /// @param document whose name's ending says what it is
  /// @param folder for whatever is written; whoever gives it removes it
  /// @return nothing when the program crashed, hung, ate too much, or made no PDF
  public Optional<Path> convert(Path program, Path document, Path folder)
      throws IOException, InterruptedException {
    Path profile = folder.resolve("profile");
    Path out = Files.createDirectories(folder.resolve("out")).toRealPath();
    OfficeProfile.write(profile);
    ProcessBuilder builder = new ProcessBuilder(command(program, profile, out, document));
    builder.directory(folder.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin");
    builder.environment().put("HOME", folder.toString());
    builder.environment().put("TMPDIR", folder.toString());
    builder.environment().put("LANG", "C.UTF-8");
    builder.environment().put("SAL_USE_VCLPLUGIN", "svp");
    builder.redirectErrorStream(true).redirectOutput(Redirect.DISCARD);
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      if (!process.waitFor(limits.time().toMillis(), TimeUnit.MILLISECONDS)) {
        log.info("a document was given up: its conversion took too long");
        return Optional.empty();
      }
    } finally {
      end(process);
    }
    if (process.exitValue() != 0) {
      log.info("a document was given up: its conversion ended with {}", process.exitValue());
      return Optional.empty();
    }
    Optional<Path> made = made(out);
    if (made.isEmpty()) {
      log.info("a document was given up: its conversion made no PDF");
    }
    return made;
  }

  private List<String> command(Path program, Path profile, Path out, Path document) {
    long kib = 1024;
    String script =
        LIMITS.formatted(
            limits.memory() / kib, limits.result() / 512, limits.time().toSeconds() + 1);
    List<String> command = new ArrayList<>(apart() ? APART : GROUP);
    command.addAll(
        List.of(
            "sh",
            "-c",
            apart() ? HIDING + "{ " + script + "; }" : script,
            hidden.toString(),
            program.toString(),
            "-env:UserInstallation=" + profile.toUri(),
            "--headless",
            "--norestore",
            "--nologo",
            "--nodefault",
            "--nolockcheck",
            "--convert-to",
            "pdf",
            "--outdir",
            out.toString(),
            document.toString()));
    return command;
  }

  /// Only what lies there itself: a program that was taken over may have left a link to something
  /// else of ours in its place, which the process outside could read.
  private static Optional<Path> made(Path out) throws IOException {
    if (!Files.exists(out) || !out.toRealPath().equals(out)) {
      return Optional.empty();
    }
    try (var files = Files.list(out)) {
      for (Path file : files.toList()) {
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && isPdf(file)) {
          return Optional.of(file);
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isPdf(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return new String(in.readNBytes(5), StandardCharsets.US_ASCII).equals("%PDF-");
    }
  }

  /// Ends it and all that it began. The group's number is the process's own: it leads it.
  private void end(Process process) throws IOException, InterruptedException {
    if (!apart()) {
      Process kill =
          new ProcessBuilder("kill", "-KILL", "--", "-" + process.pid())
              .redirectErrorStream(true)
              .redirectOutput(Redirect.DISCARD)
              .start();
      kill.waitFor();
    }
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor();
  }

  private static boolean canBeApart() {
    List<String> command = new ArrayList<>(APART);
    command.add("true");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(Redirect.DISCARD)
              .start();
      return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
