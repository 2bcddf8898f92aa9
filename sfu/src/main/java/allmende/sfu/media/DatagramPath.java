package allmende.sfu.media;

import allmende.sfu.udp.Endpoint;
import allmende.sfu.udp.UdpPort;
import java.net.InetSocketAddress;

/// From one of a loop's own sockets to an address. Whose packets come from there, the loop knows.
record DatagramPath(UdpPort port, Endpoint endpoint) implements Path {
  @Override
  public InetSocketAddress remote() {
    return endpoint.address();
  }
}
