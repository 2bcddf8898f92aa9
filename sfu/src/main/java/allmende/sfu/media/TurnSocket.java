package allmende.sfu.media;

import allmende.sfu.turn.TurnClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A UDP socket at which TURN is spoken. It remembers those clients alone that have been given a
/// relay.
final class TurnSocket implements MediaLoop.Ready {
  private static final int BATCH = 64;
  private static final Logger log = LoggerFactory.getLogger(TurnSocket.class);

  private final Relays relays;
  private final DatagramChannel channel;
  private final Map<SocketAddress, Client> clients = new HashMap<>();
  private final ByteBuffer in = ByteBuffer.allocateDirect(StreamCutter.LARGEST);
  private final ByteBuffer out = ByteBuffer.allocateDirect(StreamCutter.LARGEST);
  private final byte[] packet = new byte[StreamCutter.LARGEST];

  TurnSocket(Relays relays, DatagramChannel channel) {
    this.relays = relays;
    this.channel = channel;
  }

  @Override
  public void ready() {
    for (int i = 0; i < BATCH; i++) {
      try {
        in.clear();
        SocketAddress from = channel.receive(in);
        if (from == null) {
          return;
        }
        int length = in.flip().remaining();
        in.get(packet, 0, length);
        take((InetSocketAddress) from, length);
      } catch (ClosedChannelException e) {
        return;
      } catch (IOException e) {
        log.trace("A datagram could not be received.", e);
      } catch (RuntimeException e) {
        log.error("A datagram could not be handled.", e);
      }
    }
  }

  private void take(InetSocketAddress from, int length) {
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
    private final InetSocketAddress address;

    private Client(InetSocketAddress address) {
      this.address = address;
    }

    @Override
    public void released() {
      clients.remove(address, this);
    }

    @Override
    public InetSocketAddress address() {
      return address;
    }

    @Override
    public boolean isStream() {
      return false;
    }

    @Override
    public void send(byte[] bytes, int offset, int length) {
      if (length > out.capacity()) {
        return;
      }
      out.clear();
      out.put(bytes, offset, length).flip();
      try {
        channel.send(out, address);
      } catch (IOException e) {
        log.trace("A datagram could not be sent.", e);
      }
    }
  }
}
