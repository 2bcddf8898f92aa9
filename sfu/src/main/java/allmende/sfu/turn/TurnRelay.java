package allmende.sfu.turn;

import java.net.InetSocketAddress;

/// The media's end of the relays.
@FunctionalInterface
public interface TurnRelay {
  /// A packet for one of our sockets, as if it had come from a relayed address. The array is not
  /// the media's to keep.
  void toMedia(
      InetSocketAddress relayed, InetSocketAddress socket, byte[] bytes, int offset, int length);
}
