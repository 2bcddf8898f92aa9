package allmende.sfu.room;

import allmende.sfu.signal.SignalLine;
import allmende.sfu.signal.Wire;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.concurrent.atomic.AtomicInteger;
import livekit.LivekitRtc.SignalRequest;
import org.jspecify.annotations.Nullable;

/// A line that somebody has opened. Whoever embeds the engine tells it what arrives, from one
/// thread at a time.
public final class SignalSession {
  /// The largest message, in bytes: LiveKit's own limit.
  public static final int LARGEST_MESSAGE = 2 << 20;

  /// A client that sends faster than its room reads is not a client.
  private static final int MOST_WAITING = 512;

  private final Wire wire;
  private final AtomicInteger waiting = new AtomicInteger();
  private volatile @Nullable Room room;
  private @Nullable Participant participant;

  SignalSession(SignalLine line) {
    this.wire = new Wire(line);
  }

  Wire wire() {
    return wire;
  }

  void begin(Room entering) {
    room = entering;
  }

  void entered(Participant entered) {
    participant = entered;
  }

  /// A binary message.
  public void received(byte[] message) {
    try {
      handle(wire.read(message));
    } catch (InvalidProtocolBufferException e) {
      wire.close(1007, "a message cannot be read");
    }
  }

  /// A text message, in JSON.
  public void received(String message) {
    try {
      handle(wire.read(message));
    } catch (InvalidProtocolBufferException e) {
      wire.close(1007, "a message cannot be read");
    }
  }

  /// The line is no more.
  public void closed() {
    in(() -> {
      Participant who = participant;
      if (who != null) {
        who.room.silent(who, wire);
      }
    });
  }

  private void handle(SignalRequest request) {
    if (waiting.incrementAndGet() > MOST_WAITING) {
      wire.close(1008, "too many messages");
      return;
    }
    in(() -> {
      waiting.decrementAndGet();
      Participant who = participant;
      if (who != null && who.wire() == wire) {
        Requests.handle(request, who, wire);
      }
    });
  }

  private void in(Runnable task) {
    Room open = room;
    if (open != null) {
      open.execute(task);
    }
  }
}
