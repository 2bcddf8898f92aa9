package allmende.sfu.media;

import allmende.protocols.rtcp.TransportFeedback;
import allmende.sfu.cc.BandwidthEstimator;
import allmende.sfu.cc.Demand;
import allmende.sfu.cc.Share;
import allmende.sfu.cc.Sharing;
import java.util.ArrayList;
import java.util.List;

/// Finds out what the way to one client bears and shares it out among its tracks: sound first, then
/// something of everything, then more of it. Belongs to a loop.
final class Allotment {
  private static final long START = 2_500_000;
  private static final long LEAST = 80_000;
  private static final long MOST = 50_000_000;
  private static final long PAUSE = 100_000_000L;

  /// What a probe is made of: packets of the last moments, sent again.
  private static final int PROBE_PACKETS = 16;

  /// Of UDP, IP and SRTP, in bytes.
  private static final int HEADERS = 28 + 16;

  private final MediaLoop loop;
  private final BandwidthEstimator estimator;
  private long shared;
  private int probed;
  private boolean mayPause = true;
  private long highest = START;

  /// Before an estimate has come down once it is a guess.
  private boolean fell;

  private boolean narrow;

  Allotment(MediaLoop loop, long now) {
    this.loop = loop;
    this.estimator = new BandwidthEstimator(START, LEAST, MOST, now);
  }

  /// Notes a packet and returns the number that it has to carry.
  int sent(int bytes, long now) {
    return estimator.sent(bytes + HEADERS, now);
  }

  void feedback(TransportFeedback feedback, long now) {
    estimator.feedback(feedback, now);
  }

  void estimate(long bitrate, long now) {
    estimator.receiverEstimate(bitrate, now);
  }

  /// Whether the client would be given more if its way bore it.
  boolean isNarrow() {
    return narrow;
  }

  /// Whether a packet that can wait may go now, at a narrow way.
  boolean maySend(long now) {
    return estimator.pacer().maySend(now);
  }

  /// Bit/s that the way is thought to bear.
  long target() {
    return estimator.target();
  }

  /// From now on something of every picture is sent, whether or not the way bears it.
  void neverPause() {
    mayPause = false;
  }

  /// @param cap bit/s that are not gone beyond, whatever the way bears
  void tick(List<DownTrack> tracks, long cap, long now) {
    if (now - shared >= PAUSE) {
      shared = now;
      estimator.advance(now);
      share(tracks, cap, now);
    }
    probe(tracks, now);
  }

  private void share(List<DownTrack> tracks, long cap, long now) {
    List<DownTrack> wanting = new ArrayList<>();
    List<Demand> demands = new ArrayList<>();
    for (DownTrack track : tracks) {
      if (track.wants(wanting.size(), now) instanceof Demand demand) {
        wanting.add(track);
        demands.add(demand);
      }
    }
    if (demands.isEmpty()) {
      narrow = false;
      return;
    }
    Sharing sharing = Sharing.of(Math.min(cap, estimator.target()), demands);
    estimator.want(sharing.wanted());
    long target = estimator.target();
    highest = Math.max(highest, target);
    fell |= target < highest;
    narrow = fell && target < sharing.wanted();
    for (Share share : sharing.shares()) {
      int layer = share.layer() == Share.PAUSED && !mayPause ? 0 : share.layer();
      wanting.get(share.id()).allow(layer, now);
    }
  }

  /// Timers of ten milliseconds are too coarse for a probe: the loop is asked to come back at once.
  private void probe(List<DownTrack> tracks, long now) {
    if (!estimator.pacer().isProbing()) {
      return;
    }
    for (int i = 0; i < PROBE_PACKETS && estimator.pacer().maySend(now); i++) {
      boolean went = false;
      for (int j = 0; j < tracks.size() && !went; j++) {
        went = tracks.get(j).sendAgain(probed % PROBE_PACKETS, now);
      }
      probed++;
      if (!went) {
        return;
      }
    }
    loop.soon(now);
  }
}
