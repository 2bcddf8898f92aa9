package allmende.sfu.sctp;

import allmende.sfu.sctp.Chunk.Data;
import allmende.sfu.sctp.Chunk.ForwardTsn;
import allmende.sfu.sctp.Chunk.Sack;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The fragments that were sent and are not acknowledged for good (RFC 9260 §6.2.1, §7.2.4, RFC
/// 3758 §3.5).
final class Flight {
  private static final int REPORTS_OF_LOSS = 3;

  /// Streams in one FORWARD-TSN: half a packet of them.
  private static final int MOST_SKIPPED = 128;

  /// A fragment and what has become of it.
  static final class Sent {
    final long tsn;
    final OutgoingMessage message;
    final int offset;
    final int length;
    long sentAt;
    int transmissions;
    private int missed;
    private boolean arrived;
    private boolean lost;

    private Sent(long tsn, OutgoingMessage message, int offset, int length, long now) {
      this.tsn = tsn;
      this.message = message;
      this.offset = offset;
      this.length = length;
      sentAt = now;
      transmissions = 1;
    }

    Data chunk() {
      return new Data(
          tsn,
          message.stream,
          message.sequence,
          message.payloadProtocol,
          message.unordered,
          offset == 0,
          offset + length == message.bytes.length,
          false,
          message.bytes,
          offset,
          length);
    }

    private boolean isOut() {
      return !arrived && !lost && !message.abandoned;
    }
  }

  /// What an acknowledgement changed.
  ///
  /// @param bytes that have newly arrived
  /// @param roundTrip in nanoseconds, or -1 if it could not be measured
  record Progress(boolean advanced, int bytes, long roundTrip, boolean loss) {}

  private final ArrayDeque<Sent> sent = new ArrayDeque<>();
  private long cumulative;
  private long forwarded;
  private long next;
  private int bytes;
  private int lost;

  private final boolean partialReliability;

  /// Without the peer's consent to partial reliability nothing that was sent is given up.
  Flight(long firstTsn, boolean partialReliability) {
    this.partialReliability = partialReliability;
    next = firstTsn;
    cumulative = firstTsn - 1;
    forwarded = cumulative;
  }

  /// Bytes on their way.
  int bytes() {
    return bytes;
  }

  boolean isEmpty() {
    return sent.isEmpty();
  }

  long cumulative() {
    return cumulative;
  }

  long highest() {
    return next - 1;
  }

  boolean hasLost() {
    return lost > 0;
  }

  /// Notes a new fragment.
  Sent send(OutgoingMessage message, int offset, int length, long now) {
    var fragment = new Sent(next++, message, offset, length, now);
    sent.add(fragment);
    bytes += length;
    return fragment;
  }

  /// The first lost fragment that is still worth sending, or null. Messages that are not are given
  /// up on the way.
  @Nullable Sent nextLost(long now) {
    Sent next = firstLost();
    while (next != null && partialReliability && isWorn(next, now)) {
      abandon(next.message);
      next = firstLost();
    }
    return next;
  }

  private @Nullable Sent firstLost() {
    if (lost > 0) {
      for (Sent each : sent) {
        if (each.lost) {
          return each;
        }
      }
    }
    return null;
  }

  private static boolean isWorn(Sent fragment, long now) {
    return fragment.transmissions > fragment.message.maxRetransmits
        || fragment.message.hasExpired(now);
  }

  /// Notes that a lost fragment was sent again.
  void sentAgain(Sent fragment, long now) {
    fragment.lost = false;
    lost--;
    fragment.missed = 0;
    fragment.transmissions++;
    fragment.sentAt = now;
    bytes += fragment.length;
  }

  /// Gives a message up. If not all of it has been sent, a TSN is used up for the rest: the
  /// receiver may have acknowledged what was sent, and is told by this TSN that no more will come.
  void abandon(OutgoingMessage message) {
    if (!message.abandoned && !message.isTaken()) {
      var rest = new Sent(next++, message, message.taken, 0, 0);
      rest.transmissions = 2; // that tells nothing of the round trip
      sent.add(rest);
    }
    for (Sent each : sent) {
      if (each.message == message) {
        if (each.isOut()) {
          bytes -= each.length;
        }
        if (each.lost) {
          each.lost = false;
          lost--;
        }
      }
    }
    message.abandoned = true;
  }

  /// Takes an acknowledgement. Null if it is older than one that was here before, or speaks of what
  /// was never sent.
  @Nullable Progress acknowledge(Sack sack, long now) {
    long upTo = Serial.near(cumulative, sack.cumulative());
    if (upTo < cumulative || upTo >= next) {
      return null;
    }
    boolean advanced = upTo > cumulative;
    int arrived = 0;
    long roundTrip = -1;
    while (!sent.isEmpty() && sent.getFirst().tsn <= upTo) {
      Sent first = sent.removeFirst();
      roundTrip = measured(first, roundTrip, now);
      arrived += arrive(first);
    }
    cumulative = upTo;
    forwarded = Math.max(forwarded, upTo);
    long highestNew = upTo;
    int gap = 0;
    List<Sack.Gap> gaps = sack.gaps();
    for (Sent each : sent) {
      long distance = each.tsn - upTo;
      while (gap < gaps.size() && gaps.get(gap).to() < distance) {
        gap++;
      }
      boolean within = gap < gaps.size() && gaps.get(gap).from() <= distance;
      if (within && !each.arrived) {
        roundTrip = measured(each, roundTrip, now);
        arrived += arrive(each);
        highestNew = each.tsn;
      } else if (!within && each.arrived) {
        renege(each);
      }
    }
    return new Progress(advanced, arrived, roundTrip, countMissing(highestNew));
  }

  /// Only a fragment that was sent once tells how long it took (RFC 9260 §6.3.1).
  private static long measured(Sent fragment, long before, long now) {
    boolean tells = fragment.transmissions == 1 && !fragment.arrived;
    return tells ? now - fragment.sentAt : before;
  }

  private int arrive(Sent fragment) {
    if (fragment.arrived) {
      return 0;
    }
    if (fragment.isOut()) {
      bytes -= fragment.length;
    }
    if (fragment.lost) {
      fragment.lost = false;
      lost--;
    }
    fragment.arrived = true;
    return fragment.length;
  }

  /// The receiver may drop what it has not yet delivered (RFC 9260 §6.2).
  private void renege(Sent fragment) {
    fragment.arrived = false;
    if (!fragment.message.abandoned) {
      fragment.lost = true;
      lost++;
    }
  }

  private boolean countMissing(long highestNew) {
    boolean loss = false;
    for (Sent each : sent) {
      if (each.tsn >= highestNew) {
        break;
      }
      if (each.isOut() && ++each.missed == REPORTS_OF_LOSS) {
        lose(each);
        loss = true;
      }
    }
    return loss;
  }

  private void lose(Sent fragment) {
    fragment.lost = true;
    lost++;
    bytes -= fragment.length;
  }

  /// Nothing was heard for too long: all that is out counts as lost.
  void loseAll() {
    for (Sent each : sent) {
      if (each.isOut()) {
        lose(each);
      }
    }
  }

  /// Moves the point up to which the receiver need not wait any more. Whether it has moved.
  boolean moveForward() {
    long before = forwarded;
    for (Sent each : sent) {
      if (each.tsn > forwarded && (each.tsn != forwarded + 1 || !each.message.abandoned)) {
        break;
      }
      forwarded = Math.max(forwarded, each.tsn);
    }
    return partialReliability && forwarded > before;
  }

  /// Whether something has been given up that the receiver may wait for.
  boolean mustForward() {
    moveForward();
    return partialReliability && forwarded > cumulative;
  }

  /// What tells the receiver so, or as much of it as goes into one chunk: the rest follows when
  /// this has been acknowledged.
  ForwardTsn forwardTsn() {
    Map<Integer, Integer> skipped = new TreeMap<>();
    long upTo = cumulative;
    for (Sent each : sent) {
      boolean full = skipped.size() == MOST_SKIPPED && !skipped.containsKey(each.message.stream);
      if (each.tsn > forwarded || full && !each.message.unordered) {
        break;
      }
      if (!each.message.unordered) {
        skipped.put(each.message.stream, each.message.sequence);
      }
      upTo = each.tsn;
    }
    List<ForwardTsn.Skipped> list = new ArrayList<>();
    skipped.forEach((stream, sequence) -> list.add(new ForwardTsn.Skipped(stream, sequence)));
    return new ForwardTsn(upTo, list);
  }
}
