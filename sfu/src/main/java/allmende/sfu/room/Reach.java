package allmende.sfu.room;

import allmende.protocols.sdp.Candidate;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Where clients reach the media of a loop, as they are told.
///
/// @param udp the loop's own sockets
/// @param tcp where connections wait for any loop (RFC 6544)
/// @param turn how media is relayed, if it is
public record Reach(List<Candidate> udp, List<Candidate> tcp, Optional<TurnOffer> turn) {
  /// RFC 8445 §5.1.2.1: of type host, for one component.
  private static final long HOST = (126L << 24) | 255;

  /// RFC 6544 §4.2: below UDP, and passive.
  private static final long TCP_HOST = (90L << 24) | (4L << 13) << 8 | 255;

  public Reach {
    udp = List.copyOf(udp);
    tcp = List.copyOf(tcp);
  }

  /// @param udp the first addresses are preferred, those of IPv4 being the ones that work most
  ///   often
  /// @param publicAddress what clients are told in place of all of them
  public static Reach at(
      List<InetSocketAddress> udp,
      List<InetSocketAddress> tcp,
      Optional<String> publicAddress,
      Optional<TurnOffer> turn) {
    List<Candidate> datagrams = new ArrayList<>();
    for (InetSocketAddress local : distinct(udp, publicAddress)) {
      int number = datagrams.size();
      datagrams.add(
          Candidate.host(
              Integer.toString(number + 1),
              HOST | (65_535L - number) << 8,
              text(local),
              local.getPort()));
    }
    List<Candidate> connections = new ArrayList<>();
    for (InetSocketAddress local : distinct(tcp, publicAddress)) {
      int number = connections.size();
      connections.add(
          Candidate.passiveTcp(
              "t" + (number + 1), TCP_HOST | (8_191L - number) << 8, text(local), local.getPort()));
    }
    return new Reach(datagrams, connections, turn);
  }

  private static List<InetSocketAddress> distinct(
      List<InetSocketAddress> locals, Optional<String> publicAddress) {
    return locals.stream().map(each -> told(each, publicAddress)).distinct().toList();
  }

  /// An address of ours as clients are told it.
  public static InetSocketAddress told(InetSocketAddress local, Optional<String> publicAddress) {
    return publicAddress
        .map(address -> new InetSocketAddress(address, local.getPort()))
        .orElse(local);
  }

  static String text(InetSocketAddress address) {
    String text =
        address.getAddress() == null
            ? address.getHostString()
            : address.getAddress().getHostAddress();
    int zone = text.indexOf('%');
    return address.getAddress() instanceof Inet6Address && zone >= 0
        ? text.substring(0, zone)
        : text;
  }

  /// All, or those over TCP alone, for a client that could not go on over UDP.
  List<Candidate> candidates(boolean tcpAlone) {
    return tcpAlone && !tcp.isEmpty() ? tcp : Stream.concat(udp.stream(), tcp.stream()).toList();
  }
}
