package allmende.bench;

import allmende.packaged.Request;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;

/// What a load cost the server.
///
/// @param cpuMillis processor time of all its processes, for each request
record Cost(double cpuMillis, Load.Result load) {
  static Cost of(Peer peer, int clients, int requests, IntFunction<Request> make)
      throws InterruptedException {
    long before = peer.processes().cpu().toMillis();
    Load.Result load = Load.run(peer.endpoint(), clients, requests, make);
    double cpu = peer.processes().cpu().toMillis() - before;
    if (load.failures() > 0) {
      System.err.println("  " + peer.name() + " answered " + load.statuses());
    }
    return new Cost(cpu / requests, load);
  }

  /// A load on each peer.
  interface Measuring {
    Cost on(Peer peer, int round) throws InterruptedException;
  }

  /// The medians by processor time, in the peers' order. They take turns, so that both meet the
  /// same weather on a shared machine.
  static List<Cost> medians(List<Peer> peers, int rounds, Measuring measuring)
      throws InterruptedException {
    List<List<Cost>> all = peers.stream().<List<Cost>>map(_ -> new ArrayList<>()).toList();
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < peers.size(); i++) {
        all.get(i).add(measuring.on(peers.get(i), round));
      }
    }
    return all.stream().map(Cost::median).toList();
  }

  private static Cost median(List<Cost> costs) {
    return costs.stream()
        .sorted(Comparator.comparingDouble(Cost::cpuMillis))
        .toList()
        .get(costs.size() / 2);
  }
}
