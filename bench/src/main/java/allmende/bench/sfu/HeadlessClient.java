package allmende.bench.sfu;

import allmende.protocols.rtcp.ReportBlock;
import allmende.protocols.rtcp.RtcpPacket;
import allmende.protocols.rtcp.RtcpWriter;
import allmende.protocols.rtp.RtpHeader;
import allmende.protocols.rtp.RtpHeaderWriter;
import allmende.protocols.stun.KeyedHash;
import allmende.protocols.stun.MalformedStun;
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
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// One peer connection without a picture: it checks the path, shakes hands, sends fake VP8 or
/// counts what it gets.
final class HeadlessClient implements AutoCloseable {
  /// Of every packet, behind the payload descriptor and the frame's first bytes.
  static final int PAYLOAD = 1_170;

  private static final int VP8 = 96;

  /// Behind the longest of our headers: where a packet says when it was sent.
  private static final int TIME = 16;

  /// One in so many is decrypted, to be sure of what is counted.
  private static final int SAMPLE = 8;

  private final DatagramChannel channel;
  private final DtlsIdentity identity;
  private final SrtpProfile profile;
  private final String ufrag = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
  private final String password = ufrag + ufrag;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(2_048);
  private final byte[] packet = new byte[2_048];
  private final byte[] outgoing = new byte[2_048];
  private final StunView stun = new StunView();
  private final SrtpScratch scratch;
  private InetSocketAddress server = new InetSocketAddress(0);
  private byte[] check = new byte[0];
  private @Nullable SrtpSender sealer;
  private @Nullable SrtpReceiver opener;
  private int sequence = ThreadLocalRandom.current().nextInt(0x8000);
  private int ssrc = ThreadLocalRandom.current().nextInt();
  private int heardSsrc;
  private int highest;
  private long received;
  private long forged;

  HeadlessClient(DtlsIdentity identity, SrtpProfile profile, SrtpScratch scratch)
      throws IOException {
    this.identity = identity;
    this.profile = profile;
    this.scratch = scratch;
    channel = DatagramChannel.open();
    channel.setOption(StandardSocketOptions.SO_RCVBUF, 1 << 20);
    channel.bind(new InetSocketAddress(0));
  }

  /// A description with these sections, each what comes behind its `m=` line.
  String describe(List<String> sections, String setup) {
    StringBuilder text =
        new StringBuilder("v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE");
    for (int i = 0; i < sections.size(); i++) {
      text.append(' ').append(RemoteSide.value(sections.get(i), "mid").orElseThrow());
    }
    text.append("\r\na=msid-semantic: WMS *\r\n");
    String fingerprint =
        HexFormat.ofDelimiter(":").formatHex(identity.fingerprint()).toUpperCase(Locale.ROOT);
    for (String section : sections) {
      int line = section.indexOf("\r\n") + 2;
      text.append(section, 0, line)
          .append("c=IN IP4 0.0.0.0\r\na=ice-ufrag:" + ufrag + "\r\na=ice-pwd:" + password)
          .append("\r\na=fingerprint:sha-256 " + fingerprint)
          .append("\r\na=setup:" + setup + "\r\na=rtcp-mux\r\na=candidate:1 1 udp 2122260223 ")
          .append(home().getHostAddress() + " " + channel.socket().getLocalPort())
          .append(" typ host\r\na=end-of-candidates\r\n")
          .append(section, line, section.length());
    }
    return text.toString();
  }

