package allmende.sfu.turn;

import java.net.InetSocketAddress;

/// The media's end of the relays.
public interface TurnRelay {
  /// A packet for one of our sockets, as if it had come from a relayed address. The array is not
  /// the media's to keep.
  void toMedia(
      InetSocketAddress relayed, InetSocketAddress socket, byte[] bytes, int offset, int length);

  /// A relayed address has been given back, or has run out: it may become somebody else's.
  void ended(InetSocketAddress relayed);
}
