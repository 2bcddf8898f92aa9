package allmende.platform.http;

import java.net.InetAddress;
import java.util.List;

/// Addresses and networks to compare a peer with; names are not resolved.
final class Networks {
  private record Network(byte[] address, int bits) {
    boolean contains(byte[] other) {
      if (other.length != address.length) {
        return false;
      }
      int whole = bits / 8;
      for (int i = 0; i < whole; i++) {
        if (address[i] != other[i]) {
          return false;
        }
      }
      int rest = bits % 8;
      return rest == 0 || ((address[whole] ^ other[whole]) & (0xFF << (8 - rest)) & 0xFF) == 0;
    }
  }

  private final List<Network> networks;

  private Networks(List<Network> networks) {
    this.networks = networks;
  }

  static Networks parse(List<String> texts) {
    return new Networks(texts.stream().map(Networks::network).toList());
  }

  boolean contain(InetAddress address) {
    byte[] bytes = address.getAddress();
    for (Network network : networks) {
      if (network.contains(bytes)) {
        return true;
      }
    }
    return false;
  }

  private static Network network(String text) {
    int slash = text.indexOf('/');
    try {
      byte[] address =
          InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash)).getAddress();
      int most = address.length * 8;
      int bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
      if (bits >= 0 && bits <= most) {
        return new Network(address, bits);
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("\"" + text + "\" is no address or network.", e);
    }
    throw new IllegalArgumentException("\"" + text + "\" is no address or network.");
  }
}
