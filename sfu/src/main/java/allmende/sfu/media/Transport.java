package allmende.sfu.media;

import allmende.protocols.rtcp.MalformedRtcp;
import allmende.protocols.rtcp.RtcpPacket;
import allmende.protocols.rtcp.RtcpReader;
import allmende.protocols.rtcp.TransportFeedback;
import allmende.protocols.rtp.RtpHeader;
import allmende.protocols.stun.MalformedStun;
import allmende.protocols.stun.StunAttribute.XorMappedAddress;
import allmende.protocols.stun.StunMessage;
import allmende.protocols.stun.StunView;
import allmende.sfu.dtls.DtlsIdentity;
import allmende.sfu.dtls.DtlsListener;
import allmende.sfu.dtls.DtlsSession;
import allmende.sfu.dtls.SrtpKeys;
import allmende.sfu.sight.WayFigures;
import allmende.sfu.srtp.SrtpReceiver;
import allmende.sfu.srtp.SrtpScratch;
import allmende.sfu.srtp.SrtpSender;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// One peer connection's way to its client: ICE (lite, RFC 8445 §2.5), DTLS, SRTP. Lives on a loop;
/// what is public may be called from anywhere.
public final class Transport implements MediaLoop.Ticking {
  /// After this long without a connectivity check a client is gone (RFC 7675 §5.1).
  private static final long CONSENT = 30_000_000_000L;

  private static final long IN_USE = 6_000_000_000L;

  /// After this long without a check by the current way, any other that is checked takes its place:
  /// Firefox, whose address may change like anybody's, nominates a pair once and never again.
  private static final long SILENT = 3_500_000_000L;

  /// At how many addresses a client may be heard at the same time.
  private static final int MOST_PATHS = 16;

  /// The current credentials, and those that the client still goes by.
  private static final int MOST_ADMISSIONS = 3;

  private final MediaLoop loop;
  private final DtlsIdentity identity;
  private final TransportListener listener;
  private final List<Path> paths = new ArrayList<>();
  private final List<Admission> admissions = new ArrayList<>();
  private @Nullable Path path;
  private volatile @Nullable DtlsSession dtls;
  private long heard;
  private long pathHeard;
  private boolean closed;
  private @Nullable SrtpReceiver opener;
  private @Nullable SrtpSender sealer;
  private final Incoming incoming;
  private final Outgoing outgoing;

  public Transport(MediaLoop loop, DtlsIdentity identity, TransportListener listener) {
    this.loop = loop;
    this.identity = identity;
    this.listener = listener;
    this.incoming = new Incoming(this, loop.bench());
    this.outgoing = new Outgoing(this, loop);
  }

  /// A name and a password that nobody has had yet.
  public IceCredentials freshCredentials(RandomGenerator random) {
    return IceCredentials.fresh(loop.number(), random);
  }

  /// Lets a client in that knows these; those before are forgotten once it has used the new ones
  /// (an ICE restart, RFC 8445 §2.4).
  public void admit(IceCredentials credentials) {
    loop.execute(() -> {
      if (closed) {
        return;
      }
      if (admissions.isEmpty()) {
        heard = System.nanoTime();
        loop.add(this);
      }
      if (admissions.size() == MOST_ADMISSIONS) {
        loop.forget(admissions.removeFirst());
      }
      Admission made = new Admission(credentials.ufrag(), new IceKey(credentials.password()), this);
      admissions.add(made);
      loop.know(made);
    });
  }

  /// Says whose certificate the client will show: from now on it may shake hands.
  public void expect(byte[] fingerprint) {
    loop.execute(() -> {
      if (!closed && dtls == null) {
        DtlsSession session = new DtlsSession(identity, fingerprint, new Handshake());
        dtls = session;
        session.start();
      }
    });
  }

  /// Sends an SCTP packet.
  public void sendData(byte[] bytes, int offset, int length) {
    DtlsSession session = dtls;
    if (session != null) {
      session.send(bytes, offset, length);
    }
  }

  /// From now on the client's packets of a section are a track's.
  public void receive(UpParameters how, UpTrack track) {
    loop.execute(() -> {
      if (!closed) {
        incoming.receive(how, track);
      }
    });
  }

  /// Does as if the way to the client bore no more than this, in bit/s.
  public void cap(long bitrate) {
    loop.execute(() -> outgoing.cap(bitrate));
  }

  /// Sends something of every picture, whether or not the way to the client bears it.
  public void neverPause() {
    loop.execute(outgoing::neverPause);
  }

  /// A section no longer carries what it did.
  public void stopReceiving(String mid) {
    loop.execute(() -> incoming.stopReceiving(mid));
  }

  public void close() {
    loop.execute(this::end);
  }

  @Override
  public void tick(long now) {
    if (now - heard > CONSENT) {
      end();
      listener.lost();
      return;
    }
    if (sealer != null) {
      incoming.tick(now);
      outgoing.tick(now);
    }
  }

  void connectivityCheck(StunView stun, Admission by, Path from, long now) {
    IceKey expected = by.key();
    if (closed || !stun.integrityHolds(expected) || !stun.fingerprintHolds()) {
      return;
    }
    StunMessage request;
    try {
      request = StunMessage.read(stun);
    } catch (MalformedStun e) {
      return;
    }
    while (admissions.getFirst() != by) {
      loop.forget(admissions.removeFirst());
    }
    heard = now;
    Path known = known(from, now);
    if (known == null) {
      return;
    }
    if (path == null || stun.hasUseCandidate() || now - pathHeard > SILENT) {
      path = known;
    }
    if (known == path) {
      pathHeard = now;
    }
    byte[] answer = request.success(new XorMappedAddress(from.remote())).toBytes(expected);
    loop.send(known, answer, 0, answer.length);
  }

