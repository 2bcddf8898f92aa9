package allmende.sfu.media;

import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;

/// From one of a loop's own sockets to an address. Whose packets come from there, the loop knows.
record DatagramPath(DatagramChannel channel, InetSocketAddress remote) implements Path {}
