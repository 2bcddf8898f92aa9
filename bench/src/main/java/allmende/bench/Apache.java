package allmende.bench;

import allmende.packaged.Command;
import allmende.packaged.Endpoint;
import allmende.packaged.PackagedServer;
import allmende.packaged.ProcessTree;
import allmende.packaged.Request;
import allmende.packaged.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Apache's mod_dav as Debian ships it: event MPM, Basic authentication against a SHA file, files
/// beside ours on the same file system.
final class Apache implements AutoCloseable {
  private static final Path MODULES = Path.of("/usr/lib/apache2/modules");
  private static final List<String> LOADED =
      List.of(
          "mpm_event",
          "authn_core",
          "authn_file",
          "authz_core",
          "authz_user",
          "auth_basic",
          "dav",
          "dav_fs");

  private final Process process;
  private final Peer peer;

  private Apache(Process process, Peer peer) {
    this.process = process;
    this.peer = peer;
  }

  /// Whether it can be run; if not, it is installed where that is allowed.
  ///
  /// @throws IllegalStateException with a sentence that says what to install
  static void require(boolean root) throws IOException {
    if (!Command.exists("apache2") && root) {
      Command.of("apt-get", "install", "-y", "-q", "--no-install-recommends", "apache2-bin")
          .with("DEBIAN_FRONTEND", "noninteractive")
          .run()
          .require();
    }
    if (!Command.exists("apache2") || !Files.exists(MODULES.resolve("mod_dav_fs.so"))) {
      throw new IllegalStateException(
          "The measurement compares with Apache's mod_dav. Install Debian's apache2-bin.");
    }
  }

  static Apache start(Path folder, boolean root) throws IOException, InterruptedException {
    Path dav = Files.createDirectories(folder.resolve("dav"));
    Path work = Files.createDirectories(folder.resolve("work"));
    Endpoint endpoint = new Endpoint(PackagedServer.freePort(), "/dav", "bench", "bench-password");
    Files.writeString(folder.resolve("people"), "bench:" + sha("bench-password") + "\n");
    Files.writeString(folder.resolve("apache.conf"), configuration(folder, endpoint, root));
    if (root) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      Command.of("chown", "-R", "www-data", dav.toString(), work.toString()).run().require();
    }
    Process process =
        new ProcessBuilder(
                "apache2", "-f", folder.resolve("apache.conf").toString(), "-DFOREGROUND")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("apache.log").toFile())
            .start();
    Peer peer = new Peer("mod_dav", endpoint, new ProcessTree(() -> Stream.of(process.pid())));
    for (int attempt = 0; attempt < 200; attempt++) {
      try (Wire wire = new Wire(endpoint)) {
        if (wire.ask(Request.of("OPTIONS", "/dav/")).ok()) {
          return new Apache(process, peer);
        }
      } catch (IOException e) {
        Thread.sleep(50);
      }
    }
    // Not forcibly: its children would stay.
    process.destroy();
    throw new IOException(
        "Apache did not start: " + Files.readString(folder.resolve("apache.log")));
  }

  Peer peer() {
    return peer;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String configuration(Path folder, Endpoint endpoint, boolean root) {
    StringBuilder text = new StringBuilder();
    for (String module : LOADED) {
      text.append("LoadModule %s_module %s/mod_%s.so%n".formatted(module, MODULES, module));
    }
    if (root) {
      text.append("User www-data\nGroup www-data\n");
    }
    return text
        + """
        ServerName localhost
        Listen %1$s
        PidFile %2$s/work/pid
        DefaultRuntimeDir %2$s/work
        ErrorLog %2$s/work/error.log
        LogLevel error
        KeepAlive On
        MaxKeepAliveRequests 0
        KeepAliveTimeout 60
        DocumentRoot %2$s
        DavLockDB %2$s/work/locks
        <Location /dav>
          Dav On
          AuthType Basic
          AuthName bench
          AuthUserFile %2$s/people
          Require valid-user
        </Location>
        """
            .formatted(endpoint.authority(), folder);
  }

  private static String sha(String password) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-1").digest(password.getBytes(StandardCharsets.UTF_8));
      return "{SHA}" + Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-1", e);
    }
  }
}
