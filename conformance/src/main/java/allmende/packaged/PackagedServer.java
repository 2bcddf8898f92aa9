package allmende.packaged;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The server as an administrator starts it: `./allmende up` on a data folder of its own, on a free
/// port.
public final class PackagedServer implements AutoCloseable {
  private static final String READY = "Allmende is ready at ";

  /// The first start may build what is stale.
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Path home = home();
  private final Path data;
  private final int port;
  private final Map<String, String> environment = new HashMap<>();
  private final boolean ours;
  private int securePort;
  private @Nullable Process process;

  private PackagedServer(Path data, boolean ours) throws IOException {
    this.data = data;
    this.ours = ours;
    this.port = freePort();
  }

  /// One on a fresh data folder, which goes when it is closed. Not yet started.
  public static PackagedServer fresh() throws IOException {
    return new PackagedServer(Files.createTempDirectory("allmende-packaged"), true);
  }

  /// One on a given data folder, which stays.
  public static PackagedServer on(Path data) throws IOException {
    return new PackagedServer(data, false);
  }

  /// Sets a variable of the environment for the following starts.
  public PackagedServer with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /// Has it listen with TLS too, at another port, by a certificate of its own authority.
  public PackagedServer securely() throws IOException {
    securePort = freePort();
    return with("ALLMENDE_HTTP_LOCAL_AUTHORITY", "true")
        .with("ALLMENDE_HTTP_LISTEN", "127.0.0.1:" + port + ",https://127.0.0.1:" + securePort);
  }

  /// Starts it and returns when it says that it is ready.
  ///
  /// @return how long that took
  public Duration start() throws IOException {
    long began = System.nanoTime();
    List<String> words =
        new ArrayList<>(
            List.of(home.resolve("allmende").toString(), "up", "--data", data.toString()));
    if (securePort == 0) {
      words.addAll(List.of("--listen", "127.0.0.1:" + port));
    }
    ProcessBuilder builder =
        new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.appendTo(log().toFile()));
    builder.environment().putAll(environment);
    Process started = builder.start();
    process = started;
    CompletableFuture<Long> ready = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> listen(started, ready));
    try {
      return Duration.ofNanos(ready.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS) - began);
    } catch (ExecutionException | TimeoutException e) {
      kill();
      throw new IOException("The server did not start:\n" + Files.readString(log()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static void listen(Process process, CompletableFuture<Long> ready) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line; (line = lines.readLine()) != null; ) {
        if (line.startsWith(READY)) {
          ready.complete(System.nanoTime());
        }
      }
      ready.completeExceptionally(new IOException("it ended"));
    } catch (IOException e) {
      ready.completeExceptionally(e);
    }
  }

  /// Stops it as an administrator would, by SIGTERM.
  ///
  /// @return its exit status
  public int stop() throws IOException {
    Process running = process;
    if (running == null) {
      return 0;
    }
    running.destroy();
    try {
      if (!running.waitFor(60, TimeUnit.SECONDS)) {
        kill();
        throw new IOException("The server did not stop within 60 seconds.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process = null;
    return running.exitValue();
  }

  /// Kills its Java process (SIGKILL); its database lives on.
  public void kill() {
    Process running = process;
    if (running != null) {
      running.destroyForcibly();
      awaitEnd(running.toHandle());
      process = null;
    }
  }

  /// Kills the database (SIGKILL to the postmaster, whose children notice and end).
  public void killDatabase() {
    postmaster()
        .ifPresent(handle -> {
          handle.destroyForcibly();
          awaitEnd(handle);
        });
  }

  /// Whether the Java process runs.
  public boolean runs() {
    Process running = process;
    return running != null && running.isAlive();
  }

  /// The Java process' id.
  public long pid() {
    Process running = process;
    if (running == null) {
      throw new IllegalStateException("The server does not run.");
    }
    return running.pid();
  }

  /// The embedded database's first process, if it runs.
  public Optional<ProcessHandle> postmaster() {
    try (Stream<String> lines = Files.lines(data.resolve("postgres/cluster/postmaster.pid"))) {
      return lines.findFirst().flatMap(line -> ProcessHandle.of(Long.parseLong(line.trim())));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// The server with its database.
  public ProcessTree processes() {
    return new ProcessTree(() ->
        Stream.concat(
            Stream.ofNullable(process).map(Process::pid),
            postmaster().map(ProcessHandle::pid).stream()));
  }

  /// Adds a person, whose password is [#password].
  public void addPerson(String name, boolean administrator) throws IOException {
    List<String> words = new ArrayList<>(List.of("user", "add", name, "--password-stdin"));
    if (administrator) {
      words.add("--admin");
    }
    command(words.toArray(String[]::new)).input(password(name) + "\n").run().require();
  }

  /// What somebody types to sign in.
  public static String password(String name) {
    return name + "'s own password";
  }

  /// Makes an app password and says what a client of this person needs.
  public Endpoint client(String name, String label) throws IOException {
    String secret =
        command("app-password", name, "--label", label)
            .run()
            .require()
            .output()
            .lines()
            .reduce("", (_, last) -> last)
            .trim();
    return new Endpoint(port, "/remote.php/dav/files/" + name, name, secret);
  }

  /// A command of `./allmende` on this server's data folder.
  public Command command(String... words) {
    List<String> all =
        Stream.of(
                Stream.of(home.resolve("allmende").toString()),
                Stream.of(words),
                Stream.of("--data", data.toString()))
            .flatMap(part -> part)
            .toList();
    return Command.of(all);
  }

  public Path data() {
    return data;
  }

  /// What it wrote to standard error, over all its starts.
  public Path log() {
    return data.resolveSibling(data.getFileName() + ".log");
  }

  public String origin() {
    return "http://127.0.0.1:" + port;
  }

  /// Where it is reached over TLS, by a name: Firefox opens no relay at an address.
  public String secureOrigin() {
    return "https://localhost:" + securePort;
  }

  public int port() {
    return port;
  }

  @Override
  public void close() throws IOException {
    try {
      stop();
    } finally {
      killDatabase();
      if (ours) {
        delete(data);
        Files.deleteIfExists(log());
      }
    }
  }

  /// Removes a folder with all that is in it.
  public static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }

  /// A port that nobody listens on now, by TCP or UDP. It lies below those that Linux takes for
  /// connections of clients (`ip_local_port_range`), so that none of them holds it while a server
  /// is started anew.
  public static int freePort() throws IOException {
    for (int tries = 0; tries < 1000; tries++) {
      int port = ThreadLocalRandom.current().nextInt(15_000, 32_000);
      if (isFree(port)) {
        return port;
      }
    }
    throw new IOException("no free port");
  }

  private static boolean isFree(int port) {
    try (ServerSocket tcp = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
        DatagramSocket udp = new DatagramSocket(port, InetAddress.getLoopbackAddress())) {
      return tcp.isBound() && udp.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  /// The project's root folder.
  public static Path home() {
    for (Path here = Path.of("").toAbsolutePath(); here != null; here = here.getParent()) {
      if (Files.isExecutable(here.resolve("allmende"))
          && Files.isDirectory(here.resolve("server"))) {
        return here;
      }
    }
    throw new IllegalStateException("This must run inside the project's folder.");
  }

  private static void awaitEnd(ProcessHandle handle) {
    try {
      handle.onExit().get(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("process " + handle.pid() + " does not end", e);
    }
  }
}
