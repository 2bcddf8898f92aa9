package allmende.sfu.media;

import allmende.protocols.rtcp.NtpTime;
import allmende.protocols.rtcp.ReportBlock;
import allmende.protocols.rtcp.RtcpPacket;
import allmende.sfu.sight.WayFigures;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is sent to a client on a transport. Belongs to a loop.
final class Outgoing {
  private static final String CNAME = "allmende";

  private final Transport transport;
  private final MediaLoop loop;
  private final Workbench bench;
  private final List<DownTrack> tracks = new ArrayList<>();
  private final SsrcTable<DownTrack> bySsrc = new SsrcTable<>();
  private @Nullable Allotment allotment;
  private @Nullable Pacing pacing;
  private boolean neverPausing;
  private long roundTripMicros;
  private long cap = Long.MAX_VALUE;

  Outgoing(Transport transport, MediaLoop loop) {
    this.transport = transport;
    this.loop = loop;
    this.bench = loop.bench();
  }

  void add(DownTrack track) {
    tracks.add(track);
    bySsrc.put(track.ssrc(), track);
    if (allotment == null && track.countsForTransport()) {
      Allotment sharing = new Allotment(loop, System.nanoTime());
      if (neverPausing) {
        sharing.neverPause();
      }
      allotment = sharing;
      pacing = new Pacing(transport, loop, sharing);
    }
  }

  /// What the way bears, if the client tells anything of it.
  @Nullable Allotment allotment() {
    return allotment;
  }

  /// Says when packets go that the client tells of; there is one where there is an [#allotment()].
  @Nullable Pacing pacing() {
    return pacing;
  }

  void remove(DownTrack track) {
    tracks.remove(track);
    bySsrc.remove(track);
  }

  /// The client has got something of these streams, so it knows them.
  void received(List<ReportBlock> blocks, long now) {
    for (ReportBlock block : blocks) {
      DownTrack track = bySsrc.get((int) block.ssrc());
      if (track != null) {
        track.acknowledged(block);
        measure(block, now);
      }
    }
  }

  /// RFC 3550 §6.4.1, figure 2.
  private void measure(ReportBlock block, long now) {
    if (block.lastSenderReport() != 0) {
      long passed = NtpTime.middle(bench.ntp(now)) - block.lastSenderReport() - block.delay();
      roundTripMicros = Math.max(0, (int) passed * 1_000_000L >> 16);
    }
  }

  /// What is known of the way to the client.
  WayFigures figures() {
    Allotment sharing = allotment;
    return new WayFigures(
        sharing == null ? 0 : Math.min(cap, sharing.target()),
        roundTripMicros,
        transport.isInUse(System.nanoTime()));
  }

  void lacks(RtcpPacket.Nack nack) {
    DownTrack track = bySsrc.get((int) nack.media());
    if (track != null) {
      for (int sequence : nack.lost()) {
        track.resend(sequence);
      }
    }
  }

  /// The client cannot decode a stream.
  void lost(int ssrc, long now) {
    DownTrack track = bySsrc.get(ssrc);
    if (track != null) {
      track.needsKeyFrame(now);
    }
  }

  /// Something of every picture is sent, whether or not the way bears it.
  void neverPause() {
    neverPausing = true;
    if (allotment != null) {
      allotment.neverPause();
    }
  }

  /// Never counts on more than this, in bit/s.
  void cap(long bitrate) {
    cap = bitrate;
  }

  void tick(long now) {
    Allotment sharing = allotment;
    if (sharing != null) {
      sharing.tick(tracks, cap, now);
    }
    for (int i = 0; i < tracks.size(); i++) {
      DownTrack track = tracks.get(i);
      track.tick(now);
      RtcpPacket.SenderReport report = track.report(now);
      if (report != null) {
        byte[] out = bench.outgoing;
        transport.sendRtcp(
            out,
            bench
                .rtcp
                .begin(out, 0)
                .write(report)
                .write(RtcpPacket.SourceDescription.cname(report.ssrc(), CNAME))
                .length());
      }
    }
  }
}