  /// An address that Janus takes for one: it passes over the loopback device.
  private static InetAddress home() {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
          .findFirst()
          .orElseGet(InetAddress::getLoopbackAddress);
    } catch (SocketException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What this client publishes: one video, in one encoding.
  String offer() {
    return describe(
        List.of(
            "m=video 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:0\r\na=sendonly\r\na=rtpmap:96 VP8/90000\r\n"
                + "a=rtcp-fb:96 nack pli\r\na=msid:stream camera\r\na=ssrc:"
                + Integer.toUnsignedString(ssrc)
                + " cname:bench\r\n"),
        // With a choice, Janus would begin the handshake itself.
        "active");
  }

  /// To what a server offers: all its video, and nothing else.
  String answer(String offer) {
    return describe(
        Arrays.stream(RemoteSide.of(offer).media()).map(HeadlessClient::answered).toList(),
        "active");
  }

  private static String answered(String section) {
    String mid = "a=mid:" + RemoteSide.value(section, "mid").orElseThrow() + "\r\n";
    if (section.startsWith("m=application")) {
      return "m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\n" + mid + "a=sctp-port:5000\r\n";
    }
    String type =
        section
            .lines()
            .filter(line -> line.startsWith("a=rtpmap:") && line.contains("VP8/90000"))
            .map(line -> line.substring("a=rtpmap:".length(), line.indexOf(' ')))
            .findFirst()
            .orElse("0");
    return type.equals("0")
        ? "m=audio 0 UDP/TLS/RTP/SAVPF 0\r\n" + mid + "a=inactive\r\n"
        : "m=video 9 UDP/TLS/RTP/SAVPF "
            + type
            + "\r\n"
            + mid
            + "a=recvonly\r\na=rtpmap:"
            + type
            + " VP8/90000\r\na=rtcp-fb:"
            + type
            + " nack pli\r\n";
  }

  /// Checks the path and shakes hands. Returns when media can flow.
  ///
  /// @param offered whether the description answers to ours
  void connect(String description, boolean offered) throws IOException {
    RemoteSide remote = RemoteSide.of(description);
    server = remote.address();
    channel.connect(server);
    check = check(remote, offered || remote.isLite());
    long end = System.nanoTime() + 10_000_000_000L;
    do {
      keepAlive();
      if (System.nanoTime() > end) {
        throw new IOException("The server does not answer to connectivity checks.");
      }
    } while (!isAnswered());
    byte[] exported =
        TestHandshake.client(
                identity,
                profile,
                record -> channel.write(ByteBuffer.wrap(record)),
                millis -> next(millis))
            .orElseThrow(() -> new IOException("The server does not shake hands."));
    sealer = new SrtpSender(profile, MasterKey.ofClient(profile, exported), scratch);
    opener = new SrtpReceiver(profile, MasterKey.ofServer(profile, exported), scratch);
    channel.configureBlocking(false);
  }

  /// Whoever offers is in control, but for one who only answers to checks (RFC 8445 §6.1.1).
  private byte[] check(RemoteSide remote, boolean controlling) {
    List<StunAttribute> attributes = new ArrayList<>();
    attributes.add(new StunAttribute.Username(remote.ufrag() + ":" + ufrag));
    attributes.add(new StunAttribute.Priority(1_853_824_767));
    if (controlling) {
      attributes.add(new StunAttribute.IceControlling(7));
      attributes.add(new StunAttribute.UseCandidate());
    } else {
      attributes.add(new StunAttribute.IceControlled(7));
    }
    return new StunMessage(
            StunMethod.BINDING,
            StunClass.REQUEST,
            new TransactionId(7, ThreadLocalRandom.current().nextInt()),
            attributes.toArray(StunAttribute[]::new))
        .toBytes(hash(remote.password()));
  }

  /// Answers to the server's own checks.
  private void checked(int length) throws IOException {
    if (packet[0] == 0 && packet[1] == 1 && stun.wrap(packet, 0, length)) {
      try {
        byte[] answer =
            StunMessage.read(stun)
                .success(new StunAttribute.XorMappedAddress(server))
                .toBytes(hash(password));
        channel.write(ByteBuffer.wrap(answer));
      } catch (MalformedStun e) {
        throw new IOException(e);
      }
    }
  }

  private static KeyedHash hash(String password) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
      return (bytes, offset, length) -> {
        mac.update(bytes, offset, length);
        return mac.doFinal();
      };
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean isAnswered() throws IOException {
    for (byte[] next = next(300); next.length > 0; next = next(300)) {
      if (next[0] == 1 && next[1] == 1) {
        return true;
      }
    }
    return false;
  }

  private byte[] next(int millis) throws IOException {
    buffer.clear();
    channel.socket().setSoTimeout(Math.max(1, millis));
    DatagramPacket into = new DatagramPacket(packet, packet.length);
    try {
      channel.socket().receive(into);
      checked(into.getLength());
      return Arrays.copyOf(packet, into.getLength());
    } catch (SocketTimeoutException e) {
      return new byte[0];
    }
  }

  /// Says that it is still there, if it has come to that.
  void keepAlive() throws IOException {
    if (check.length == 0) {
      return;
    }
    channel.write(ByteBuffer.wrap(check));
  }

  /// Tells the server what it has got, as every client does now and then.
  void report() throws IOException {
    SrtpSender seal = sealer;
    if (heardSsrc != 0 && seal != null) {
      byte[] out = new byte[256];
      int length =
          new RtcpWriter()
              .begin(out, 0)
              .write(
                  new RtcpPacket.ReceiverReport(
                      Integer.toUnsignedLong(ssrc),
                      List.of(
                          new ReportBlock(
                              Integer.toUnsignedLong(heardSsrc), 0, 0, highest, 0, 0, 0))))
              .length();
      channel.write(ByteBuffer.wrap(out, 0, seal.sealRtcp(out, 0, length)));
    }
  }

  /// Sends the packets of a frame, a key frame each.
  void sendFrame(int frame, int packets, RtpHeaderWriter headers) throws IOException {
    SrtpSender seal = Objects.requireNonNull(sealer, "not connected");
    for (int i = 0; i < packets; i++) {
      int at =
          headers
              .begin()
              .write(outgoing, 0, i == packets - 1, VP8, sequence++ & 0xFFFF, frame * 3_600, ssrc);
      int end = at + PAYLOAD;
      // X, S; I, L, T; picture id of 15 bits; TL0PICIDX; TID (RFC 7741 §4.2).
      outgoing[at] = (byte) (i == 0 ? 0x90 : 0x80);
      outgoing[at + 1] = (byte) 0xE0;
      outgoing[at + 2] = (byte) (0x80 | frame >> 8 & 0x7F);
      outgoing[at + 3] = (byte) frame;
      outgoing[at + 4] = (byte) frame;
      outgoing[at + 5] = 0x20;
      // A key frame of 320 x 180 (RFC 6386 §9.1).
      byte[] start = {0x10, 0, 0, (byte) 0x9D, 1, 0x2A, 0x40, 1, (byte) 0xB4, 0};
      System.arraycopy(start, 0, outgoing, at + 6, start.length);
      ByteBuffer.wrap(outgoing).putLong(at + TIME, System.nanoTime());
      channel.write(ByteBuffer.wrap(outgoing, 0, seal.sealRtp(outgoing, 0, end)));
    }
  }

  void register(Selector selector) throws IOException {
    channel.register(selector, SelectionKey.OP_READ, this);
  }

  /// Takes what is there.
  ///
  /// @param delays of what is sampled goes there
  void receive(Delays delays) throws IOException {
    while (true) {
      buffer.clear();
      int length = channel.read(buffer);
      if (length <= 0) {
        return;
      }
      buffer.flip();
      int first = buffer.get(0) & 0xFF;
      if (first == 0) {
        buffer.get(packet, 0, length);
        checked(length);
      }
      if (first >= 128 && first < 192 && length > 600) {
        received++;
        if (received % SAMPLE == 0) {
          sample(length, delays);
        }
      }
    }
  }

  private void sample(int length, Delays delays) {
    buffer.get(packet, 0, length);
    heardSsrc = RtpHeader.ssrc(packet, 0);
    highest = RtpHeader.sequence(packet, 0);
    int opened = opener == null ? -1 : opener.openRtp(packet, 0, length);
    if (opened < 0) {
      forged++;
      return;
    }
    int payload = opened - PAYLOAD;
    delays.add(System.nanoTime() - ByteBuffer.wrap(packet).getLong(payload + TIME));
  }

  long received() {
    return received;
  }

  /// How many of the sampled packets could not be decrypted.
  long forged() {
    return forged;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
