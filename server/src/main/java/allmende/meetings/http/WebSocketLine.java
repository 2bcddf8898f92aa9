package allmende.meetings.http;

import allmende.sfu.signal.SignalLine;
import java.nio.ByteBuffer;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/// A client's WebSocket. One that takes nothing ends, when as many messages wait for it as may.
final class WebSocketLine implements SignalLine {
  private final Session session;

  WebSocketLine(Session session) {
    this.session = session;
  }

  @Override
  public void send(byte[] message) {
    session.sendBinary(
        ByteBuffer.wrap(message), Callback.from(() -> {}, _ -> session.disconnect()));
  }

  @Override
  public void send(String message) {
    session.sendText(message, Callback.from(() -> {}, _ -> session.disconnect()));
  }

  @Override
  public void close(int code, String reason) {
    session.close(code, reason, Callback.NOOP);
  }
}
