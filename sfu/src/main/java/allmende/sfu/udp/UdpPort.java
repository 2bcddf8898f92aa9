package allmende.sfu.udp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectableChannel;

/// A UDP port that never waits: it takes what is there, and drops what the system has no room for,
/// as any link does. For one thread.
public sealed interface UdpPort extends AutoCloseable permits ChannelPort, NativePort {
  /// Larger than any datagram that WebRTC sends over Ethernet; what is longer is dropped.
  int MOST = 2_048;

  /// Datagrams that are taken at once.
  int BATCH = 64;

  /// In the system's buffers, each way: 200 ms of 20,000 packets a second.
  int SOCKET_BUFFER = 4 << 20;

  /// Who takes what has arrived.
  interface Taker {
    /// Where the next datagram goes, at least [#MOST] bytes.
    byte[] room();

    /// It is there.
    void take(UdpPort port, Endpoint from, int length);
  }

  /// Opens a port, with the system's own calls where the platform has them.
  ///
  /// @throws IOException when it is taken, or the address is not ours
  static UdpPort open(InetSocketAddress local) throws IOException {
    DatagramChannel channel = DatagramChannel.open();
    try {
      channel.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER);
      channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER);
      channel.configureBlocking(false);
      channel.bind(local);
      NativePort fast = NativePort.over(channel);
      return fast == null ? new ChannelPort(channel) : fast;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /// For waiting until something arrives.
  SelectableChannel channel();

  InetSocketAddress local() throws IOException;

  /// Hands over what is there, at most a few batches.
  void receive(Taker taker) throws IOException;

  /// Sends the datagrams of a burst.
  void send(Burst burst) throws IOException;

  @Override
  void close() throws IOException;
}