  /// Clients check at least every three seconds.
  boolean isInUse(long now) {
    return !closed && now - heard < IN_USE;
  }

  private @Nullable Path known(Path from, long now) {
    for (Path each : paths) {
      if (each.equals(from)) {
        return each;
      }
    }
    if (!loop.know(from, this, now)) {
      return null;
    }
    if (paths.size() == MOST_PATHS) {
      Path oldest = paths.remove(paths.getFirst() == path ? 1 : 0);
      loop.forget(oldest, this);
    }
    paths.add(from);
    return from;
  }

  /// A way has ended; until the client nominates another, its last one stands in.
  void lost(Path gone) {
    if (paths.remove(gone) && gone.equals(path)) {
      path = paths.isEmpty() ? null : paths.getLast();
    }
  }

  void dtlsRecord(byte[] packet, int length) {
    DtlsSession session = dtls;
    if (session != null) {
      session.receive(Arrays.copyOf(packet, length));
    }
  }

  /// SRTP or SRTCP (RFC 5761 §4); what was not sealed by the client is dropped without a trace.
  ///
  /// @return whether it is passed on, and its room with that in use
  boolean protectedPacket(Packet packet) {
    SrtpReceiver open = opener;
    if (open == null) {
      return false;
    }
    if (RtpHeader.isRtcp(packet.bytes, 0, packet.length)) {
      int opened = open.openRtcp(packet.bytes, 0, packet.length);
      if (opened > 0) {
        control(packet.bytes, opened, packet.arrived);
      }
      return false;
    }
    int opened = open.openRtp(packet.bytes, 0, packet.length);
    return opened > 0 && incoming.take(packet, opened);
  }

  private void control(byte[] packet, int length, long now) {
    try {
      for (RtcpPacket each : RtcpReader.read(packet, 0, length)) {
        switch (each) {
          case RtcpPacket.SenderReport report -> {
            incoming.reported(report, now);
            outgoing.received(report.receptions(), now);
          }
          case RtcpPacket.ReceiverReport report -> outgoing.received(report.receptions(), now);
          case RtcpPacket.Nack nack -> outgoing.lacks(nack);
          case RtcpPacket.PictureLoss loss -> outgoing.lost((int) loss.media(), now);
          case RtcpPacket.FullIntraRequest request ->
              request.requests().forEach(one -> outgoing.lost((int) one.ssrc(), now));
          case TransportFeedback feedback -> {
            Allotment sharing = outgoing.allotment();
            if (sharing != null) {
              sharing.feedback(feedback, now);
            }
          }
          case RtcpPacket.ReceiverEstimate estimate -> {
            Allotment sharing = outgoing.allotment();
            if (sharing != null) {
              sharing.estimate(estimate.bitrate(), now);
            }
          }
          case RtcpPacket.SourceDescription _,
              RtcpPacket.Bye _,
              RtcpPacket.App _,
              RtcpPacket.ExtendedReport _,
              RtcpPacket.Unknown _ -> {}
        }
      }
    } catch (MalformedRtcp e) {
      // Whoever sealed it cannot write it: nothing is lost with it.
      return;
    }
  }

  /// Seals a packet in place and sends it.
  void sendRtp(byte[] packet, int length) {
    SrtpSender seal = sealer;
    Path to = path;
    if (seal != null && to != null) {
      int sealed = seal.sealRtp(packet, 0, length);
      if (sealed > 0) {
        loop.send(to, packet, 0, sealed);
      }
    }
  }

  void sendRtcp(byte[] packet, int length) {
    SrtpSender seal = sealer;
    Path to = path;
    if (seal != null && to != null) {
      int sealed = seal.sealRtcp(packet, 0, length);
      if (sealed > 0) {
        loop.send(to, packet, 0, sealed);
      }
    }
  }

  /// What is known of the way to the client. To be asked on its loop.
  public WayFigures figures() {
    return outgoing.figures();
  }

  Incoming incoming() {
    return incoming;
  }

  Outgoing outgoing() {
    return outgoing;
  }

  private void end() {
    if (closed) {
      return;
    }
    closed = true;
    loop.remove(this);
    admissions.forEach(loop::forget);
    paths.forEach(each -> loop.forget(each, this));
    forgetKeys();
    DtlsSession session = dtls;
    if (session != null) {
      session.close();
    }
  }

  private void forgetKeys() {
    if (opener != null) {
      opener.close();
      opener = null;
    }
    if (sealer != null) {
      sealer.close();
      sealer = null;
    }
  }

  /// Carries records from the handshake's thread to the loop.
  private final class Handshake implements DtlsListener {
    @Override
    public void send(byte[] record) {
      loop.execute(() -> {
        Path to = path;
        if (to != null) {
          loop.send(to, record, 0, record.length);
        }
      });
    }

    @Override
    public void secured(SrtpKeys keys) {
      loop.execute(() -> {
        if (closed) {
          return;
        }
        forgetKeys();
        SrtpScratch scratch = loop.bench().srtp;
        opener = new SrtpReceiver(keys.profile(), keys.client(), scratch);
        sealer = new SrtpSender(keys.profile(), keys.server(), scratch);
      });
      listener.connected();
    }

    @Override
    public void received(byte[] message, int length) {
      listener.data(message, length);
    }

    @Override
    public void ended() {
      loop.execute(() -> {
        if (!closed) {
          end();
          listener.lost();
        }
      });
    }
  }
}
