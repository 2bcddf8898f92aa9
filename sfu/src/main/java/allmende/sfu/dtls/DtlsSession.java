package allmende.sfu.dtls;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.DatagramTransport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One DTLS 1.2 connection with us as its server (RFC 6347, RFC 5764), on a virtual thread of its
/// own: handshakes take milliseconds, which a media loop has not.
public final class DtlsSession implements AutoCloseable {
  /// What a record may take on the way to a client, in bytes.
  private static final int SEND_LIMIT = 1_200;

  private static final int RECEIVE_LIMIT = 2_048;

  /// More records than this have no reason to wait. A flood is dropped here, and costs no more.
  private static final int WAITING = 256;

  private static final int LISTEN_MILLIS = 60_000;
  private static final Logger log = LoggerFactory.getLogger(DtlsSession.class);

  private final DtlsIdentity identity;
  private final byte[] expected;
  private final DtlsListener listener;
  private final BlockingQueue<byte[]> inbox = new ArrayBlockingQueue<>(WAITING);
  private final Thread thread;
  private volatile boolean closed;
  private volatile @Nullable DTLSTransport transport;

  /// @param expected SHA-256 of the certificate that the client has to show
  public DtlsSession(DtlsIdentity identity, byte[] expected, DtlsListener listener) {
    this.identity = identity;
    this.expected = expected.clone();
    this.listener = listener;
    this.thread = Thread.ofVirtual().name("dtls").unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  /// A record from the client; never waits, and drops it when too many wait already.
  public void receive(byte[] record) {
    inbox.offer(record);
  }

  /// Sends what belongs into the connection; nothing before the handshake is done.
  public synchronized void send(byte[] message, int offset, int length) {
    DTLSTransport open = transport;
    if (open == null || closed) {
      return;
    }
    try {
      open.send(message, offset, length);
    } catch (IOException e) {
      log.debug("A record could not be sent.", e);
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }

  private void run() {
    try {
      HandshakeServer server = new HandshakeServer(identity, expected);
      DTLSTransport open = new DTLSServerProtocol().accept(server, new Datagrams());
      Optional<SrtpKeys> keys = server.keys();
      if (keys.isEmpty()) {
        open.close();
        return;
      }
      transport = open;
      listener.secured(keys.get());
      byte[] message = new byte[RECEIVE_LIMIT];
      while (!closed) {
        int length = open.receive(message, 0, message.length, LISTEN_MILLIS);
        if (length > 0) {
          listener.received(message, length);
        }
      }
      open.close();
    } catch (IOException e) {
      if (!closed) {
        log.debug("A DTLS connection ended: {}", e.getMessage());
      }
    } finally {
      closed = true;
      listener.ended();
    }
  }

  /// The handshake's view of the network: what the loop has put aside, and what it sends.
  private final class Datagrams implements DatagramTransport {
    @Override
    public int getReceiveLimit() {
      return RECEIVE_LIMIT;
    }

    @Override
    public int getSendLimit() {
      return SEND_LIMIT;
    }

    @Override
    public int receive(byte[] buffer, int offset, int length, int waitMillis) throws IOException {
      try {
        byte[] record = closed ? null : inbox.poll(Math.max(waitMillis, 1), TimeUnit.MILLISECONDS);
        if (closed) {
          throw new IOException("closed");
        }
        if (record == null) {
          return -1;
        }
        int taken = Math.min(length, record.length);
        System.arraycopy(record, 0, buffer, offset, taken);
        return taken;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("closed", e);
      }
    }

    @Override
    public void send(byte[] buffer, int offset, int length) {
      byte[] record = new byte[length];
      System.arraycopy(buffer, offset, record, 0, length);
      listener.send(record);
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
