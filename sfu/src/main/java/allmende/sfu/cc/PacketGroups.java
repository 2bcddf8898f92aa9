package allmende.sfu.cc;

/// Gathers packets that were sent in a burst, and compares how far apart the bursts were sent with
/// how far apart they arrived (draft-ietf-rmcat-gcc-02 §5.2). In microseconds.
final class PacketGroups {
  private static final long BURST = 5_000;
  private static final long LONGEST_BURST = 100_000;

  private boolean started;
  private boolean hasBefore;
  private long firstSent;
  private long lastSent;
  private long firstArrived;
  private long lastArrived;
  private long sentBefore;
  private long arrivedBefore;
  private long sentApart;
  private long arrivedApart;

  void reset() {
    started = false;
    hasBefore = false;
  }

  /// Takes a packet. True if a burst has ended with it, and there was one before: the distances are
  /// known then.
  boolean add(long sent, long arrived) {
    if (!started) {
      begin(sent, arrived);
      started = true;
      return false;
    }
    if (sent < firstSent) {
      return false; // overtaken: it belongs to a burst that is over
    }
    if (sent - firstSent <= BURST || arrivesWithBurst(sent, arrived)) {
      lastSent = Math.max(lastSent, sent);
      lastArrived = Math.max(lastArrived, arrived);
      return false;
    }
    boolean compared = hasBefore;
    sentApart = lastSent - sentBefore;
    arrivedApart = lastArrived - arrivedBefore;
    sentBefore = lastSent;
    arrivedBefore = lastArrived;
    hasBefore = true;
    begin(sent, arrived);
    return compared && arrivedApart >= 0;
  }

  /// Packets that queued somewhere and then came all at once say nothing by their distances.
  private boolean arrivesWithBurst(long sent, long arrived) {
    long apart = arrived - lastArrived;
    return apart - (sent - lastSent) < 0
        && apart <= BURST
        && arrived - firstArrived < LONGEST_BURST;
  }

  private void begin(long sent, long arrived) {
    firstSent = sent;
    lastSent = sent;
    firstArrived = arrived;
    lastArrived = arrived;
  }

  long sentApart() {
    return sentApart;
  }

  long arrivedApart() {
    return arrivedApart;
  }

  /// When the last burst that ended had arrived.
  long arrivedAt() {
    return arrivedBefore;
  }
}
