package allmende.sfu.cc;

import allmende.protocols.rtcp.TransportFeedback;

/// What the way to one receiver bears. Tell it of every packet by [#sent] and of every feedback,
/// ask its [#pacer] before sending, and share out its [#target].
///
/// A receiver that sends no transport-wide feedback may send an estimate of its own (REMB), which
/// is then all that is known; where there are both, the lower counts.
public final class BandwidthEstimator {
  private static final long SECOND = 1_000_000_000;
  private static final long SILENCE = SECOND;

  /// Sent packets that count as one conversation; behind a longer pause, delays begin anew.
  private static final long PAUSE = 2 * SECOND;

  /// An estimate of the receiver's own holds so long.
  private static final long REMB_LIFE = 10 * SECOND;

  private static final long INITIAL_ROUND_TRIP = 100_000_000;

  private final SentPackets packets = new SentPackets();
  private final PacketGroups groups = new PacketGroups();
  private final TrendlineDetector detector = new TrendlineDetector();
  private final AcknowledgedRate acknowledged = new AcknowledgedRate();
  private final ProbeMeasurement measurement = new ProbeMeasurement();
  private final DelayBasedControl delayBased;
  private final LossBasedControl lossBased;
  private final ProbeController probes;
  private final Pacer pacer;
  private final SentPackets.Results results = new FeedbackResults();
  private final long least;
  private final long most;
  private long wanted;
  private long target;
  private long receiverEstimate = Long.MAX_VALUE;
  private long receiverEstimateAt;
  private long roundTrip = INITIAL_ROUND_TRIP;
  private long lastSent;
  private long heardAt;
  private boolean waiting;
  private boolean hasFeedback;
  private long newestSent;

  /// @param start the first guess
  /// @param least never goes below: what audio needs
  /// @param most never goes above
  public BandwidthEstimator(long start, long least, long most, long now) {
    this.least = least;
    this.most = most;
    target = start;
    wanted = start;
    delayBased = new DelayBasedControl(start, least, most, now);
    lossBased = new LossBasedControl(least, now);
    probes = new ProbeController(now);
    pacer = new Pacer(start, now);
    heardAt = now;
    lastSent = now;
  }

  /// Bit/s that may be shared out.
  public long target() {
    return target;
  }

  /// Of the packets that were last spoken of, from 0 to 1.
  public double lossFraction() {
    return lossBased.fraction();
  }

  public Pacer pacer() {
    return pacer;
  }

  /// How much the receiver would be given if it went through. Beyond that nothing is probed for.
  public void want(long bitrate) {
    wanted = Math.min(bitrate, most);
  }

  /// Notes a packet that goes out now, with all its headers, and returns the transport-wide
  /// sequence number that it must carry.
  public int sent(int bytes, long now) {
    if (now - lastSent > PAUSE) {
      groups.reset();
      detector.reset();
    }
    lastSent = now;
    if (!waiting) {
      waiting = true;
      heardAt = now;
    }
    int sequence = packets.sent(bytes, pacer.probeId(), now);
    pacer.sent(bytes, now);
    return sequence;
  }

  /// Takes a feedback.
  public void feedback(TransportFeedback feedback, long now) {
    hasFeedback = true;
    heardAt = now;
    waiting = false;
    newestSent = Long.MIN_VALUE;
    packets.take(feedback, results);
    if (newestSent != Long.MIN_VALUE) {
      // A little too long, by what the receiver waits before it answers.
      roundTrip += (now - newestSent - roundTrip) / 8;
    }
    long shown = measurement.take();
    if (shown != ProbeMeasurement.UNKNOWN) {
      probes.shown(shown, now);
      if (detector.usage() != BandwidthUsage.OVERUSING) {
        delayBased.probed(shown, now);
        lossBased.probed(shown);
      }
    }
    delayBased.update(detector.usage(), acknowledged.bitrate(), roundTrip, now);
    lossBased.update(delayBased.bitrate(), roundTrip, now);
    settle(now);
  }

  /// Takes the receiver's own estimate (REMB).
  public void receiverEstimate(long bitrate, long now) {
    receiverEstimate = bitrate;
    receiverEstimateAt = now;
    settle(now);
  }

  /// To be called now and then, some ten times a second: begins probes, and goes down when nothing
  /// is heard.
  public void advance(long now) {
    if (hasFeedback && waiting && now - heardAt > SILENCE) {
      heardAt = now;
      delayBased.halve(now);
    }
    settle(now);
    if (hasFeedback) {
      Probe probe = probes.next(target, wanted, delayBased.decreasedAt(), now);
      if (probe != null) {
        measurement.begin(probe);
        pacer.begin(probe);
      }
    }
  }

  private void settle(long now) {
    if (now - receiverEstimateAt > REMB_LIFE) {
      receiverEstimate = Long.MAX_VALUE;
    }
    long own = Math.min(delayBased.bitrate(), lossBased.limit());
    // Without feedback nothing of our own is known beyond the first guess.
    boolean theirsAlone = !hasFeedback && receiverEstimate != Long.MAX_VALUE;
    long known = theirsAlone ? receiverEstimate : Math.min(own, receiverEstimate);
    target = Math.clamp(known, least, most);
    pacer.setTarget(target);
  }

  private final class FeedbackResults implements SentPackets.Results {
    @Override
    public void arrived(long sentAt, long arrivedMicros, int bytes, int probe) {
      long sentMicros = sentAt / 1_000;
      newestSent = Math.max(newestSent, sentAt);
      lossBased.arrived();
      acknowledged.add(arrivedMicros, bytes);
      measurement.add(probe, sentMicros, arrivedMicros, bytes);
      // A probe fills the queue on purpose: it says nothing about what is sent otherwise.
      if (probe != 0) {
        groups.reset();
      } else if (groups.add(sentMicros, arrivedMicros)) {
        detector.add(groups.sentApart(), groups.arrivedApart(), groups.arrivedAt());
      }
    }

    @Override
    public void lost(int bytes) {
      lossBased.lost();
    }
  }
}
