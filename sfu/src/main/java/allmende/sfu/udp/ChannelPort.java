package allmende.sfu.udp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectableChannel;

/// With nothing but the JDK: a system call for each datagram.
final class ChannelPort implements UdpPort {
  private final DatagramChannel channel;
  private final ByteBuffer in = ByteBuffer.allocateDirect(MOST + 1);

  ChannelPort(DatagramChannel channel) {
    this.channel = channel;
  }

  @Override
  public SelectableChannel channel() {
    return channel;
  }

  @Override
  public InetSocketAddress local() throws IOException {
    return (InetSocketAddress) channel.getLocalAddress();
  }

  @Override
  public void receive(Taker taker) throws IOException {
    for (int i = 0; i < 2 * BATCH; i++) {
      in.clear();
      SocketAddress from = channel.receive(in);
      if (from == null) {
        return;
      }
      int length = in.flip().remaining();
      if (length > 0 && length <= MOST) {
        in.get(taker.room(), 0, length);
        taker.take(this, Endpoint.of((InetSocketAddress) from), length);
      }
    }
  }

  @Override
  public void send(Burst burst) throws IOException {
    ByteBuffer out = burst.buffer();
    for (int at = 0; at < burst.length(); at += burst.segment()) {
      out.limit(Math.min(at + burst.segment(), burst.length())).position(at);
      channel.send(out, burst.to().address());
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
