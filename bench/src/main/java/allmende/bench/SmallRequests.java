package allmende.bench;

import allmende.packaged.Request;
import allmende.packaged.Wire;
import java.io.IOException;
import java.util.List;

/// PUT and GET of small files, and lists of long folders.
final class SmallRequests {
  private static final int SIZE = 10_000;
  private static final int CROWD = 8;

  private final Plan plan;
  private final Table table;
  private final List<Peer> peers;
  private long item;

  /// @param peers ours first
  SmallRequests(Plan plan, Table table, List<Peer> peers) {
    this.plan = plan;
    this.table = table;
    this.peers = peers;
  }

  void run() throws IOException, InterruptedException {
    if (plan.has("put")) {
      put();
    }
    if (plan.has("get")) {
      get();
    }
    if (plan.has("propfind")) {
      propfind("PROPFIND, 1,000 entries, 14 properties", 1_000, plan.listings());
      propfind("PROPFIND, 10,000 entries, 14 properties", 10_000, plan.longListings());
    }
  }

  private void put() throws IOException, InterruptedException {
    for (Peer peer : peers) {
      fill(peer, "put-warm", plan.warmUp());
    }
    for (int clients : new int[] {1, CROWD}) {
      List<Cost> costs =
          Cost.medians(
              peers,
              plan.rounds(),
              (peer, round) -> {
                String folder = "put-" + clients + "-" + round;
                makeFolder(peer, folder);
                long first = item;
                item += plan.small();
                return Cost.of(
                    peer,
                    clients,
                    plan.small(),
                    i -> Requests.put(file(peer, folder, i), SIZE, first + i));
              });
      report("PUT 10 kB, " + clients(clients), costs, 3);
    }
  }

  private void get() throws IOException, InterruptedException {
    for (Peer peer : peers) {
      fill(peer, "get", 1_000);
      Load.run(
          peer.endpoint(), 1, 5 * plan.warmUp(), i -> Requests.get(file(peer, "get", i % 1_000)));
    }
    for (int clients : new int[] {1, CROWD}) {
      List<Cost> costs =
          Cost.medians(
              peers,
              plan.rounds(),
              (peer, _) ->
                  Cost.of(
                      peer,
                      clients,
                      // mod_dav's cost is near what the kernel's clock can tell apart
                      5 * plan.small(),
                      i -> Requests.get(file(peer, "get", i % 1_000))));
      report("GET 10 kB, " + clients(clients), costs, 3);
    }
  }

  private void propfind(String what, int entries, int requests)
      throws IOException, InterruptedException {
    String folder = "list-" + entries;
    for (Peer peer : peers) {
      makeFolder(peer, folder);
      Load.run(
          peer.endpoint(), CROWD, entries, i -> Requests.put(file(peer, folder, i), 100, item + i));
      item += entries;
      Load.run(peer.endpoint(), 1, 1_000_000 / entries, _ -> list(peer, folder));
    }
    for (int clients : new int[] {1, CROWD}) {
      List<Cost> costs =
          Cost.medians(
              peers,
              plan.rounds(),
              (peer, _) -> Cost.of(peer, clients, requests, _ -> list(peer, folder)));
      report(what + ", " + clients(clients), costs, 0.5);
    }
  }

  private static Request list(Peer peer, String folder) {
    return Requests.propfind(peer.at(folder + "/"), 1);
  }

  private void report(String what, List<Cost> costs, double target) {
    Load.Result ours = costs.getFirst().load();
    Load.Result peers = costs.getLast().load();
    table.row(
        what + ", CPU a request",
        costs.getFirst().cpuMillis(),
        costs.getLast().cpuMillis(),
        "ms",
        target,
        false);
    table.note(
        "— requests a second; p50 and p99 in ms",
        speed(ours),
        speed(peers),
        ours.rate() / peers.rate());
  }

  private static String speed(Load.Result load) {
    return "%s; %s, %s"
        .formatted(
            Table.number(load.rate()),
            Table.number(load.millis(0.5)),
            Table.number(load.millis(0.99)));
  }

  private void fill(Peer peer, String folder, int files) throws IOException, InterruptedException {
    makeFolder(peer, folder);
    Load.run(peer.endpoint(), 2, files, i -> Requests.put(file(peer, folder, i), SIZE, item + i));
    item += files;
  }

  private static String file(Peer peer, String folder, int number) {
    return peer.at(folder + "/" + number + ".bin");
  }

  private static String clients(int clients) {
    return clients == 1 ? "1 client" : clients + " clients";
  }

  static void makeFolder(Peer peer, String folder) {
    try (Wire wire = new Wire(peer.endpoint())) {
      int status = wire.ask(Request.of("MKCOL", peer.at(folder))).status();
      if (status != 201) {
        throw new IllegalStateException("MKCOL was answered by " + status + ".");
      }
    } catch (IOException e) {
      throw new IllegalStateException("MKCOL had no answer.", e);
    }
  }
}
