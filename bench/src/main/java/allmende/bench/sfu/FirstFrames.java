package allmende.bench.sfu;

import allmende.bench.Table;
import allmende.packaged.MeetingClients;
import allmende.packaged.PackagedServer;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/// From joining to the first picture on the screen, in the stock client: what a person waits.
final class FirstFrames {
  private static final double MILLIS = 700;
  private static final Pattern LINE = Pattern.compile("first frame: (\\d+) ms");

  private final Table table;

  FirstFrames(Table table) {
    this.table = table;
  }

  void run() throws IOException {
    try (PackagedServer server =
        PackagedServer.fresh()
            .with("ALLMENDE_MEETINGS_UDP_PORT", "0")
            .with("ALLMENDE_MEETINGS_TCP_PORT", "0")) {
      server.start();
      MeetingClients clients = MeetingClients.of(server);
      for (String kind : List.of("chromium", "chromium-dual")) {
        List<Double> times =
            LINE.matcher(clients.run("firstFrames", kind))
                .results()
                .map(each -> Double.valueOf(each.group(1)))
                .sorted()
                .toList();
        String topology = kind.endsWith("-dual") ? "two peer connections" : "one peer connection";
        table.limit(
            "join to first frame, livekit-client in Chromium, " + topology + ", median",
            times.get(times.size() / 2),
            "",
            "ms",
            MILLIS);
        table.note(
            "— shortest, longest of " + times.size(),
            "%s, %s ms".formatted(Table.number(times.getFirst()), Table.number(times.getLast())),
            "",
            Double.NaN);
      }
    }
  }
}
