package allmende.sfu.media;

import allmende.protocols.rtcp.RtcpPacket;
import allmende.protocols.rtcp.RtcpReader;
import allmende.protocols.rtcp.RtcpWriter;
import allmende.protocols.rtp.RtpHeader;
import allmende.protocols.rtp.RtpHeaderWriter;
import allmende.protocols.stun.StunAttribute;
import allmende.protocols.stun.StunClass;
import allmende.protocols.stun.StunMessage;
import allmende.protocols.stun.StunMethod;
import allmende.protocols.stun.StunView;
import allmende.protocols.stun.TransactionId;
import allmende.sfu.dtls.DtlsIdentity;
import allmende.sfu.dtls.TestHandshake;
import allmende.sfu.srtp.MasterKey;
import allmende.sfu.srtp.SrtpProfile;
import allmende.sfu.srtp.SrtpReceiver;
import allmende.sfu.srtp.SrtpScratch;
import allmende.sfu.srtp.SrtpSender;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A client's side of a transport, by hand: connectivity checks, the handshake, SRTP.
final class TestClient implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 5_000;
  private final TestWay way;
  private final StunView stun = new StunView();
  private @Nullable SrtpSender sealer;
  private @Nullable SrtpReceiver opener;

  TestClient(InetSocketAddress server) throws IOException {
    this(new TestWay.Udp(server));
  }

  TestClient(TestWay way) {
    this.way = way;
  }

  void send(byte[] bytes) throws IOException {
    way.send(bytes);
  }

  /// Goes on elsewhere, with the keys that there are.
  TestClient moved(TestWay elsewhere) {
    TestClient moved = new TestClient(elsewhere);
    moved.sealer = sealer;
    moved.opener = opener;
    return moved;
  }

  /// The next packet; empty when none comes in time.
  Optional<byte[]> next(int millis) throws IOException {
    return way.next(millis);
  }

  /// Checks the path and nominates it. Whether it was answered.
  boolean check(IceCredentials credentials, int millis) throws IOException {
    return check(credentials, millis, true);
  }

  /// Checks the path. Whether it was answered.
  boolean check(IceCredentials credentials, int millis, boolean nominating) throws IOException {
    List<StunAttribute> attributes =
        new ArrayList<>(
            List.of(
                new StunAttribute.Username(credentials.ufrag() + ":them"),
                new StunAttribute.Priority(1),
                new StunAttribute.IceControlling(1)));
    if (nominating) {
      attributes.add(new StunAttribute.UseCandidate());
    }
    send(
        new StunMessage(StunMethod.BINDING, StunClass.REQUEST, new TransactionId(7, 7), attributes)
            .toBytes(new IceKey(credentials.password())));
    return next(millis)
        .filter(bytes -> StunView.isStun(bytes, 0, bytes.length))
        .filter(bytes ->
            stun.wrap(bytes, 0, bytes.length)
                && stun.integrityHolds(new IceKey(credentials.password())))
        .isPresent();
  }

  /// Shakes hands and keeps the keys. Whether it came to that.
  boolean shakeHands(DtlsIdentity shown) {
    Optional<byte[]> exported =
        TestHandshake.client(
            shown,
            SrtpProfile.AEAD_AES_128_GCM,
            this::send,
            millis -> next(millis).orElse(new byte[0]));
    exported.ifPresent(keys -> {
      SrtpProfile profile = SrtpProfile.AEAD_AES_128_GCM;
      sealer = new SrtpSender(profile, MasterKey.ofClient(profile, keys), new SrtpScratch());
      opener = new SrtpReceiver(profile, MasterKey.ofServer(profile, keys), new SrtpScratch());
    });
    return exported.isPresent();
  }

  /// A packet with its names, as a browser sends the first ones.
  void sendRtp(
      int ssrc,
      int payloadType,
      int sequence,
      int timestamp,
      String mid,
      String rid,
      byte[] payload)
      throws IOException {
    byte[] packet = new byte[1_500];
    RtpHeaderWriter writer = new RtpHeaderWriter().begin();
    byte[] midBytes = mid.getBytes(StandardCharsets.US_ASCII);
    byte[] ridBytes = rid.getBytes(StandardCharsets.US_ASCII);
    if (midBytes.length > 0) {
      writer.extension(TransportTest.MID, midBytes, 0, midBytes.length);
    }
    if (ridBytes.length > 0) {
      writer.extension(TransportTest.RID, ridBytes, 0, ridBytes.length);
    }
    int at = writer.write(packet, 0, true, payloadType, sequence, timestamp, ssrc);
    System.arraycopy(payload, 0, packet, at, payload.length);
    int sealed = sealer().sealRtp(packet, 0, at + payload.length);
    send(Arrays.copyOf(packet, sealed));
  }

  void sendRtcp(RtcpPacket report) throws IOException {
    byte[] packet = new byte[1_500];
    int length = new RtcpWriter().begin(packet, 0).write(report).length();
    send(Arrays.copyOf(packet, sealer().sealRtcp(packet, 0, length)));
  }

  /// The next RTP packet, opened.
  Optional<byte[]> nextRtp(int millis) throws IOException {
    long end = System.nanoTime() + millis * 1_000_000L;
    while (System.nanoTime() < end) {
      byte[] packet = next(millis).orElse(new byte[0]);
      if (packet.length > 12
          && (packet[0] & 0xC0) == 0x80
          && !RtpHeader.isRtcp(packet, 0, packet.length)) {
        int opened = opener().openRtp(packet, 0, packet.length);
        if (opened > 0) {
          return Optional.of(Arrays.copyOf(packet, opened));
        }
      }
    }
    return Optional.empty();
  }

  /// Waits for an RTCP packet of a kind.
  boolean hears(Predicate<RtcpPacket> wanted) throws Exception {
    long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
    while (System.nanoTime() < end) {
      byte[] packet = next(PATIENCE_MILLIS).orElse(new byte[0]);
      if (RtpHeader.isRtcp(packet, 0, packet.length)) {
        int opened = opener().openRtcp(packet, 0, packet.length);
        if (opened > 0 && RtcpReader.read(packet, 0, opened).stream().anyMatch(wanted)) {
          return true;
        }
      }
    }
    return false;
  }

  @Override
  public void close() throws IOException {
    way.close();
  }

  private SrtpSender sealer() {
    SrtpSender there = sealer;
    if (there == null) {
      throw new IllegalStateException("no hands have been shaken");
    }
    return there;
  }

  private SrtpReceiver opener() {
    SrtpReceiver there = opener;
    if (there == null) {
      throw new IllegalStateException("no hands have been shaken");
    }
    return there;
  }
}
