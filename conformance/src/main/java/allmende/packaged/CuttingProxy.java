package allmende.packaged;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// A bad line to the server: it passes bytes on, and tears every connection once a number of them
/// has gone up. Until it is mended, new connections are torn at once.
public final class CuttingProxy implements AutoCloseable {
  private final int target;
  private final ServerSocket listening;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong left = new AtomicLong(Long.MAX_VALUE);

  public CuttingProxy(int target) throws IOException {
    this.target = target;
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  public int port() {
    return listening.getLocalPort();
  }

  /// Lets so many bytes go up, and no more.
  public void cutAfter(long bytes) {
    left.set(bytes);
  }

  /// Whether it has torn what it was to tear.
  public boolean cut() {
    return left.get() <= 0;
  }

  /// Lets everything pass again.
  public void mend() {
    left.set(Long.MAX_VALUE);
  }

  @Override
  public void close() throws IOException {
    listening.close();
    tear();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket near = listening.accept();
        Socket far = new Socket();
        far.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
        open.add(near);
        open.add(far);
        Thread.ofVirtual().start(() -> pass(near, far, true));
        Thread.ofVirtual().start(() -> pass(far, near, false));
      } catch (IOException e) {
        // The server is away, or we are closed; the client sees its connection fail.
      }
    }
  }

  private void pass(Socket from, Socket to, boolean up) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] piece = new byte[16 << 10];
      for (int read; (read = in.read(piece)) >= 0; ) {
        out.write(piece, 0, read);
        if (up && left.addAndGet(-read) <= 0) {
          tear();
        }
      }
    } catch (IOException e) {
      // One end is gone, and so the other goes.
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  private void tear() {
    for (Socket socket : open) {
      try {
        socket.close();
      } catch (IOException e) {
        // It is gone either way.
      }
    }
  }
}
