package allmende.platform.database;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A real PostgreSQL as a child process in the data folder. It listens on a Unix socket that only
/// this user may open, and on no network address.
///
/// It outlives a killed parent; the next start adopts it. When it dies itself, it is started again.
public final class EmbeddedPostgres implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);
  private static final String VERSION = "18.6";
  private static final String PORT = "5432";
  private static final Pattern COMPLAINT = Pattern.compile("(?i)\\b(?:error|fatal|panic): ");

  /// A socket's path has 107 bytes at most (`sun_path`); PostgreSQL appends its file name to the
  /// folder's.
  private static final int LONGEST_SOCKET_FOLDER = 90;

  private final Path cluster;
  private final Path folder;
  private final Path sockets;
  private final PostgresBinaries binaries;
  private final List<String> as;
  private volatile boolean closing;

  private EmbeddedPostgres(Path folder, PostgresBinaries binaries) throws IOException {
    this.folder = folder;
    this.cluster = folder.resolve("cluster");
    this.sockets = socketFolder(folder);
    this.binaries = binaries;
    this.as = asOrdinaryUser(folder);
  }

  /// Makes the cluster when there is none, starts it or adopts the one that runs, and returns when
  /// it answers.
  ///
  /// @param data the data folder; the cluster lives in `postgres/` below it
  public static EmbeddedPostgres start(Path data) throws IOException {
    Path folder = Files.createDirectories(data.toAbsolutePath().resolve("postgres"));
    EmbeddedPostgres postgres =
        new EmbeddedPostgres(folder, PostgresBinaries.unpack(folder, VERSION));
    if (!Files.exists(postgres.cluster.resolve("PG_VERSION"))) {
      postgres.initialise();
    }
    if (!postgres.answers()) {
      postgres.launch();
    }
    Thread.ofVirtual().name("postgres-supervisor").start(postgres::supervise);
    return postgres;
  }

  /// The socket of a cluster that runs in this data folder already, for commands beside a running
  /// server.
  public static Optional<Path> running(Path data) throws IOException {
    Path socket =
        socketFolder(data.toAbsolutePath().resolve("postgres")).resolve(".s.PGSQL." + PORT);
    return answers(socket) ? Optional.of(socket) : Optional.empty();
  }

  /// Where the driver connects.
  public Path socket() {
    return sockets.resolve(".s.PGSQL." + PORT);
  }

  /// The postmaster's process id, if it runs.
  public Optional<Long> pid() {
    try (Stream<String> lines = Files.lines(cluster.resolve("postmaster.pid"))) {
      return lines.findFirst().map(line -> Long.valueOf(line.trim()));
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /// A fast shutdown: running transactions are rolled back, what was committed is on disk.
  @Override
  public void close() {
    closing = true;
    pid().flatMap(ProcessHandle::of).ifPresent(EmbeddedPostgres::shutDown);
  }

  static void deleteTree(Path root) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private static void shutDown(ProcessHandle postmaster) {
    try {
      // SIGTERM would wait for every client; SIGINT is PostgreSQL's fast shutdown.
      new ProcessBuilder("kill", "-INT", Long.toString(postmaster.pid())).start().waitFor();
      postmaster.onExit().get(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      log.warn("PostgreSQL did not stop within 30 seconds", e);
    }
  }

  /// Under another name until it is whole: whoever is killed here must not leave half a cluster.
  private void initialise() throws IOException {
    Path half = folder.resolve("cluster.new");
    if (Files.exists(half)) {
      deleteTree(half);
    }
    Files.createDirectories(half);
    if (as.contains("setpriv")) {
      run(List.of("chown", "nobody", half.toString()));
    }
    Files.setPosixFilePermissions(half, PosixFilePermissions.fromString("rwx------"));
    List<String> command = new ArrayList<>(as);
    command.addAll(
        List.of(
            binaries.program("initdb").toString(),
            "--pgdata=" + half,
            "--username=allmende",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C",
            "--no-instructions"));
    run(command);
    Files.move(half, cluster);
  }

  private void run(List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(folder.resolve("postgres.log").toFile()))
            .start();
    try {
      if (process.waitFor() != 0) {
        throw failed("PostgreSQL could not be set up");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while setting up PostgreSQL", e);
    }
  }

  private void launch() throws IOException {
    // A session of its own: Ctrl-C in the terminal must reach us alone, so that we stop it last.
    List<String> command = new ArrayList<>(List.of("setsid"));
    command.addAll(as);
    command.addAll(List.of(binaries.program("postgres").toString(), "-D", cluster.toString()));
    for (String setting : settings()) {
      command.add("-c");
      command.add(setting);
    }
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(folder.resolve("postgres.log").toFile()))
            .start();
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!answers()) {
      if (!process.isAlive() && pid().flatMap(ProcessHandle::of).isEmpty()) {
        throw failed("PostgreSQL did not start");
      }
      if (System.nanoTime() > deadline) {
        throw new IOException("PostgreSQL did not answer within 60 seconds.");
      }
      pause(10);
    }
  }

  /// With PostgreSQL's own last complaint.
  private IOException failed(String what) throws IOException {
    Path log = folder.resolve("postgres.log");
    String complaint;
    try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
      complaint =
          lines
              .filter(line -> COMPLAINT.matcher(line).find())
              .reduce((_, last) -> last)
              .map(line -> ": " + line.strip())
              .orElse("");
    }
    return new IOException(what + complaint + " (see " + log + ")");
  }

  private List<String> settings() {
    return List.of(
        "listen_addresses=",
        "port=" + PORT,
        "unix_socket_directories=" + sockets,
        "unix_socket_permissions=0700",
        "max_connections=40",
        "shared_buffers=48MB",
        "jit=off",
        "max_parallel_workers_per_gather=0",
        "max_wal_size=512MB",
        "wal_compression=pglz",
        "random_page_cost=1.1",
        "log_min_messages=warning",
        "log_line_prefix=%m [%p] ");
  }

  private void supervise() {
    while (!closing) {
      pid()
          .flatMap(ProcessHandle::of)
          .ifPresent(postmaster -> {
            try {
              postmaster.onExit().get();
            } catch (Exception e) {
              log.debug("stopped waiting for PostgreSQL", e);
            }
          });
      if (!closing) {
        log.warn("PostgreSQL ended by itself; starting it again");
        try {
          launch();
        } catch (IOException e) {
          log.error("PostgreSQL could not be started again", e);
          pause(1000);
        }
      }
    }
  }

  private boolean answers() {
    return answers(socket());
  }

  /// Whether a server behind the socket speaks: it must greet a start-up packet, since a socket
  /// that accepts may belong to a server that is still recovering.
  private static boolean answers(Path socket) {
    if (!Files.exists(socket)) {
      return false;
    }
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket));
      channel.write(StartupPacket.of("allmende", "postgres"));
      return StartupPacket.isWelcome(channel);
    } catch (IOException e) {
      return false;
    }
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Path socketFolder(Path folder) throws IOException {
    if (folder.toString().length() <= LONGEST_SOCKET_FOLDER) {
      return folder;
    }
    Path link = Path.of("/tmp", "allmende-" + Integer.toHexString(folder.toString().hashCode()));
    if (!Files.exists(link)) {
      Files.createSymbolicLink(link, folder);
    } else if (!Files.isSameFile(link, folder)) {
      throw new IOException(link + " belongs to something else; use a shorter data folder.");
    }
    return link;
  }

  /// PostgreSQL refuses to run as root. In a user namespace without a mapping root is an ordinary
  /// user who still owns root's files; where the kernel forbids that, `nobody` must do.
  private static List<String> asOrdinaryUser(Path folder) throws IOException {
    if (!Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))) {
      return List.of();
    }
    try {
      if (new ProcessBuilder("unshare", "-U", "true").start().waitFor() == 0) {
        return List.of("unshare", "-U");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    return List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups");
  }
}
