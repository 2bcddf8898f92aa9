package allmende.sfu.media;

import allmende.protocols.rtp.SequenceUnwrapper;

/// How a stream arrives: what receiver reports say of it (RFC 3550 §6.4.1, A.3, A.8).
final class Reception {
  private final SequenceUnwrapper unwrapper = new SequenceUnwrapper();
  private final int clockRate;
  private boolean started;
  private long first;
  private long highest;
  private long received;
  private long expectedBefore;
  private long receivedBefore;
  private int transit;
  private int jitter;

  Reception(int clockRate) {
    this.clockRate = clockRate;
  }

  /// Counts a packet.
  ///
  /// @return how many sequence numbers it is ahead of the highest before: 1 is the next, 0 and less
  ///   is old
  int take(int sequence, int timestamp, long now) {
    int arrival = (int) (now / 1_000 * clockRate / 1_000_000);
    int nowTransit = arrival - timestamp;
    received++;
    if (!started) {
      started = true;
      first = unwrapper.unwrap(sequence);
      highest = first;
      transit = nowTransit;
      return 1;
    }
    int difference = Math.abs(nowTransit - transit);
    transit = nowTransit;
    // A clock that jumps, at a mute for example, says nothing of the network.
    if (difference < 10 * clockRate) {
      jitter += difference - (jitter + 8 >> 4);
    }
    long extended = unwrapper.peek(sequence);
    int ahead = (int) Math.clamp(extended - highest, -65_536, 65_536);
    if (ahead > 0) {
      highest = unwrapper.unwrap(sequence);
    }
    return ahead;
  }

  boolean isStarted() {
    return started;
  }

  int highest() {
    return (int) highest;
  }

  int jitter() {
    return jitter >> 4;
  }

  int lost() {
    return (int) Math.clamp(highest - first + 1 - received, -0x80_0000, 0x7F_FFFF);
  }

  /// Of the packets since it was last asked, in 256ths.
  int fractionLost() {
    long expected = highest - first + 1;
    long expectedNow = expected - expectedBefore;
    long lostNow = expectedNow - (received - receivedBefore);
    expectedBefore = expected;
    receivedBefore = received;
    return expectedNow <= 0 || lostNow <= 0 ? 0 : (int) Math.min(255, lostNow * 256 / expectedNow);
  }
}
