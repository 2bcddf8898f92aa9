package allmende.sfu.media;

import java.net.InetSocketAddress;

/// A way between us and where a client has been heard. Two that are the same way are equal.
sealed interface Path permits DatagramPath, CarriedPath {
  /// Where the client's packets are seen to come from.
  InetSocketAddress remote();
}
