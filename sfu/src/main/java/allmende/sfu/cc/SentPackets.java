package allmende.sfu.cc;

import allmende.protocols.rtcp.TransportFeedback;

/// The packets of one transport by their transport-wide sequence number, until feedback has spoken
/// of them.
final class SentPackets {
  /// Packets that are remembered: two seconds at 25 Mbit/s.
  static final int MOST = 8_192;

  private static final byte FORGOTTEN = 0;
  private static final byte OUT = 1;
  private static final byte LOST = 2;

  /// Hears what a feedback says, packet by packet in the order in which they were sent.
  interface Results {
    /// It arrived, in microseconds of the receiver's clock.
    void arrived(long sentAt, long arrivedMicros, int bytes, int probe);

    /// It had not arrived. It may still, and is then told of again.
    void lost(int bytes);
  }

  private final long[] sentAt = new long[MOST];
  private final int[] bytes = new int[MOST];
  private final int[] probes = new int[MOST];
  private final byte[] states = new byte[MOST];
  private long next;
  private boolean referred;
  private long reference;

  /// Notes a packet, and returns the 16 bits that it must carry.
  int sent(int size, int probe, long now) {
    int slot = slot(next);
    sentAt[slot] = now;
    bytes[slot] = size;
    probes[slot] = probe;
    states[slot] = OUT;
    return (int) next++ & 0xFFFF;
  }

  /// Takes a feedback. What it says of packets that are forgotten, or were never sent, is passed
  /// over.
  void take(TransportFeedback feedback, Results results) {
    long base = next + (short) (feedback.base() - (int) next);
    long micros = arrivalBase(feedback.referenceTime());
    int[] deltas = feedback.deltas();
    for (int i = 0; i < deltas.length; i++) {
      boolean arrived = deltas[i] != TransportFeedback.LOST;
      if (arrived) {
        micros += (long) deltas[i] * TransportFeedback.DELTA_MICROS;
      }
      long number = base + i;
      if (number < 0 || number >= next || number < next - MOST) {
        continue;
      }
      int slot = slot(number);
      if (arrived && states[slot] != FORGOTTEN) {
        states[slot] = FORGOTTEN;
        results.arrived(sentAt[slot], micros, bytes[slot], probes[slot]);
      } else if (!arrived && states[slot] == OUT) {
        states[slot] = LOST;
        results.lost(bytes[slot]);
      }
    }
  }

  /// The reference has 24 bits and comes round after some 12 days.
  private long arrivalBase(int referenceTime) {
    reference = referred ? reference + (referenceTime - (int) reference << 8 >> 8) : referenceTime;
    referred = true;
    return reference * TransportFeedback.REFERENCE_MICROS;
  }

  private static int slot(long number) {
    return (int) number & MOST - 1;
  }
}
