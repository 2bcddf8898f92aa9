package allmende.sfu.turn;

import allmende.protocols.stun.TransactionId;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// All that have been given out, by client and by relayed address.
final class Allocations {
  private final TurnSettings settings;
  private final RandomGenerator random;
  private final TurnRelay relay;
  private final Map<TurnClient, Allocation> byClient = new HashMap<>();
  private final Map<InetSocketAddress, Allocation> byRelayed = new HashMap<>();
  private final Map<String, Integer> byParticipant = new HashMap<>();

  Allocations(TurnSettings settings, RandomGenerator random, TurnRelay relay) {
    this.settings = settings;
    this.random = random;
    this.relay = relay;
  }

  int size() {
    return byClient.size();
  }

  boolean isFull() {
    return byClient.size() >= settings.allocations();
  }

  boolean hasEnough(String participant) {
    return byParticipant.getOrDefault(participant, 0) >= settings.allocationsOfOne();
  }

  @Nullable Allocation of(TurnClient client) {
    return byClient.get(client);
  }

  @Nullable Allocation at(InetSocketAddress relayed) {
    return byRelayed.get(relayed);
  }

  /// The caller has seen that there is room, so some port is free.
  Allocation make(
      TurnClient client,
      String username,
      String participant,
      InetAddress relay,
      TransactionId madeBy) {
    int port = random.nextInt(TurnSettings.PORTS);
    var relayed = new InetSocketAddress(relay, TurnSettings.FIRST_PORT + port);
    while (byRelayed.containsKey(relayed)) {
      port = (port + 1) % TurnSettings.PORTS;
      relayed = new InetSocketAddress(relay, TurnSettings.FIRST_PORT + port);
    }
    var allocation = new Allocation(client, username, participant, relayed, madeBy);
    byClient.put(client, allocation);
    byRelayed.put(relayed, allocation);
    byParticipant.merge(participant, 1, Integer::sum);
    return allocation;
  }

  void remove(Allocation allocation) {
    byClient.remove(allocation.client);
    byRelayed.remove(allocation.relayed);
    byParticipant.computeIfPresent(
        allocation.participant, (_, count) -> count == 1 ? null : count - 1);
    relay.ended(allocation.relayed);
    allocation.client.released();
  }

  void removeExpired(long now) {
    List<Allocation> expired = new ArrayList<>();
    for (Allocation each : byClient.values()) {
      if (each.hasExpired(now)) {
        expired.add(each);
      }
    }
    expired.forEach(this::remove);
  }
}
