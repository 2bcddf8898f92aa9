package allmende.bench.sfu;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/// What a server's description says that a client needs to reach it.
///
/// @param isLite whether it makes no checks of its own
/// @param media the description without its session part
record RemoteSide(
    String ufrag, String password, InetSocketAddress address, boolean isLite, String[] media) {
  static RemoteSide of(String sdp) {
    String[] parts = sdp.split("(?m)^(?=m=)", -1);
    String[] media = Arrays.copyOfRange(parts, 1, parts.length);
    return new RemoteSide(
        value(sdp, "ice-ufrag").orElseThrow(),
        value(sdp, "ice-pwd").orElseThrow(),
        candidate(sdp),
        sdp.contains("a=ice-lite"),
        media);
  }

  static Optional<String> value(String sdp, String attribute) {
    return sdp.lines()
        .filter(line -> line.startsWith("a=" + attribute + ":"))
        .map(line -> line.substring(attribute.length() + 3))
        .findFirst();
  }

  /// The first one over UDP and IPv4.
  private static InetSocketAddress candidate(String sdp) {
    return sdp.lines()
        .filter(line -> line.startsWith("a=candidate:"))
        .map(line -> line.split(" "))
        .filter(words -> words[2].equalsIgnoreCase("udp") && words[4].contains("."))
        .map(words -> at(words[4], Integer.parseInt(words[5])))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no candidate in " + sdp));
  }

  private static InetSocketAddress at(String address, int port) {
    try {
      return new InetSocketAddress(InetAddress.getByName(address), port);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}
