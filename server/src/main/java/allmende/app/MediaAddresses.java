package allmende.app;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Where this machine takes media.
final class MediaAddresses {
  private MediaAddresses() {}

  /// The named addresses; if there are none, all that others can reach, IPv4 before IPv6.
  static List<InetAddress> of(List<String> named) {
    List<InetAddress> found = new ArrayList<>();
    try {
      for (String name : named) {
        found.add(InetAddress.getByName(name));
      }
      if (named.isEmpty()) {
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(each -> !each.isLoopbackAddress() && !each.isLinkLocalAddress())
            .sorted(Comparator.comparing(each -> !(each instanceof Inet4Address)))
            .forEach(found::add);
      }
    } catch (UnknownHostException | SocketException e) {
      throw new IllegalArgumentException(
          "meetings.addresses names an address that is none: " + e.getMessage(), e);
    }
    return found.isEmpty() ? List.of(InetAddress.getLoopbackAddress()) : found;
  }
}
