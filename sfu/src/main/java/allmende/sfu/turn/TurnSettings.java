package allmende.sfu.turn;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;

/// How TURN is offered.
///
/// @param realm that credentials are for
/// @param relays addresses that clients are given, at most one of each family
/// @param media where packets may go: our own sockets
/// @param allocations in all, 1 to 16,384
/// @param allocationsOfOne user: a browser makes one for each of its addresses and each way to us
public record TurnSettings(
    String realm,
    List<InetAddress> relays,
    Set<InetSocketAddress> media,
    int allocations,
    int allocationsOfOne) {
  static final int FIRST_PORT = 49_152;
  static final int PORTS = 16_384;

  public TurnSettings {
    relays = List.copyOf(relays);
    media = Set.copyOf(media);
    long families = relays.stream().map(Inet4Address.class::isInstance).distinct().count();
    if (relays.isEmpty()
        || families != relays.size()
        || allocations < 1
        || allocations > PORTS
        || allocationsOfOne < 1) {
      throw new IllegalArgumentException("addresses and numbers of TURN do not fit");
    }
  }

  boolean isMediaHost(InetAddress address) {
    return media.stream().anyMatch(each -> each.getAddress().equals(address));
  }
}
