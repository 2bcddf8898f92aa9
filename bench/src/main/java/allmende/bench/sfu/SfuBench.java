package allmende.bench.sfu;

import allmende.bench.Table;
import allmende.packaged.Command;
import allmende.packaged.PackagedServer;
import allmende.packaged.ProcessTree;
import allmende.sfu.srtp.SrtpProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `./allmende bench sfu`: packets of 1,200 bytes through our SFU and through Janus' VideoRoom, in
/// one run, on one machine, by the same headless clients.
///
/// A figure is the processor time of all of a server's processes (PostgreSQL's are ours) over the
/// packets that subscribers received; one in eight of them is decrypted, to be sure that they are
/// genuine. Who publishes sends 25 frames a second, each of five packets at once.
public final class SfuBench {
  private static final Set<String> PARTS = Set.of("limit", "fan", "many", "rooms", "join");
  private static final String ROOM = "bench";
  private static final Duration WARM_UP = Duration.ofSeconds(40);
  private static final Duration PEERS_WARM_UP = Duration.ofSeconds(5);
  private static final Duration WINDOW = Duration.ofSeconds(5);
  private static final int WINDOWS = 3;
  private static final double FIFTH = 0.2;

  /// Twice what C takes for copying, encrypting and sending one packet.
  private static final double TWICE_C_MICROS = 6.4;

  private static final double DELAY_MEDIAN = 0.3;
  private static final double DELAY_LATE = 3;
  private static final double MEBIBYTES_EACH = 1;
  private static final Pattern ALLOCATED =
      Pattern.compile("\"media-\\d+\".* allocated=([0-9.]+)([BKMG])");

  private final Table table = new Table();
  private final Set<String> parts;
  private final boolean quick;

  private SfuBench(Set<String> parts, boolean quick) {
    this.parts = parts;
    this.quick = quick;
  }

  public static void run(List<String> options) throws IOException, InterruptedException {
    Set<String> parts = PARTS;
    boolean quick = false;
    for (int i = 0; i < options.size(); i++) {
      if (options.get(i).equals("--quick")) {
        quick = true;
      } else if (options.get(i).equals("--only") && i + 1 < options.size()) {
        parts = Set.of(options.get(++i).split(","));
      } else {
        throw new IllegalArgumentException("There is no option " + options.get(i) + ".");
      }
    }
    if (!PARTS.containsAll(parts)) {
      throw new IllegalArgumentException("The parts are " + PARTS + ".");
    }
    new SfuBench(parts, quick).run();
  }

  private void run() throws IOException, InterruptedException {
    if (parts.contains("fan")) {
      Janus.require();
    }
    Path work = Files.createTempDirectory("allmende-bench");
    try {
      if (parts.contains("limit")) {
        new Limit(table).run();
      }
      if (parts.contains("fan")) {
        pin(ProcessHandle.current().pid(), 1);
        for (SrtpProfile profile :
            List.of(SrtpProfile.AES_CM_128_HMAC_SHA1_80, SrtpProfile.AEAD_AES_128_GCM)) {
          for (int subscribers : quick ? new int[] {50} : new int[] {10, 50, 160}) {
            fan(work, profile, subscribers);
          }
        }
        pin(ProcessHandle.current().pid(), -1);
      }
      if (parts.contains("many")) {
        alone(
            "1 publisher to 500 subscribers",
            crowd -> {
              crowd.join(ROOM, true, false);
              for (int i = 0; i < 500; i++) {
                crowd.join(ROOM, false, true);
              }
            });
      }
      if (parts.contains("rooms")) {
        alone(
            "100 rooms of 4",
            crowd -> {
              for (int i = 0; i < 400; i++) {
                crowd.join(ROOM + i / 4, true, true);
              }
            });
      }
      if (parts.contains("join")) {
        new FirstFrames(table).run();
      }
    } finally {
      PackagedServer.delete(work);
    }
    System.out.print(table.markdown());
  }

  /// Who comes.
  private interface Guests {
    void come(Crowd crowd) throws IOException, InterruptedException;
  }

  /// What a server did while a crowd was there.
  ///
  /// @param micros of processor time for each packet that arrived
  /// @param share of the packets that should have arrived
  /// @param mebibytes by which the server grew, for each client
  /// @param allocated bytes on the heap by the loops, for each packet
  private record Figures(
      double micros,
      double packetsASecond,
      double share,
      double median,
      double late,
      double mebibytes,
      double allocated) {}

