package allmende.platform.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.IteratingCallback;
import org.jspecify.annotations.Nullable;

/// One connection of the other protocol. What is sent while the network takes nothing is gathered
/// up to a limit, and then goes out together.
final class OtherConnection extends AbstractConnection
    implements Connection.UpgradeTo, OtherProtocol.Line {
  private static final int READ = 16 << 10;
  private static final int WAITING = 64 << 10;

  private final OtherProtocol protocol;
  private final Sending sending = new Sending();
  private @Nullable ByteBuffer before;
  private Optional<OtherProtocol.Session> session = Optional.empty();

  OtherConnection(EndPoint endPoint, Executor executor, OtherProtocol protocol) {
    super(endPoint, executor);
    this.protocol = protocol;
  }

  /// What has been read to find out whose connection it is.
  @Override
  public void onUpgradeTo(ByteBuffer read) {
    before = BufferUtil.copy(read);
  }

  @Override
  public void onOpen() {
    super.onOpen();
    session = protocol.open(this);
    ByteBuffer read = before;
    before = null;
    if (session.isEmpty()) {
      close();
      return;
    }
    if (read != null) {
      tell(read);
    }
    fillInterested();
  }

  private void tell(ByteBuffer bytes) {
    byte[] array = new byte[bytes.remaining()];
    bytes.get(array);
    session.ifPresent(each -> each.received(array, 0, array.length));
  }

  @Override
  public void onFillable() {
    ByteBuffer buffer = BufferUtil.allocate(READ);
    try {
      for (int count = getEndPoint().fill(buffer); count > 0; count = getEndPoint().fill(buffer)) {
        tell(buffer);
        BufferUtil.clear(buffer);
      }
      if (getEndPoint().isInputShutdown()) {
        close();
      } else {
        fillInterested();
      }
    } catch (IOException e) {
      close();
    }
  }

  @Override
  public void onClose(@Nullable Throwable cause) {
    super.onClose(cause);
    session.ifPresent(OtherProtocol.Session::closed);
  }

  @Override
  public InetSocketAddress remote() {
    return getEndPoint().getRemoteSocketAddress() instanceof InetSocketAddress address
        ? address
        : new InetSocketAddress(0);
  }

  @Override
  public void send(ByteBuffer message) {
    if (sending.gather(message)) {
      sending.iterate();
    }
  }

  private final class Sending extends IteratingCallback {
    private ByteBuffer gathered = ByteBuffer.allocate(0);
    private ByteBuffer leaving = ByteBuffer.allocate(0);

    synchronized boolean gather(ByteBuffer message) {
      if (gathered.position() + message.remaining() > WAITING) {
        return false;
      }
      if (gathered.capacity() == 0) {
        gathered = ByteBuffer.allocate(WAITING);
      }
      gathered.put(message);
      return true;
    }

    @Override
    protected Action process() {
      synchronized (this) {
        if (gathered.position() == 0) {
          return Action.IDLE;
        }
        ByteBuffer next = gathered;
        gathered = leaving.clear();
        leaving = next.flip();
      }
      getEndPoint().write(this, leaving);
      return Action.SCHEDULED;
    }

    @Override
    protected void onCompleteFailure(Throwable cause) {
      close();
    }

    @Override
    public InvocationType getInvocationType() {
      return InvocationType.NON_BLOCKING;
    }
  }
}
