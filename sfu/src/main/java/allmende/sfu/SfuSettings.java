package allmende.sfu;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How media meets the network.
///
/// @param udpPort of the first loop, the others have those after it; 0: any
/// @param loops how many; each has a thread
/// @param addresses of ours at which media is taken
/// @param publicAddress what clients are told in place of them
/// @param tcp how connections are taken
/// @param turn how media is relayed
/// @param participants the most of one room
public record SfuSettings(
    int udpPort,
    int loops,
    List<InetAddress> addresses,
    Optional<String> publicAddress,
    Tcp tcp,
    Turn turn,
    int participants) {
  /// In place of a port: none.
  public static final int NONE = -1;

  private static final int MOST_LOOPS = 4_096;

  public SfuSettings {
    addresses = List.copyOf(addresses);
    if (loops < 1
        || loops > MOST_LOOPS
        || udpPort < 0
        || !fits(udpPort, loops)
        || !fits(turn.udpPort(), loops)
        || !fits(tcp.port(), 1)
        || addresses.isEmpty()) {
      throw new IllegalArgumentException("ports, loops and addresses of media do not fit");
    }
  }

  private static boolean fits(int first, int count) {
    return first >= NONE && first + count - 1 <= 65_535;
  }

  /// How connections are taken.
  ///
  /// @param port of our own for all loops; 0: any
  /// @param shared ports at which others hand connections to us, as they are told to clients
  /// @param waiting how many may wait to be known
  public record Tcp(int port, List<Integer> shared, int waiting) {
    public Tcp {
      shared = List.copyOf(shared);
      if (waiting < 1 || shared.stream().anyMatch(each -> each < 1 || each > 65_535)) {
        throw new IllegalArgumentException("ports of media, or who may wait there, do not fit");
      }
    }
  }

  /// How media is relayed (TURN).
  ///
  /// @param udpPort of the first loop, the others have those after it; 0: any
  /// @param secure addresses with TLS that clients are told; empty: those at which they have come
  /// @param valid for how long somebody may ask for a relay
  /// @param relays of all together, for each loop
  /// @param relaysOfOne participant
  public record Turn(
      int udpPort, List<String> secure, Duration valid, int relays, int relaysOfOne) {
    public Turn {
      secure = List.copyOf(secure);
      if (secure.stream().anyMatch(each -> !each.startsWith("turns:"))) {
        throw new IllegalArgumentException("addresses of TURN with TLS begin with turns:");
      }
    }
  }
}
