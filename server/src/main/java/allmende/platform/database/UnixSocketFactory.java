package allmende.platform.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/// Lets the PostgreSQL driver, which only knows [Socket], speak over a Unix domain socket, so that
/// the embedded database listens on no network address.
public final class UnixSocketFactory extends SocketFactory {
  private final Path path;

  /// The driver makes the factory itself and hands it the connection property `socketFactoryArg`:
  /// the socket's path.
  public UnixSocketFactory(String path) {
    this.path = Path.of(path);
  }

  @Override
  public Socket createSocket() {
    return new ChannelSocket(path);
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
    throw new UnsupportedOperationException();
  }

  /// The part of [Socket] that the driver uses; TCP's options mean nothing here.
  private static final class ChannelSocket extends Socket {
    private final Path path;
    private final SocketChannel channel;
    private volatile int soTimeout;
    private volatile @Nullable Selector waiting;

    ChannelSocket(Path path) {
      this.path = path;
      try {
        this.channel = SocketChannel.open(StandardProtocolFamily.UNIX);
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    @Override
    public void connect(SocketAddress ignored, int timeout) throws IOException {
      channel.connect(UnixDomainSocketAddress.of(path));
    }

    @Override
    public void connect(SocketAddress ignored) throws IOException {
      connect(ignored, 0);
    }

    @Override
    public InputStream getInputStream() {
      return new InputStream() {
        @Override
        public int read() throws IOException {
          byte[] one = new byte[1];
          return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] b, int off, int len) throws IOException {
          ByteBuffer into = ByteBuffer.wrap(b, off, len);
          return soTimeout > 0 ? readWithin(into, soTimeout) : channel.read(into);
        }
      };
    }

    /// Channels know no time-out. The driver sets one seldom: when it looks for notices, and when
    /// the pool asks whether a connection is alive.
    private int readWithin(ByteBuffer into, int millis) throws IOException {
      channel.configureBlocking(false);
      try (Selector selector = Selector.open()) {
        waiting = selector;
        channel.register(selector, SelectionKey.OP_READ);
        int read = channel.read(into);
        if (read == 0) {
          selector.select(millis);
          read = channel.read(into);
        }
        if (read == 0) {
          throw new SocketTimeoutException("Read timed out");
        }
        return read;
      } finally {
        waiting = null;
        if (channel.isOpen()) {
          channel.configureBlocking(true);
        }
      }
    }

    @Override
    public OutputStream getOutputStream() {
      return new OutputStream() {
        @Override
        public void write(int b) throws IOException {
          write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] b, int off, int len) throws IOException {
          ByteBuffer bytes = ByteBuffer.wrap(b, off, len);
          while (bytes.hasRemaining()) {
            channel.write(bytes);
          }
        }
      };
    }

    @Override
    public boolean isConnected() {
      return channel.isConnected();
    }

    @Override
    public boolean isBound() {
      return channel.isConnected();
    }

    @Override
    public boolean isClosed() {
      return !channel.isOpen();
    }

    @Override
    public synchronized void close() throws IOException {
      channel.close();
      Selector selector = waiting;
      if (selector != null) {
        selector.wakeup();
      }
    }

    @Override
    public void setSoTimeout(int millis) {
      soTimeout = millis;
    }

    @Override
    public int getSoTimeout() {
      return soTimeout;
    }

    @Override
    public void setTcpNoDelay(boolean on) {}

    @Override
    public boolean getTcpNoDelay() {
      return true;
    }

    @Override
    public void setKeepAlive(boolean on) {}

    @Override
    public void setReceiveBufferSize(int size) {}

    @Override
    public void setSendBufferSize(int size) {}

    @Override
    public int getReceiveBufferSize() {
      return 64 << 10;
    }

    @Override
    public int getSendBufferSize() {
      return 64 << 10;
    }
  }
}
