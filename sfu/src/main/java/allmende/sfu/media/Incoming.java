package allmende.sfu.media;

import allmende.protocols.BigEndian;
import allmende.protocols.rtcp.NtpTime;
import allmende.protocols.rtcp.ReportBlock;
import allmende.protocols.rtcp.RtcpPacket;
import allmende.protocols.rtcp.TransportFeedback;
import allmende.protocols.rtp.AudioLevel;
import allmende.protocols.rtp.Retransmission;
import allmende.protocols.rtp.RtpView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a client sends on a transport. Belongs to a loop.
final class Incoming {
  /// Encodings and their retransmissions, of all a client's tracks.
  private static final int MOST_STREAMS = 512;

  private static final long NACK_PAUSE = 20_000_000L;
  private static final long FEEDBACK_PAUSE = 50_000_000L;
  private static final long REPORT_PAUSE = 1_000_000_000L;

  /// In one receiver report (RFC 3550 §6.4.2).
  private static final int MOST_BLOCKS = 31;

  private static final long SSRC = 1;

  private final Transport transport;
  private final Workbench bench;
  private final List<Receiver> receivers = new ArrayList<>();
  private final List<UpStream> streams = new ArrayList<>();
  private final SsrcTable<UpStream> bySsrc = new SsrcTable<>();
  private final Arrivals arrivals = new Arrivals();
  private final int[] lost = new int[MissingPackets.MOST];
  private int transportCc;
  private boolean clockKnown;
  private long clockOffset;
  private long nacked;
  private long fedBack;
  private long reported;

  Incoming(Transport transport, Workbench bench) {
    this.transport = transport;
    this.bench = bench;
  }

  void receive(UpParameters how, UpTrack track) {
    stopReceiving(how.mid());
    receivers.add(new Receiver(how, track));
    track.arriveOn(transport);
    if (how.extensions().transportCc() > 0) {
      transportCc = how.extensions().transportCc();
    }
  }

  void stopReceiving(String mid) {
    for (Receiver receiver : List.copyOf(receivers)) {
      if (receiver.how.mid().equals(mid)) {
        receivers.remove(receiver);
        receiver.track.arriveOn(null);
        for (UpStream stream : List.copyOf(streams)) {
          if (stream.track == receiver.track) {
            streams.remove(stream);
            bySsrc.remove(stream);
          }
        }
      }
    }
  }

  /// How far our clock is ahead of the client's, as NTP writes it.
  long clockOffset() {
    return clockOffset;
  }

  /// @return whether it is passed on, and its room with that in use
  boolean take(Packet packet, int length) {
    RtpView view = packet.rtp;
    long now = packet.arrived;
    if (!view.wrap(packet.bytes, 0, length)) {
      return false;
    }
    UpStream stream = bySsrc.get(view.ssrc());
    if (stream == null) {
      stream = begin(view, now);
    }
    arrived(view, now);
    if (stream == null) {
      return false;
    }
    boolean repair = view.ssrc() != stream.ssrc;
    packet.skipped = 0;
    if (repair) {
      int payloadType = stream.receiver.how.payloadType();
      if (!Retransmission.restore(view, payloadType, stream.ssrc)) {
        return false;
      }
      stream.missing.arrived(view.sequence());
    } else {
      if (!stream.receiver.how.carries(view.payloadType())) {
        return false;
      }
      if (!stream.count(packet) && stream.mayAskForKeyFrame(now)) {
        askForKeyFrame(stream);
      }
      heard(view, stream, now);
    }
    if (!stream.keep(packet)) {
      return false;
    }
    if (repair) {
      stream.repaired();
    }
    stream.read(packet, repair);
    stream.track.take(packet);
    return true;
  }

  private void arrived(RtpView view, long now) {
    if (transportCc > 0) {
      int value = view.extension(transportCc);
      if (value != RtpView.NONE && view.extensionLength(value) >= 2) {
        arrivals.add(BigEndian.uint16(view.bytes(), value), now);
      }
    }
  }

  private void heard(RtpView view, UpStream stream, long now) {
    int id = stream.receiver.how.extensions().audioLevel();
    if (id > 0 && stream.track.codec().isAudio()) {
      int value = view.extension(id);
      if (value != RtpView.NONE) {
        stream.track.heard(AudioLevel.level(view.bytes(), value), now);
      }
    }
  }

  private @Nullable UpStream begin(RtpView view, long now) {
    if (bySsrc.size() >= MOST_STREAMS) {
      return null;
    }
    for (Receiver receiver : receivers) {
      UpStream stream = receiver.begin(view, now);
      if (stream != null) {
        bySsrc.put(view.ssrc(), stream);
        if (!streams.contains(stream)) {
          streams.add(stream);
        }
        return stream;
      }
    }
    return null;
  }

  void reported(RtcpPacket.SenderReport report, long now) {
    UpStream stream = bySsrc.get((int) report.ssrc());
    if (stream == null) {
      return;
    }
    if (!clockKnown) {
      clockKnown = true;
      clockOffset = bench.ntp(now) - report.ntp();
    }
    stream.clock(report.ntp(), (int) report.rtpTimestamp(), now);
  }

  void askForKeyFrame(UpStream stream) {
    send(new RtcpPacket.PictureLoss(SSRC, Integer.toUnsignedLong(stream.ssrc)));
  }

  void tick(long now) {
    if (now - nacked >= NACK_PAUSE) {
      nacked = now;
      askForMissing(now);
    }
    if (transportCc > 0 && now - fedBack >= FEEDBACK_PAUSE && !streams.isEmpty()) {
      fedBack = now;
      TransportFeedback feedback =
          arrivals.feedback(SSRC, Integer.toUnsignedLong(streams.getFirst().ssrc));
      if (feedback != null) {
        send(feedback);
      }
    }
    if (now - reported >= REPORT_PAUSE && !streams.isEmpty()) {
      reported = now;
      report(now);
    }
  }

  private void askForMissing(long now) {
    for (UpStream stream : streams) {
      if (!stream.missing.isEmpty()) {
        int count = stream.missing.due(now, lost);
        if (count > 0) {
          send(
              new RtcpPacket.Nack(
                  SSRC, Integer.toUnsignedLong(stream.ssrc), Arrays.copyOf(lost, count)));
        }
      }
    }
  }

  private void report(long now) {
    List<ReportBlock> blocks = new ArrayList<>();
    for (UpStream stream : streams) {
      if (stream.reception.isStarted() && blocks.size() < MOST_BLOCKS) {
        blocks.add(block(stream, now));
      }
    }
    send(new RtcpPacket.ReceiverReport(SSRC, blocks));
  }

  private static ReportBlock block(UpStream stream, long now) {
    Reception reception = stream.reception;
    UpStream.SenderClock clock = stream.clock();
    return new ReportBlock(
        Integer.toUnsignedLong(stream.ssrc),
        reception.fractionLost(),
        reception.lost(),
        Integer.toUnsignedLong(reception.highest()),
        reception.jitter(),
        clock == null ? 0 : NtpTime.middle(clock.ntp()),
        clock == null ? 0 : ((now - clock.arrived()) / 1_000 << 16) / 1_000_000);
  }

  private void send(RtcpPacket packet) {
    byte[] out = bench.outgoing;
    transport.sendRtcp(out, bench.rtcp.begin(out, 0).write(packet).length());
  }
}
