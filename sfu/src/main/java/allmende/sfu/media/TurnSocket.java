package allmende.sfu.media;

import allmende.sfu.turn.TurnClient;
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

  private final MediaLoop loop;
  private final Map<Endpoint, Client> clients = new HashMap<>();
  private final byte[] packet = new byte[UdpPort.MOST];

  TurnSocket(MediaLoop loop) {
    this.loop = loop;
  }

  @Override
  public byte[] room() {
    return packet;
  }

  @Override
  public void take(UdpPort port, Endpoint from, int length) {
    try {
      Client known = clients.get(from);
      if (known != null) {
        loop.relays().receive(known, packet, 0, length);
        return;
      }
      Client stranger = new Client(port, from);
      loop.relays().receive(stranger, packet, 0, length);
      if (loop.relays().knows(stranger)) {
        clients.put(from, stranger);
      }
    } catch (RuntimeException e) {
      log.error("A datagram could not be handled.", e);
    }
  }

  /// Somebody at an address.
  private final class Client implements TurnClient {
    private final UdpPort port;
    private final Endpoint endpoint;

    Client(UdpPort port, Endpoint endpoint) {
      this.port = port;
      this.endpoint = endpoint;
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
        loop.send(port, endpoint, bytes, offset, length);
      }
    }

    @Override
    public void released() {
      clients.remove(endpoint, this);
    }
  }
}
