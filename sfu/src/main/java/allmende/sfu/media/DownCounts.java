package allmende.sfu.media;

import allmende.protocols.rtcp.ReportBlock;
import allmende.sfu.sight.DownFigures;

/// What has been sent of a track, and what its subscriber says of it. Belongs to a loop.
final class DownCounts {
  private static final long MEASURE = 1_000_000_000L;

  private long packets;
  private long octets;
  private long resent;
  private long keyFramesWanted;
  private long lost;
  private int jitter;
  private long bitrate;
  private long measured;
  private long octetsMeasured;

  void sent(int payload) {
    packets++;
    octets += payload;
  }

  void resent() {
    resent++;
  }

  void keyFrameWanted() {
    keyFramesWanted++;
  }

  void reported(ReportBlock block) {
    lost = block.cumulativeLost();
    jitter = (int) block.jitter();
  }

  /// As they came from the publisher, not what was sent again.
  long packets() {
    return packets;
  }

  /// Of payload.
  long octets() {
    return octets;
  }

  void tick(long now) {
    if (now - measured >= MEASURE) {
      bitrate = 8_000_000_000L * (octets - octetsMeasured) / (now - measured);
      octetsMeasured = octets;
      measured = now;
    }
  }

  /// @param layer the highest that is sent
  /// @param clockRate of the codec
  DownFigures figures(int layer, boolean paused, int clockRate) {
    return new DownFigures(
        packets,
        octets,
        bitrate,
        layer,
        paused,
        Math.max(0, lost),
        resent,
        1_000_000L * jitter / clockRate,
        keyFramesWanted);
  }
}