  private void fan(Path work, SrtpProfile profile, int subscribers)
      throws IOException, InterruptedException {
    Guests guests =
        crowd -> {
          crowd.join(ROOM, true, false);
          for (int i = 0; i < subscribers; i++) {
            crowd.join(ROOM, false, true);
          }
        };
    String cipher = profile == SrtpProfile.AEAD_AES_128_GCM ? "AES-GCM" : "AES-CM";
    Figures peers;
    try (Janus janus = Janus.start(work.resolve("janus"));
        Crowd crowd = new Crowd(janus.calls(), profile)) {
      pin(janus.pid(), 0);
      peers = measure(crowd, guests, janus.processes(), 0, PEERS_WARM_UP);
    }
    Figures ours = ours(profile, guests, true);
    String what = "1 publisher to %d subscribers, %s".formatted(subscribers, cipher);
    table.row(what + ", CPU a packet", ours.micros(), peers.micros(), "µs", FIFTH, false);
    if (profile == SrtpProfile.AEAD_AES_128_GCM) {
      table.limit("— beside twice the cost in C", ours.micros(), "", "µs", TWICE_C_MICROS);
    }
    table.note(
        "— packets a second; delay p50 and p99 in ms",
        delays(ours),
        delays(peers),
        ours.packetsASecond() / peers.packetsASecond());
    table.note(
        "— bytes allocated a packet; memory a client",
        "%s B; %s MiB".formatted(Table.number(ours.allocated()), Table.number(ours.mebibytes())),
        "%s MiB".formatted(Table.number(peers.mebibytes())),
        Double.NaN);
  }

  private static String delays(Figures figures) {
    return "%s; %s, %s"
        .formatted(
            Table.number(figures.packetsASecond()),
            Table.number(figures.median()),
            Table.number(figures.late()));
  }

  private void alone(String what, Guests guests) throws IOException, InterruptedException {
    Figures figures = ours(SrtpProfile.AEAD_AES_128_GCM, guests, false);
    table.limit(what + ", packets lost", 100 * (1 - figures.share()), "", "%", 1);
    table.note(
        "— packets a second; CPU a packet",
        Table.number(figures.packetsASecond()) + "; " + Table.number(figures.micros()) + " µs",
        "",
        Double.NaN);
    table.limit("— delay p50", figures.median(), "", "ms", DELAY_MEDIAN);
    table.limit("— delay p99", figures.late(), "", "ms", DELAY_LATE);
    table.limit("— memory a client", figures.mebibytes(), "", "MiB", MEBIBYTES_EACH);
    table.note(
        "— bytes allocated a packet", Table.number(figures.allocated()) + " B", "", Double.NaN);
  }

  private Figures ours(SrtpProfile profile, Guests guests, boolean pinned)
      throws IOException, InterruptedException {
    try (PackagedServer server =
        PackagedServer.fresh()
            .with("ALLMENDE_MEETINGS_UDP_PORT", "0")
            .with("ALLMENDE_MEETINGS_TCP_PORT", "0")
            .with("ALLMENDE_MEETINGS_PARTICIPANTS", "1000")) {
      server.start();
      if (pinned) {
        pin(server.pid(), 0);
      }
      String[] made =
          server.command("meetings", "key").run().require().output().strip().split(" ", -1);
      try (Crowd crowd =
          new Crowd(new LiveKitCalls("127.0.0.1:" + server.port(), made[0], made[1]), profile)) {
        return measure(crowd, guests, server.processes(), server.pid(), WARM_UP);
      }
    }
  }

  /// @param java the process id of a Java server, to ask what it allocates; 0: none
  private Figures measure(
      Crowd crowd, Guests guests, ProcessTree processes, long java, Duration warmUp)
      throws IOException, InterruptedException {
    long idle = processes.pss();
    guests.come(crowd);
    crowd.start();
    Thread.sleep(warmUp);
    crowd.check();
    crowd.delays().clear();
    long allocated = allocated(java);
    long received = crowd.received();
    long began = System.nanoTime();
    List<Double> windows = new ArrayList<>();
    for (int i = 0; i < WINDOWS; i++) {
      long cpu = processes.cpu().toNanos();
      long before = crowd.received();
      Thread.sleep(WINDOW);
      windows.add((processes.cpu().toNanos() - cpu) / 1e3 / (crowd.received() - before));
    }
    windows.sort(null);
    double micros = windows.get(WINDOWS / 2);
    double seconds = (System.nanoTime() - began) / 1e9;
    double packets = crowd.received() - received;
    double heap = (allocated(java) - allocated) / packets;
    double grown = (double) (processes.pss() - idle) / crowd.clients() / (1 << 20);
    crowd.check();
    return new Figures(
        micros,
        packets / seconds,
        packets / seconds / crowd.expected(),
        crowd.delays().percentile(0.5),
        crowd.delays().percentile(0.99),
        grown,
        heap);
  }

  /// What the media loops of a server have put on the heap since they began.
  private static long allocated(long java) throws IOException {
    if (java == 0) {
      return 0;
    }
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    String threads =
        Command.of(jcmd.toString(), String.valueOf(java), "Thread.print", "-e")
            .run()
            .require()
            .output();
    double all = 0;
    for (Matcher each = ALLOCATED.matcher(threads); each.find(); ) {
      int power = "BKMG".indexOf(each.group(2));
      all += Double.parseDouble(each.group(1)) * Math.pow(1_024, power);
    }
    return (long) all;
  }

  /// Keeps a process on one of the machine's cores, or, with -1, on none in particular.
  private static void pin(long process, int core) throws IOException {
    int cores = Runtime.getRuntime().availableProcessors();
    if (Command.exists("taskset")) {
      String on = core < 0 ? "0-" + (Math.max(2, cores) - 1) : String.valueOf(core);
      Command.of("taskset", "-apc", on, String.valueOf(process)).run();
    }
  }
}
