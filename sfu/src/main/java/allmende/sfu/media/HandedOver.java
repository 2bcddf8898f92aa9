package allmende.sfu.media;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/// A connection that somebody else holds and a loop works on: bytes cross over in commands.
final class HandedOver implements StreamSession {
  /// What may wait for the loop, in bytes: more than a client can send while a loop pauses.
  private static final int MOST_WAITING = 1 << 20;

  private final MediaLoop loop;
  private final StreamConnection connection;
  private final AtomicInteger waiting = new AtomicInteger();

  HandedOver(MediaLoop loop, StreamLine line, StreamFraming framing) {
    this.loop = loop;
    this.connection = new StreamConnection(loop, line, framing);
  }

  @Override
  public void received(byte[] bytes, int offset, int length) {
    if (waiting.addAndGet(length) > MOST_WAITING) {
      loop.execute(connection::close);
      return;
    }
    byte[] copy = Arrays.copyOfRange(bytes, offset, offset + length);
    loop.execute(() -> {
      waiting.addAndGet(-copy.length);
      connection.received(copy, 0, copy.length);
    });
  }

  @Override
  public void closed() {
    loop.execute(connection::ended);
  }
}
