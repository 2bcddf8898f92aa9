package allmende.bench.sfu;

import allmende.packaged.Command;
import allmende.packaged.PackagedServer;
import allmende.packaged.ProcessTree;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Janus as Debian ships it, with VideoRoom and its HTTP API alone. It leaves out the loopback
/// device, so its media takes the machine's own address; that never leaves the machine either.
final class Janus implements AutoCloseable {
  private final Process process;
  private final String root;

  private Janus(Process process, String root) {
    this.process = process;
    this.root = root;
  }

  /// Whether it can be run; if not, it is installed where that is allowed.
  ///
  /// @throws IllegalStateException with a sentence that says what to install
  static void require() throws IOException {
    if (!Command.exists("janus") && Command.of("id", "-u").run().output().trim().equals("0")) {
      Command.of("apt-get", "install", "-y", "-q", "--no-install-recommends", "janus")
          .with("DEBIAN_FRONTEND", "noninteractive")
          .run()
          .require();
    }
    if (!Command.exists("janus")) {
      throw new IllegalStateException(
          "The measurement compares with Janus. Install Debian's janus.");
    }
  }

  static Janus start(Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    int port = PackagedServer.freePort();
    Path installed;
    try (Stream<Path> found =
        Files.find(Path.of("/usr/lib"), 3, (path, _) -> path.endsWith("janus/plugins"))) {
      installed = found.findFirst().orElseThrow().getParent();
    }
    Files.writeString(
        folder.resolve("janus.jcfg"),
        """
        general: {
          configs_folder = "%1$s"
          plugins_folder = "%2$s/plugins"
          transports_folder = "%2$s/transports"
          events_folder = "%2$s/events"
          loggers_folder = "%2$s/loggers"
          debug_level = 2
          session_timeout = 0
        }
        media: { rtp_port_range = "30000-39999" }
        plugins: { disable = "libjanus_audiobridge.so,libjanus_recordplay.so,libjanus_streaming.so,libjanus_sip.so,libjanus_nosip.so,libjanus_textroom.so,libjanus_videocall.so,libjanus_voicemail.so,libjanus_echotest.so,libjanus_lua.so,libjanus_duktape.so" }
        transports: { disable = "libjanus_rabbitmq.so,libjanus_mqtt.so,libjanus_nanomsg.so,libjanus_pfunix.so,libjanus_websockets.so" }
        """
            .formatted(folder, installed));
    Files.writeString(
        folder.resolve("janus.transport.http.jcfg"),
        """
        general: { json = "compact", base_path = "/janus", http = true, port = %d, ip = "127.0.0.1" }
        admin: { admin_http = false }
        """
            .formatted(port));
    Files.writeString(folder.resolve("janus.plugin.videoroom.jcfg"), "general: {}\n");
    Process process =
        new ProcessBuilder(
                "janus", "-F", folder.toString(), "-C", folder.resolve("janus.jcfg").toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("janus.log").toFile())
            .start();
    String root = "http://127.0.0.1:" + port + "/janus";
    HttpClient http = HttpClient.newHttpClient();
    for (int attempt = 0; attempt < 100 && process.isAlive(); attempt++) {
      try {
        http.send(
            HttpRequest.newBuilder(URI.create(root + "/info")).build(),
            HttpResponse.BodyHandlers.discarding());
        return new Janus(process, root);
      } catch (IOException e) {
        Thread.sleep(100);
      }
    }
    process.destroy();
    throw new IOException("Janus did not start: " + Files.readString(folder.resolve("janus.log")));
  }

  Calls calls() {
    return new JanusCalls(root);
  }

  long pid() {
    return process.pid();
  }

  ProcessTree processes() {
    return new ProcessTree(() -> Stream.of(process.pid()));
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
