package allmende.sfu.media;

import allmende.sfu.turn.TurnServer;
import java.net.InetSocketAddress;

/// Through our own TURN server: from a relayed address, which is only a name, to one of a loop's
/// sockets, as the client knows it.
final class RelayedPath extends CarriedPath {
  final InetSocketAddress socket;
  private final TurnServer turn;
  private final InetSocketAddress relayed;

  RelayedPath(TurnServer turn, InetSocketAddress relayed, InetSocketAddress socket) {
    this.turn = turn;
    this.relayed = relayed;
    this.socket = socket;
  }

  @Override
  public InetSocketAddress remote() {
    return relayed;
  }

  @Override
  void send(byte[] bytes, int offset, int length) {
    turn.toClient(relayed, socket, bytes, offset, length, System.nanoTime());
  }
}
