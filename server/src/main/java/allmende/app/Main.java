package allmende.app;

import allmende.files.Check;
import allmende.identity.Account;
import allmende.identity.Author;
import allmende.meetings.MeetingKeys;
import allmende.platform.blobs.BlobStore;
import allmende.platform.database.Database;
import allmende.platform.http.HttpServer;
import allmende.platform.problem.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/// The command line. Answers go to standard output, everything else to standard error.
public final class Main {
  private final PrintStream out = System.out;
  private final Arguments arguments;

  private Main(Arguments arguments) {
    this.arguments = arguments;
  }

  /// Exit status 0: done. 1: it could not be done, and standard error says why. 2: not a command of
  /// ours.
  public static void main(String[] given) {
    int status = 1;
    try {
      new Main(new Arguments(given)).run();
      status = 0;
    } catch (Arguments.Misused e) {
      System.err.println(e.getMessage());
      status = 2;
    } catch (Damaged e) {
      status = 1;
    } catch (Exception e) {
      StartTrouble.sentence(e).ifPresentOrElse(System.err::println, e::printStackTrace);
    }
    System.exit(status);
  }

  private void run() throws IOException, InterruptedException {
    List<String> words = arguments.words();
    if (words.equals(List.of("up"))) {
      up();
    } else if (words.size() == 3 && words.subList(0, 2).equals(List.of("user", "add"))) {
      addUser(words.get(2));
    } else if (words.size() == 2 && words.getFirst().equals("app-password")) {
      appPassword(words.get(1));
    } else if (words.equals(List.of("meetings", "key"))) {
      meetingKey();
    } else if (words.equals(List.of("fsck"))) {
      check();
    } else if (words.size() > 1 && words.getFirst().equals("group")) {
      beside(wiring -> new GroupCommands(wiring.groups, wiring.people, out).run(words));
    } else if (words.size() > 2 && words.get(1).equals("quota")) {
      beside(
          wiring -> new QuotaCommands(wiring.people, wiring.spaces, wiring.tree, out).run(words));
    } else if (words.equals(List.of("rehearse"))) {
      rehearse();
    } else {
      throw new Arguments.Misused("Not a command. ./allmende help lists them.");
    }
  }

  private void up() throws IOException, InterruptedException {
    Settings loaded = settings();
    Settings settings = arguments.option("--listen").map(loaded::listening).orElse(loaded);
    CountDownLatch stopped = new CountDownLatch(1);
    CountDownLatch stop = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAndWait(stop, stopped)));
    try {
      serve(
          settings,
          (wiring, server) -> {
            wiring
                .firstAdministrator
                .freshLink(server.uri().toString())
                .ifPresent(link -> out.println("The first administrator signs up at " + link));
            out.println("Allmende is ready at " + server.uri());
            out.flush();
            stop.await();
          });
    } finally {
      stopped.countDown();
    }
  }

  /// What goes on while everything runs; its end ends everything.
  private interface Meanwhile {
    void run(Wiring wiring, HttpServer server) throws IOException, InterruptedException;
  }

  private static void serve(Settings settings, Meanwhile meanwhile)
      throws IOException, InterruptedException {
    try (DataFolder folder = DataFolder.hold(settings.data());
        Database database = Database.open(settings.database(), settings.data());
        Wiring wiring = wiring(settings, database, BlobStore.open(blobs(settings)), folder);
        HttpServer server = wiring.server().start()) {
      wiring.begin();
      meanwhile.run(wiring, server);
    }
  }

  /// Runs once what will run often, on a data folder of its own: the launcher has the virtual
  /// machine write down what it learns from it, and starts from that later. No setting of the
  /// surroundings counts here.
  private void rehearse() throws IOException, InterruptedException {
    Path data = Path.of(arguments.required("--data"));
    Settings settings = Settings.load(data, Map.of()).listening("127.0.0.1:0");
    settings.log().use();
    serve(
        settings, (wiring, server) -> new Rehearsal(wiring, server.uri(), Clock.systemUTC()).run());
  }

  private static void stopAndWait(CountDownLatch stop, CountDownLatch stopped) {
    stop.countDown();
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void addUser(String name) throws IOException {
    if (!arguments.has("--password-stdin")) {
      throw new Arguments.Misused(
          "--password-stdin is missing: the password is read from standard input.");
    }
    String password =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
    if (password == null) {
      throw new Arguments.Misused("There was no password on standard input.");
    }
    try (Wiring wiring = beside()) {
      wiring.people.add(
          Author.COMMAND_LINE,
          name,
          arguments.option("--display-name").orElse(name),
          arguments.option("--email").orElse(null),
          password,
          arguments.has("--admin"));
    }
  }

  private void appPassword(String name) throws IOException {
    String label = arguments.required("--label");
    try (Wiring wiring = beside()) {
      Account account =
          wiring
              .people
              .byName(name)
              .orElseThrow(() -> new Problem.NotFound("There is nobody of the name " + name + "."));
      out.println(wiring.appPasswords.make(Author.COMMAND_LINE, account.id(), label).secret());
    }
  }

  private void meetingKey() throws IOException {
    try (Wiring wiring = beside()) {
      MeetingKeys.Made made = wiring.meetingKeys.make();
      out.println(made.name() + " " + made.secret());
    }
  }

  private void check() throws IOException {
    try (Wiring wiring = beside()) {
      Check.Summary summary = wiring.check().run(arguments.has("--quick"), out::println);
      out.printf(
          Locale.ROOT,
          "%,d files and folders, %,d contents (%,d bytes) checked: %s%n",
          summary.nodes(),
          summary.contents(),
          summary.bytes(),
          switch ((int) Math.min(2, summary.wrong())) {
            case 0 -> "nothing is wrong.";
            case 1 -> "one thing is wrong.";
            default -> summary.wrong() + " things are wrong.";
          });
      out.flush();
      if (summary.wrong() > 0) {
        throw new Damaged();
      }
    }
  }

  /// Something is wrong with the data, and has been said.
  private static final class Damaged extends RuntimeException {
    Damaged() {
      super("", null, false, false);
    }
  }

  private void beside(Consumer<Wiring> command) throws IOException {
    try (Wiring wiring = beside()) {
      command.accept(wiring);
      out.flush();
    }
  }

  private Wiring beside() throws IOException {
    Settings settings = settings();
    return wiring(
        settings,
        Database.openBeside(settings.database(), settings.data()),
        BlobStore.beside(blobs(settings)));
  }

  /// For the server, whose contents and database must belong together.
  private static Wiring wiring(
      Settings settings, Database database, BlobStore blobs, DataFolder folder) throws IOException {
    Wiring wiring = wiring(settings, database, blobs);
    folder.requireBelongsTo(wiring.instance());
    return wiring;
  }

  private static Wiring wiring(Settings settings, Database database, BlobStore blobs) {
    return new Wiring(settings, database, blobs, Clock.systemUTC());
  }

  private static Path blobs(Settings settings) {
    return settings.data().resolve("blobs");
  }

  private Settings settings() throws IOException {
    Path data = Path.of(arguments.option("--data").orElse("data")).toAbsolutePath().normalize();
    if (!Files.exists(data)) {
      Files.createDirectories(data);
      Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
    }
    Settings settings = Settings.load(data, System.getenv());
    settings.log().use();
    return settings;
  }
}
