package allmende.sfu.media;

import allmende.protocols.BigEndian;
import org.jspecify.annotations.Nullable;

/// Spreads what leaves for a client whose way is narrow: a large picture at once would fill the
/// queues on the way, and sound would wait behind it. Where the way is wide nothing waits. Belongs
/// to a loop.
final class Pacing {
  /// After so long a packet goes, whatever the way bears: it would come too late.
  private static final long LONGEST = 400_000_000L;

  private final Transport transport;
  private final MediaLoop loop;
  private final Allotment allotment;
  private @Nullable HeldPackets held;

  Pacing(Transport transport, MediaLoop loop, Allotment allotment) {
    this.transport = transport;
    this.loop = loop;
    this.allotment = allotment;
  }

  /// Sends a packet, or keeps it for later.
  ///
  /// @param numberAt where the number goes that it has among all of the transport's
  void send(byte[] packet, int length, int numberAt, long now) {
    HeldPackets waiting = held;
    boolean others = waiting != null && !waiting.isEmpty();
    if (!others && (!allotment.isNarrow() || allotment.maySend(now))) {
      sendNow(packet, length, numberAt, now);
      return;
    }
    if (waiting == null) {
      waiting = new HeldPackets();
      held = waiting;
    }
    if (!others) {
      loop.holds(this);
    }
    while (!waiting.fits(length)) {
      sendFirst(waiting, now);
    }
    waiting.add(packet, length, numberAt, now);
  }

  /// Sends a packet that may not wait.
  void sendNow(byte[] packet, int length, int numberAt, long now) {
    BigEndian.put16(packet, numberAt, allotment.sent(length, now));
    transport.sendRtp(packet, length);
  }

  /// Sends what may go by now.
  ///
  /// @return whether more waits
  boolean release(long now) {
    HeldPackets waiting = held;
    if (waiting == null) {
      return false;
    }
    while (!waiting.isEmpty()
        && (!allotment.isNarrow() || allotment.maySend(now) || now - waiting.since() > LONGEST)) {
      sendFirst(waiting, now);
    }
    return !waiting.isEmpty();
  }

  private void sendFirst(HeldPackets waiting, long now) {
    int numberAt = waiting.numberAt();
    sendNow(waiting.turn, waiting.take(), numberAt, now);
  }
}
