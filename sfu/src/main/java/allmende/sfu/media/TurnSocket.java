package allmende.sfu.media;

import allmende.sfu.turn.TurnClient;
import allmende.sfu.udp.Burst;
import allmende.sfu.udp.Endpoint;
import allmende.sfu.udp.UdpPort;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A UDP port at which TURN is spoken. It remembers those clients alone that have been given a
/// relay.
final class TurnSocket implements UdpPort.Taker {
  private static final Logger log = LoggerFactory.getLogger(TurnSocket.class);

  private final Relays relays;
  private final UdpPort port;
  private final Burst burst;
  private final Map<Endpoint, Client> clients = new HashMap<>();
  private final byte[] packet = new byte[UdpPort.MOST];

  TurnSocket(Relays relays, UdpPort port, Burst burst) {
    this.relays = relays;
    this.port = port;
    this.burst = burst;
  }

  @Override
  public byte[] room() {
    return packet;
  }

  @Override
  public void take(UdpPort at, Endpoint from, int length) {
    try {
      take(from, length);
    } catch (RuntimeException e) {
      log.error("A datagram could not be handled.", e);
    }
  }

  private void take(Endpoint from, int length) {
    Client known = clients.get(from);
    if (known != null) {
      relays.receive(known, packet, 0, length);
      return;
    }
    Client stranger = new Client(from);
    relays.receive(stranger, packet, 0, length);
    if (relays.knows(stranger)) {
      clients.put(from, stranger);
    }
  }

  /// Somebody at an address. Asks with the same address are made by the same client.
  final class Client implements TurnClient {
    private final Endpoint endpoint;

    private Client(Endpoint endpoint) {
      this.endpoint = endpoint;
    }

    @Override
    public void released() {
      clients.remove(endpoint, this);
    }

    @Override
    public InetSocketAddress address() {
      return endpoint.address();
    }

    @Override
    public boolean isStream() {
      return false;
    }

    @Override
    public void send(byte[] bytes, int offset, int length) {
      if (length <= UdpPort.MOST) {
        burst.add(port, endpoint, bytes, offset, length);
      }
    }
  }
}
