package allmende.sfu.media;

import allmende.protocols.rtp.RtpView;
import allmende.protocols.rtp.SequenceUnwrapper;
import allmende.sfu.sight.UpFigures;
import allmende.sfu.svc.Frame;
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
  boolean count(Packet packet) {
    RtpView rtp = packet.rtp;
    packets++;
    bytes += rtp.length();
    traffic.packetsIn++;
    traffic.bytesIn += rtp.length();
    int ahead = reception.take(rtp.sequence(), rtp.timestamp(), packet.arrived);
    boolean bearable = true;
    packet.skipped = Math.max(0, ahead - 1);
    traffic.missing += packet.skipped;
    if (log != null) {
      if (ahead > 1) {
        bearable = missing.add(rtp.sequence() - ahead + 1, rtp.sequence());
      } else if (ahead <= 0) {
        missing.arrived(rtp.sequence());
      }
    }
    return bearable;
  }

  /// Takes a packet for passing on, whether it came at once or again.
  ///
  /// @return false for one that was here already
  boolean keep(Packet packet) {
    RtpView rtp = packet.rtp;
    long next = unwrapper.peek(rtp.sequence());
    index = next >= index ? unwrapper.unwrap(rtp.sequence()) : next;
    packet.stream = this;
    packet.index = index;
    if (log != null) {
      if (log.has(rtp.sequence())) {
        return false;
      }
      log.add(rtp.sequence(), rtp.bytes(), rtp.offset(), rtp.length());
    }
    return true;
  }

  /// Finds out what a packet is.
  ///
  /// @param repair whether it came because it was asked for
  void read(Packet packet, boolean repair) {
    Frame frame = packet.frame;
    framing.read(packet.rtp, frame);
    if (!repair) {
      rates.count(frame, packet.rtp.length(), packet.arrived);
    }
    if (frame.startsKeyFrame()) {
      keyFrames++;
    }
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
  void repaired() {
    repaired++;
    traffic.resentIn++;
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
        others.lost() + Math.max(0, reception.lost()),
        others.repaired() + repaired,
        Math.max(
            others.jitterMicros(), 1_000_000L * reception.jitter() / track.codec().clockRate()),
        others.keyFrames() + keyFrames,
        others.keyFramesAsked() + keyFramesAsked,
        others.delays());
  }
}
