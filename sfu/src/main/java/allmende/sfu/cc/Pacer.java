package allmende.sfu.cc;

import org.jspecify.annotations.Nullable;

/// Says when the next packet may go. It holds no packets: whoever has them asks.
public final class Pacer {
  /// Media may go faster than the target, so that a large frame is not held back for long.
  private static final double MEDIA_FACTOR = 2.5;

  /// What may go at once, counted in time: packets of a frame leave together.
  private static final long BURST = 5_000_000;

  /// A probe is to be even, but timers are late by as much.
  private static final long PROBE_BURST = 2_000_000;

  private long bitrate;
  private long freeAt;
  private @Nullable Probe probe;
  private int probeLeft;
  private int probePackets;

  Pacer(long target, long now) {
    setTarget(target);
    freeAt = now;
  }

  void setTarget(long target) {
    bitrate = (long) (MEDIA_FACTOR * target);
  }

  void begin(Probe next) {
    probe = next;
    probeLeft = next.bytes();
    probePackets = Probe.PACKETS;
  }

  /// Whether a packet may go now. Audio need not ask, but is to be told of all the same.
  public boolean maySend(long now) {
    return now >= freeAt;
  }

  /// When to ask again.
  public long nextSendAt() {
    return freeAt;
  }

  /// Whether packets are needed for a probe: media, what was lost, or padding, whichever is there.
  public boolean isProbing() {
    return probe != null;
  }

  /// The probe that a packet which goes now belongs to, or 0.
  int probeId() {
    Probe current = probe;
    return current == null ? 0 : current.id();
  }

  void sent(int bytes, long now) {
    Probe current = probe;
    long rate = current == null ? bitrate : current.bitrate();
    long burst = current == null ? BURST : PROBE_BURST;
    freeAt = Math.max(freeAt, now - burst) + 8_000_000_000L * bytes / Math.max(rate, 1);
    if (current != null) {
      probeLeft -= bytes;
      probePackets--;
      if (probeLeft <= 0 && probePackets <= 0) {
        probe = null;
      }
    }
  }
}
