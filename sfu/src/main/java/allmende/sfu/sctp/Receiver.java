package allmende.sfu.sctp;

import allmende.sfu.sctp.Chunk.Data;
import allmende.sfu.sctp.Chunk.ForwardTsn;
import allmende.sfu.sctp.Chunk.Sack;
import java.util.List;

/// The receiving half of an established association (RFC 9260 §6.2).
final class Receiver {
  private static final long OFF = Long.MAX_VALUE;
  private static final long ACK_DELAY = 50_000_000L;

  private final int window;
  private final ReceivedTsns received;
  private final Reassembly reassembly;
  private long ackAt = OFF;
  private int unacknowledged;

  Receiver(SctpOptions options, long firstTsn, Reassembly.Sink sink) {
    window = options.receiveWindow();
    received = new ReceivedTsns(firstTsn - 1);
    reassembly = new Reassembly(options.maxMessageSize(), sink);
  }

  /// Takes a fragment. False if its message is longer than it may be.
  boolean data(Data data, long now) {
    long tsn = Serial.near(received.cumulative(), data.tsn());
    if (!received.isWanted(tsn)) {
      received.duplicate(tsn);
      ackAt = now;
      return true;
    }
    // What fills the first gap is let in above the window: it is what makes room.
    int most = tsn == received.cumulative() + 1 ? 2 * window : window;
    if (reassembly.held() + Reassembly.cost(data) > most) {
      ackAt = now;
      return true;
    }
    received.add(tsn);
    boolean every = ++unacknowledged >= 2;
    ackAt =
        every || data.immediate() || received.hasGaps() ? now : Math.min(ackAt, now + ACK_DELAY);
    return reassembly.add(tsn, data);
  }

  void forward(ForwardTsn forward, long now) {
    long tsn = Serial.near(received.cumulative(), forward.cumulative());
    if (tsn > received.cumulative() && tsn <= received.cumulative() + ReceivedTsns.FURTHEST) {
      reassembly.skip(tsn, forward.skipped());
      received.skipTo(tsn);
    }
    ackAt = now;
  }

  /// Whether everything up to a TSN is there.
  boolean hasAllUpTo(long tsn) {
    return Serial.near(received.cumulative(), tsn) <= received.cumulative();
  }

  void reset(List<Integer> streams) {
    reassembly.reset(streams);
  }

  long nextTimeout() {
    return ackAt;
  }

  /// Adds an acknowledgement if one is due.
  void fill(ChunkWriter packet, long now) {
    if (now < ackAt) {
      return;
    }
    int room = Math.max(0, window - reassembly.held());
    packet.write(new Sack(received.cumulative(), room, received.gaps(), received.takeDuplicates()));
    ackAt = OFF;
    unacknowledged = 0;
  }
}
