package allmende.sfu.sctp;

import allmende.sfu.sctp.Chunk.Sack;

/// The sending half of an established association (RFC 9260 §6.1, §7).
final class Sender {
  private static final long OFF = Long.MAX_VALUE;

  private final int mtu;
  private final boolean partialReliability;
  private final Flight flight;
  private final SendQueue queue;
  private final CongestionWindow congestion;
  private final RoundTrip roundTrip;
  private long peerWindow;
  private long retransmitAt = OFF;
  private boolean forwardDue;

  /// After a fast retransmit one packet may go whatever the window says (RFC 9260 §7.2.4).
  private boolean oneMore;

  /// Time-outs since something was last heard.
  private int failures;

  Sender(
      int mtu,
      boolean partialReliability,
      long firstTsn,
      long peerWindow,
      SendQueue queue,
      RoundTrip roundTrip) {
    this.mtu = mtu;
    this.partialReliability = partialReliability;
    this.peerWindow = peerWindow;
    this.queue = queue;
    this.roundTrip = roundTrip;
    flight = new Flight(firstTsn, partialReliability);
    congestion = new CongestionWindow(mtu);
  }

  long nextTimeout() {
    return retransmitAt;
  }

  int failures() {
    return failures;
  }

  long highestTsn() {
    return flight.highest();
  }

  void acknowledged(Sack sack, long now) {
    int before = flight.bytes();
    Flight.Progress progress = flight.acknowledge(sack, now);
    if (progress == null) {
      return;
    }
    if (progress.roundTrip() >= 0) {
      roundTrip.measured(progress.roundTrip());
    }
    congestion.acknowledged(progress.bytes(), before, flight.cumulative(), progress.advanced());
    if (progress.loss() && congestion.lost(flight.highest())) {
      oneMore = true;
    }
    peerWindow = Math.max(0, sack.window() - flight.bytes());
    if (flight.isEmpty()) {
      retransmitAt = OFF;
    } else if (progress.advanced()) {
      retransmitAt = now + roundTrip.timeout();
    }
    if (progress.bytes() > 0 || sack.window() < mtu) {
      failures = 0; // a peer that is full is alive
    }
    forwardDue |= flight.mustForward();
  }

  void advance(long now) {
    if (now < retransmitAt) {
      return;
    }
    failures++;
    roundTrip.backOff();
    congestion.timedOut();
    flight.loseAll();
    forwardDue |= flight.mustForward();
    retransmitAt = now + roundTrip.timeout();
  }

  /// Adds what may go now.
  void fill(ChunkWriter packet, long now) {
    giveUpExpired(now);
    while (mayAgain() && again(packet, now)) {
      arm(now);
    }
    oneMore = false;
    if (forwardDue && packet.write(flight.forwardTsn())) {
      forwardDue = false;
      arm(now);
    }
    while (!flight.hasLost() && fresh(packet, now)) {
      arm(now);
    }
  }

  /// Of a message that begins to be too old in the middle, nothing more is sent.
  private void giveUpExpired(long now) {
    OutgoingMessage head = queue.head(now);
    if (partialReliability && head != null && head.taken > 0 && head.hasExpired(now)) {
      flight.abandon(head);
      forwardDue |= flight.moveForward();
    }
  }

  private boolean mayAgain() {
    return flight.hasLost() && (oneMore || flight.bytes() < congestion.bytes());
  }

  private boolean again(ChunkWriter packet, long now) {
    Flight.Sent lost = flight.nextLost(now);
    forwardDue |= flight.moveForward();
    if (lost == null || !packet.write(lost.chunk())) {
      return false;
    }
    flight.sentAgain(lost, now);
    return true;
  }

  private boolean fresh(ChunkWriter packet, long now) {
    OutgoingMessage head = queue.head(now);
    if (head == null
        || flight.bytes() >= congestion.bytes()
        || !packet.isEmpty() && isTight(packet, head)) {
      return false;
    }
    int room = (packet.remaining() & ~3) - Chunk.Data.HEADER;
    int length = Math.min(room, head.bytes.length - head.taken);
    // A closed window is looked through by one packet at a time (RFC 9260 §6.1 A).
    if (room <= 0 || length > peerWindow && flight.bytes() > 0) {
      return false;
    }
    int offset = head.taken;
    length = queue.take(head, room);
    Flight.Sent sent = flight.send(head, offset, length, now);
    peerWindow = Math.max(0, peerWindow - length);
    packet.write(sent.chunk());
    return true;
  }

  /// Whether the rest of a packet would only hold a splinter of a message.
  private boolean isTight(ChunkWriter packet, OutgoingMessage head) {
    int left = head.bytes.length - head.taken;
    return left + Chunk.Data.HEADER > packet.remaining() && packet.remaining() < mtu / 2;
  }

  private void arm(long now) {
    if (retransmitAt == OFF) {
      retransmitAt = now + roundTrip.timeout();
    }
  }
}
