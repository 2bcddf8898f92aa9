package allmende.sfu.media;

import allmende.sfu.turn.TurnClient;
import allmende.sfu.turn.TurnCredentials;
import allmende.sfu.turn.TurnRelay;
import allmende.sfu.turn.TurnServer;
import allmende.sfu.turn.TurnSettings;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// TURN on a loop: its relays lead to the loop's own sockets, and what comes by them is handed over
/// at once. Belongs to the loop.
final class Relays implements TurnRelay, MediaLoop.Ticking {
  private static final long SECOND = 1_000_000_000L;

  /// How long a connection that has been handed to a loop may be without a relay.
  private static final long PATIENCE = 10 * SECOND;

  private final MediaLoop loop;
  private final TurnServer server;
  private final Map<InetSocketAddress, List<RelayedPath>> paths = new HashMap<>();

  /// Connections, and since when they have been without a relay.
  private final Map<StreamConnection, Long> idle = new HashMap<>();

  private boolean ticking;
  private long nextLook;

  Relays(
      MediaLoop loop, TurnSettings settings, TurnCredentials credentials, RandomGenerator random) {
    this.loop = loop;
    this.server = new TurnServer(settings, credentials, random, this);
  }

  void receive(TurnClient client, byte[] bytes, int offset, int length) {
    long now = System.nanoTime();
    server.receive(client, bytes, offset, length, now);
    boolean served = server.serves(client);
    if (client instanceof StreamConnection connection) {
      if (served) {
        idle.remove(connection);
      } else {
        idle.putIfAbsent(connection, now);
      }
    }
    if (!ticking && (served || !idle.isEmpty())) {
      ticking = true;
      loop.add(this);
    }
  }

  boolean knows(TurnClient client) {
    return server.serves(client);
  }

  void gone(StreamConnection connection) {
    server.gone(connection);
    idle.remove(connection);
  }

  @Override
  public void toMedia(
      InetSocketAddress relayed, InetSocketAddress socket, byte[] bytes, int offset, int length) {
    loop.take(path(relayed, socket), bytes, offset, length);
  }

  private RelayedPath path(InetSocketAddress relayed, InetSocketAddress socket) {
    List<RelayedPath> there = paths.computeIfAbsent(relayed, _ -> new ArrayList<>(1));
    for (int i = 0; i < there.size(); i++) {
      RelayedPath each = there.get(i);
      if (each.socket.equals(socket)) {
        return each;
      }
    }
    RelayedPath made = new RelayedPath(server, relayed, socket);
    there.add(made);
    return made;
  }

  @Override
  public void ended(InetSocketAddress relayed) {
    for (RelayedPath each : paths.getOrDefault(relayed, List.of())) {
      Transport owner = each.owner();
      if (owner != null) {
        owner.lost(each);
      }
    }
    paths.remove(relayed);
  }

  /// A connection has lost its relay; it has a while to ask for another.
  void without(StreamConnection connection) {
    idle.put(connection, System.nanoTime());
  }

  @Override
  public void tick(long now) {
    if (now - nextLook < 0) {
      return;
    }
    nextLook = now + SECOND;
    server.advance(now);
    idle.entrySet().stream()
        .filter(each -> now - each.getValue() > PATIENCE)
        .map(Map.Entry::getKey)
        .toList()
        .forEach(StreamConnection::close);
    if (server.allocations() == 0 && idle.isEmpty()) {
      ticking = false;
      loop.remove(this);
    }
  }
}
