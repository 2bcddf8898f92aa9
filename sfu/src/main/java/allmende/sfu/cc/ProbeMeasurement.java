package allmende.sfu.cc;

/// How fast the packets of a probe were sent, and how fast they arrived.
final class ProbeMeasurement {
  static final long UNKNOWN = -1;

  /// Of the packets and bytes of a probe, this much must have arrived.
  private static final double ENOUGH = 0.8;

  /// If it arrives slower than this share of how it was sent, the way is full.
  private static final double UNHINDERED = 0.9;

  private static final double SAFETY = 0.95;
  private static final long LONGEST = 1_000_000;

  private Probe probe = new Probe(0, 0, 0);
  private int packets;
  private long bytes;
  private long firstSent;
  private long lastSent;
  private long firstArrived;
  private long lastArrived;
  private int firstSize;
  private int lastSize;

  void begin(Probe next) {
    probe = next;
    packets = 0;
    bytes = 0;
  }

  /// Takes a packet that has arrived. Times are in microseconds.
  void add(int id, long sent, long arrived, int size) {
    if (id != probe.id() || id == 0) {
      return;
    }
    if (packets == 0 || sent < firstSent) {
      firstSent = sent;
    }
    if (packets == 0 || sent >= lastSent) {
      lastSent = sent;
      lastSize = size;
    }
    if (packets == 0 || arrived < firstArrived) {
      firstArrived = arrived;
      firstSize = size;
    }
    lastArrived = packets == 0 ? arrived : Math.max(lastArrived, arrived);
    packets++;
    bytes += size;
  }

  /// What the probe shows, in bit/s, or [#UNKNOWN]. It is asked once.
  long take() {
    boolean enough = packets >= ENOUGH * Probe.PACKETS && bytes >= ENOUGH * probe.bytes();
    long sending = lastSent - firstSent;
    long arriving = lastArrived - firstArrived;
    if (probe.id() == 0
        || !enough
        || sending <= 0
        || sending > LONGEST
        || arriving <= 0
        || arriving > LONGEST) {
      return UNKNOWN;
    }
    // The first packet only starts the clock of the arrivals, the last one ends that of sending.
    double sent = 8e6 * (bytes - lastSize) / sending;
    double arrived = 8e6 * (bytes - firstSize) / arriving;
    begin(new Probe(0, 0, 0));
    if (arrived > 2 * sent) {
      return UNKNOWN;
    }
    return (long) (arrived < UNHINDERED * sent ? SAFETY * arrived : Math.min(arrived, sent));
  }
}
