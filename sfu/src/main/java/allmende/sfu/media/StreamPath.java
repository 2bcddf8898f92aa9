package allmende.sfu.media;

import java.net.InetSocketAddress;

/// ICE over TCP (RFC 6544): one connection. It ends when the client that it was for does.
final class StreamPath extends CarriedPath {
  private final StreamConnection connection;

  StreamPath(StreamConnection connection) {
    this.connection = connection;
  }

  @Override
  public InetSocketAddress remote() {
    return connection.address();
  }

  @Override
  void send(byte[] bytes, int offset, int length) {
    connection.sendPacket(bytes, offset, length);
  }

  @Override
  void release(Transport transport) {
    super.release(transport);
    connection.close();
  }
}
