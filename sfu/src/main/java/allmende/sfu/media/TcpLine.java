package allmende.sfu.media;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A TCP connection of a loop's own. What a slow reader leaves waiting is bounded; what finds no
/// room is dropped, as any link does.
final class TcpLine implements StreamLine, MediaLoop.Ready {
  /// Of the kernel: a second of a megabit. What waits longer is too old to be of use.
  private static final int SOCKET_BUFFER = 128 << 10;

  private static final int WAITING = 64 << 10;
  private static final Logger log = LoggerFactory.getLogger(TcpLine.class);

  private final MediaLoop loop;
  private final SocketChannel channel;
  private final InetSocketAddress remote;
  private final SelectionKey key;
  private final StreamConnection connection;

  /// Made when it is needed for the first time; ready to be written into.
  private @Nullable ByteBuffer waiting;

  TcpLine(MediaLoop loop, Selector selector, SocketChannel channel, StreamFraming framing)
      throws IOException {
    this.loop = loop;
    this.channel = channel;
    this.remote = (InetSocketAddress) channel.getRemoteAddress();
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER);
    this.key = channel.register(selector, SelectionKey.OP_READ, this);
    this.connection = new StreamConnection(loop, this, framing);
  }

  StreamConnection connection() {
    return connection;
  }

  @Override
  public InetSocketAddress remote() {
    return remote;
  }

  @Override
  public void send(ByteBuffer message) {
    try {
      ByteBuffer before = waiting;
      if (before == null || before.position() == 0) {
        channel.write(message);
        if (message.hasRemaining()) {
          // The rest of what has begun has to follow, or nothing behind it can be understood.
          queue().put(message);
          key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        }
      } else if (before.remaining() >= message.remaining()) {
        before.put(message);
      }
    } catch (IOException e) {
      log.trace("A connection ended.", e);
      connection.close();
    }
  }

  private ByteBuffer queue() {
    ByteBuffer there = waiting;
    if (there == null) {
      there = ByteBuffer.allocateDirect(WAITING);
      waiting = there;
    }
    return there;
  }

  @Override
  public void ready() {
    try {
      if (key.isValid() && key.isWritable()) {
        flush();
      }
      if (key.isValid() && key.isReadable()) {
        int count = loop.read(channel);
        if (count < 0) {
          connection.close();
        } else {
          connection.received(loop.readBytes(), 0, count);
        }
      }
    } catch (IOException e) {
      log.trace("A connection ended.", e);
      connection.close();
    }
  }

  private void flush() throws IOException {
    ByteBuffer there = queue();
    there.flip();
    try {
      channel.write(there);
    } finally {
      there.compact();
    }
    if (there.position() == 0) {
      key.interestOps(SelectionKey.OP_READ);
    }
  }

  @Override
  public void close() {
    key.cancel();
    try {
      channel.close();
    } catch (IOException e) {
      log.debug("A connection could not be closed.", e);
    }
  }
}
