package allmende.sfu.cc;

import org.jspecify.annotations.Nullable;

/// Decides when to probe, and how high. A forwarder sends what its receivers were given, which is
/// seldom as much as the way bears; without probes the estimate would never learn of more.
final class ProbeController {
  private static final long SECOND = 1_000_000_000;

  /// After a step down the queues are let run empty first.
  private static final long AFTER_DECREASE = 2 * SECOND;

  private static final long SHORTEST_PAUSE = 2 * SECOND;
  private static final long LONGEST_PAUSE = 5 * SECOND;
  private static final long PATIENCE = SECOND;

  /// A probe that shows this share of its rate is followed by a higher one at once.
  private static final double SUCCESS = 0.7;

  private static final int AT_FIRST = 3;
  private static final int LATER = 2;

  private int lastId;
  private @Nullable Probe underWay;
  private long beganAt;
  private long nextAt;
  private long pause = SHORTEST_PAUSE;
  private int factor = AT_FIRST;

  ProbeController(long now) {
    nextAt = now;
  }

  /// The probe to be sent now, or null.
  ///
  /// @param wanted what receivers would be given if it went through
  @Nullable Probe next(long target, long wanted, long decreasedAt, long now) {
    Probe waiting = underWay;
    if (waiting != null && now - beganAt > PATIENCE) {
      failed(now);
    }
    if (underWay != null
        || now < nextAt
        || target >= wanted
        || now - decreasedAt < AFTER_DECREASE) {
      return null;
    }
    // A little above what is wanted: what it shows is taken for a little less.
    var probe = Probe.of(++lastId, Math.min(factor * target, wanted + wanted / 5));
    underWay = probe;
    beganAt = now;
    return probe;
  }

  /// The probe under way shows this much.
  void shown(long bitrate, long now) {
    Probe probe = underWay;
    if (probe != null && bitrate >= SUCCESS * probe.bitrate()) {
      underWay = null;
      pause = SHORTEST_PAUSE;
      factor = Math.max(factor, LATER);
      nextAt = now;
    } else {
      failed(now);
    }
  }

  private void failed(long now) {
    underWay = null;
    factor = LATER;
    nextAt = now + pause;
    pause = Math.min(pause * 3 / 2, LONGEST_PAUSE);
  }
}
