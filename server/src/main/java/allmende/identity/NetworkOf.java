package allmende.identity;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;

/// The network that an address belongs to: an IPv4 address itself, an IPv6 address's /64, because
/// one household owns all of it and could guess from 2^64 addresses.
public final class NetworkOf {
  private NetworkOf() {}

  public static String address(String address) {
    try {
      if (InetAddress.ofLiteral(address) instanceof Inet6Address six) {
        return HexFormat.of().formatHex(six.getAddress(), 0, 8) + "/64";
      }
      return address;
    } catch (IllegalArgumentException e) {
      return ClientName.of(address);
    }
  }
}
