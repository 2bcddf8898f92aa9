package allmende.sfu;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/// How media meets the network.
///
/// @param udpPort of the first loop, the others have those after it; 0: any
/// @param loops how many; each has a thread
/// @param addresses of ours at which media is taken
/// @param publicAddress what clients are told in place of them
/// @param participants the most of one room
public record SfuSettings(
    int udpPort,
    int loops,
    List<InetAddress> addresses,
    Optional<String> publicAddress,
    int participants) {
  public SfuSettings {
    addresses = List.copyOf(addresses);
    if (loops < 1 || udpPort < 0 || udpPort + loops - 1 > 65_535 || addresses.isEmpty()) {
      throw new IllegalArgumentException("ports, loops and addresses of media do not fit");
    }
  }
}
