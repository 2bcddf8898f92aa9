package allmende.bench;

import allmende.packaged.Request;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// Eight clients at once that write, read, list, move and remove in the same folders. Every request
/// must succeed: nobody touches a file while another one does.
final class MixedLoad {
  private static final int CLIENTS = 8;
  private static final int STEPS = 10;

  private final Plan plan;
  private final Table table;
  private final List<Peer> peers;
  private final AtomicLong item = new AtomicLong(1L << 40);

  MixedLoad(Plan plan, Table table, List<Peer> peers) {
    this.plan = plan;
    this.table = table;
    this.peers = peers;
  }

  void run() throws IOException, InterruptedException {
    Cost ours = cost(peers.getFirst(), plan.mixed());
    Cost theirs = cost(peers.getLast(), plan.mixed() / 10);
    table.limit(
        Table.number(plan.mixed()) + " mixed requests of 8 clients, not answered with a 2xx",
        ours.load().failures(),
        theirs.load().failures() + " of a tenth",
        "",
        0);
    table.note(
        "— requests a second; CPU a request",
        Table.number(ours.load().rate()) + "; " + Table.number(ours.cpuMillis()) + " ms",
        Table.number(theirs.load().rate()) + "; " + Table.number(theirs.cpuMillis()) + " ms",
        ours.cpuMillis() / theirs.cpuMillis());
  }

  private Cost cost(Peer peer, int requests) throws IOException, InterruptedException {
    SmallRequests.makeFolder(peer, "mixed");
    SmallRequests.makeFolder(peer, "mixed/there");
    long before = peer.processes().cpu().toMillis();
    Chains chains = new Chains(peer, requests / STEPS);
    Load.Result load = chains.run();
    double cpu = peer.processes().cpu().toMillis() - before;
    if (load.failures() > 0) {
      System.err.println("  " + peer.name() + " answered " + load.statuses());
    }
    return new Cost(cpu / requests, load);
  }

  /// Each client goes through the steps of a file's life, one file after the other.
  private final class Chains {
    private final Peer peer;
    private final int chains;

    Chains(Peer peer, int chains) {
      this.peer = peer;
      this.chains = chains;
    }

    Load.Result run() throws InterruptedException {
      return Load.runChains(peer.endpoint(), CLIENTS, chains, STEPS, this::request);
    }

    private Request request(int chain, int step) {
      String name = "f" + chain + ".bin";
      String here = peer.at("mixed/" + name);
      String there = peer.at("mixed/there/" + name);
      String folder = peer.at("mixed/d" + chain);
      return switch (step) {
        case 0, 2 -> Requests.put(here, 10_000, item.getAndIncrement());
        case 1, 3 -> Requests.get(here);
        case 4 -> Requests.propfind(here, 0);
        case 5 -> Request.of("MKCOL", folder);
        case 6 -> Request.of("MOVE", here, "Destination: " + peer.endpoint().origin() + there);
        case 7 -> Requests.get(there);
        case 8 -> Request.of("DELETE", there);
        default -> Request.of("DELETE", folder + "/");
      };
    }
  }
}
