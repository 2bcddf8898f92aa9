package allmende.sfu.media;

import java.net.SocketAddress;
import java.nio.channels.DatagramChannel;

/// From one of our sockets to where a client has been heard.
record Path(DatagramChannel channel, SocketAddress remote) {}
