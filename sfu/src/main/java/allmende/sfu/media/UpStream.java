package allmende.sfu.media;

import allmende.protocols.rtp.RtpView;
import allmende.protocols.rtp.SequenceUnwrapper;
import allmende.sfu.sight.UpFigures;
import org.jspecify.annotations.Nullable;

/// One encoding of a track as it arrives. Belongs to a loop.
final class UpStream {
  /// Between two requests for a key frame, in nanoseconds.
  private static final long KEY_FRAME_PAUSE = 400_000_000L;

  private static final int SMALLEST_LOG = 1 << 16;

  final Receiver receiver;
  final UpTrack track;
  final int layer;
  final int ssrc;
  final Reception reception;
  final MissingPackets missing = new MissingPackets();
  final Framing framing;
  final LayerRates rates;
  private final SequenceUnwrapper unwrapper = new SequenceUnwrapper();
  private final @Nullable PacketLog log;
  private long index;
  private final Traffic traffic;
  private int skipped;
  private long packets;
  private long bytes;
  private long repaired;
  private long keyFrames;
  private long keyFramesAsked;
  private long keyFrameAsked;
  private @Nullable SenderClock clock;

  UpStream(Receiver receiver, int layer, int ssrc, long now) {
    this.receiver = receiver;
    this.track = receiver.track;
    this.layer = layer;
    this.ssrc = ssrc;
    this.reception = new Reception(track.codec().clockRate());
    // What is alone is as large as the largest of several.
    int size = receiver.how.rids().isEmpty() ? 2 : Math.min(layer, 2);
    this.log = track.codec().isAudio() ? null : new PacketLog(SMALLEST_LOG << size);
    this.keyFrameAsked = now - KEY_FRAME_PAUSE;
    this.framing = new Framing(track.codec(), receiver.how.extensions().dependencyDescriptor());
    this.rates = new LayerRates(now);
    this.traffic = track.loop().bench().traffic;
  }

  /// When the sender's clock showed what, after a sender report (RFC 3550 §6.4.1).
  ///
  /// @param ntp its wall clock
  /// @param rtp its media clock
  /// @param arrived of [System#nanoTime()]
  record SenderClock(long ntp, int rtp, long arrived) {}

  /// Counts a packet that came as it was sent.
  ///
  /// @return false when so much is missing that only a key frame helps
  boolean count(RtpView packet, long now) {
    packets++;
    bytes += packet.length();
    traffic.packetsIn++;
    traffic.bytesIn += packet.length();
    int ahead = reception.take(packet.sequence(), packet.timestamp(), now);
    boolean bearable = true;
    skipped = Math.max(0, ahead - 1);
    traffic.missing += skipped;
    if (log != null) {
      if (ahead > 1) {
        bearable = missing.add(packet.sequence() - ahead + 1, packet.sequence());
      } else if (ahead <= 0) {
        missing.arrived(packet.sequence());
      }
    }
    return bearable;
  }

  /// How many packets are missing between the one that was counted last and those before it.
  int skipped() {
    return skipped;
  }

  /// Takes a packet for passing on, whether it came at once or again.
  ///
  /// @return false for one that was here already
  boolean keep(RtpView packet) {
    long next = unwrapper.peek(packet.sequence());
    index = next >= index ? unwrapper.unwrap(packet.sequence()) : next;
    if (log != null) {
      if (log.has(packet.sequence())) {
        return false;
      }
      log.add(packet.sequence(), packet.bytes(), packet.offset(), packet.length());
    }
    return true;
  }

  /// Of the packet that was kept last: a sequence number that does not come round.
  long index() {
    return index;
  }

  int copy(int sequence, byte[] to) {
    return log == null ? 0 : log.copy(sequence, to, 0);
  }

  @Nullable SenderClock clock() {
    return clock;
  }

  void clock(long ntp, int rtp, long now) {
    clock = new SenderClock(ntp, rtp, now);
  }

  /// Whether a key frame may be asked for now; if so, it counts as asked for.
  boolean mayAskForKeyFrame(long now) {
    if (now - keyFrameAsked < KEY_FRAME_PAUSE) {
      return false;
    }
    keyFrameAsked = now;
    keyFramesAsked++;
    traffic.keyFramesAsked++;
    return true;
  }

  /// A packet came when it was asked for.
  void repaired(int sequence) {
    missing.arrived(sequence);
    repaired++;
    traffic.resentIn++;
  }

  void keyFrameBegan() {
    keyFrames++;
  }

  long packets() {
    return packets;
  }

  /// Together with what is known of others of the same track.
  UpFigures plus(UpFigures others) {
    return new UpFigures(
        others.packets() + packets,
        others.bytes() + bytes,
        others.layers(),
        others.lost() + Math.max(0, reception.lost()) + repaired,
        others.repaired() + repaired,
        Math.max(
            others.jitterMicros(), 1_000_000L * reception.jitter() / track.codec().clockRate()),
        others.keyFrames() + keyFrames,
        others.keyFramesAsked() + keyFramesAsked,
        others.delays());
  }
}
