package allmende.sfu.media;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.protocols.rtp.RtpView;
import allmende.protocols.stun.StunAttribute;
import allmende.protocols.stun.StunClass;
import allmende.protocols.stun.StunMessage;
import allmende.protocols.stun.StunMethod;
import allmende.protocols.stun.TransactionId;
import allmende.sfu.dtls.DtlsIdentity;
import allmende.sfu.turn.TurnCredentials;
import allmende.sfu.turn.TurnServer;
import allmende.sfu.turn.TurnSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Media over connections and relays: the same as over UDP, for whoever proves who they are.
class EntranceTest {
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();
  private static final int VP8 = 96;
  private static final int RTX = 97;
  private static final int SHORT = 300;
  private static final int LONG = 5_000;
  private static final int MOST = 8;
  private static final Extensions EXTENSIONS =
      new Extensions(TransportTest.MID, TransportTest.RID, 11, 0, 0, 0, 0);

  private final SecureRandom random = new SecureRandom();
  private final DtlsIdentity ours = DtlsIdentity.make(random, Clock.systemUTC());
  private final DtlsIdentity theirs = DtlsIdentity.make(random, Clock.systemUTC());
  private final TurnCredentials credentials =
      new TurnCredentials("allmende", new byte[] {4, 2}, Clock.systemUTC());
  private final List<TestWay> ways = new ArrayList<>();
  private final List<MediaLoop> loops = new ArrayList<>();
  private final List<InetSocketAddress> turn = new ArrayList<>();
  private Entrance entrance;
  private InetSocketAddress tcp;

  enum Way {
    UDP,
    TCP,
    TURN_UDP,
    TURN_TCP,
    HANDED_OVER
  }

  @BeforeEach
  void start() {
    for (int i = 0; i < 2; i++) {
      MediaLoop loop = new MediaLoop(i, List.of(HERE), 0, Clock.systemUTC());
      loops.add(loop);
      loop.relaying(settings(loop), credentials, random);
      turn.addAll(loop.relayDatagrams(0));
      loop.start();
    }
    TurnServer lobby = TurnServer.lobby(settings(loops.getFirst()), credentials, random);
    entrance = new Entrance(loops, lobby, credentials, MOST);
    tcp = entrance.listen(List.of(HERE), 0).getFirst();
    entrance.start();
  }

  private static TurnSettings settings(MediaLoop loop) {
    return new TurnSettings("allmende", List.of(HERE), new HashSet<>(loop.addresses()), 16, 4);
  }

  @AfterEach
  void stop() throws IOException {
    for (TestWay each : ways) {
      each.close();
    }
    entrance.close();
    loops.forEach(MediaLoop::close);
  }

  private TestWay open(Way way, int loop) throws Exception {
    TestWay opened =
        switch (way) {
          case UDP -> new TestWay.Udp(loops.get(loop).addresses().getFirst());
          case TCP -> new TestWay.Tcp(tcp, true);
          case TURN_UDP -> relay(new TestWay.Udp(turn.get(loop)), loop);
          case TURN_TCP -> relay(new TestWay.Tcp(tcp, false), loop);
          case HANDED_OVER -> new Held(entrance);
        };
    ways.add(opened);
    return opened;
  }

  private TestWay relay(TestWay below, int loop) throws Exception {
    TestRelay relay = new TestRelay(below, credentials, login(loop));
    assertTrue(relay.open(loops.get(loop).addresses().getFirst()));
    return relay;
  }

  private TurnCredentials.Login login(int loop) {
    return credentials.issue(IceCredentials.prefix(loop) + "PA_x", Instant.now().plusSeconds(60));
  }

  @ParameterizedTest
  @EnumSource
  void mediaGoesBothWays(Way way) throws Exception {
    MediaLoop loop = loops.get(1);
    Hearing publishing = new Hearing();
    Transport up = new Transport(loop, ours, publishing);
    TestClient publisher = connected(up, publishing, open(way, 1));
    Hearing subscribing = new Hearing();
    Transport down = new Transport(loop, ours, subscribing);
    TestClient subscriber = connected(down, subscribing, open(way, 1));
    forward(loop, up, down);
    settle(loop);
    byte[] picture = Arrays.copyOf(keyFrame(), 1_100);
    for (int i = 0; i < 50; i++) {
      publisher.sendRtp(1, VP8, 10 + i, i * 3_000, "0", "", picture);
      byte[] packet = subscriber.nextRtp(LONG).orElseThrow();
      RtpView view = new RtpView();
      assertTrue(view.wrap(packet, 0, packet.length));
      assertEquals(10 + i, view.sequence());
      assertArrayEquals(
          picture,
          Arrays.copyOfRange(
              view.bytes(), view.payloadOffset(), view.payloadOffset() + view.payloadLength()));
    }
    assertEquals(0, entrance.waiting(), "nobody waits any more");
  }

  @Test
  void aClientMayMoveFromOneWayToAnother() throws Exception {
    MediaLoop loop = loops.getFirst();
    Hearing publishing = new Hearing();
    Transport up = new Transport(loop, ours, publishing);
    TestClient publisher = connected(up, publishing, open(Way.UDP, 0));
    Hearing subscribing = new Hearing();
    Transport down = new Transport(loop, ours, subscribing);
    IceCredentials known = admit(down);
    TestClient subscriber = connected(known, subscribing, open(Way.UDP, 0));
    forward(loop, up, down);
    settle(loop);
    int sequence = 10;
    for (Way way : Way.values()) {
      // An ICE restart; what the client was told before holds until it uses the new password.
      IceCredentials next = down.freshCredentials(random);
      down.admit(next);
      settle(loop);
      assertTrue(subscriber.check(known, LONG), "the old password holds before " + way);
      publisher.sendRtp(1, VP8, sequence++, sequence * 3_000, "0", "", keyFrame());
      assertTrue(subscriber.nextRtp(LONG).isPresent(), "media flows before " + way);
      TestClient moved = subscriber.moved(open(way, 0));
      assertTrue(moved.check(next, LONG), "it comes by " + way);
      publisher.sendRtp(1, VP8, sequence++, sequence * 3_000, "0", "", keyFrame());
      assertTrue(moved.nextRtp(LONG).isPresent(), "media flows by " + way);
      assertTrue(subscriber.nextRtp(SHORT).isEmpty(), "and no longer where it was");
      assertFalse(subscriber.check(known, SHORT), "the old password is forgotten");
      known = next;
      subscriber = moved;
    }
  }

  @Test
  void aWayThatIsSilentIsGivenUpForOneThatIsNot() throws Exception {
    MediaLoop loop = loops.getFirst();
    Hearing publishing = new Hearing();
    Transport up = new Transport(loop, ours, publishing);
    TestClient publisher = connected(up, publishing, open(Way.UDP, 0));
    Hearing subscribing = new Hearing();
    Transport down = new Transport(loop, ours, subscribing);
    IceCredentials known = admit(down);
    TestClient subscriber = connected(known, subscribing, open(Way.UDP, 0));
    forward(loop, up, down);
    TestClient moved = subscriber.moved(open(Way.UDP, 0));
    assertTrue(subscriber.check(known, LONG));
    assertTrue(moved.check(known, LONG, false), "it is tried, and not nominated");
    publisher.sendRtp(1, VP8, 10, 0, "0", "", keyFrame());
    assertTrue(subscriber.nextRtp(LONG).isPresent(), "nothing has changed");
    boolean there = false;
    for (int i = 0; i < 40 && !there; i++) {
      assertTrue(moved.check(known, LONG, false));
      publisher.sendRtp(1, VP8, 11 + i, i * 3_000, "0", "", keyFrame());
      there = moved.nextRtp(200).isPresent();
    }
    assertTrue(there, "the other way is silent for long");
  }

  @Test
  void theLastWayStandsInForOneThatEnds() throws Exception {
    MediaLoop loop = loops.getFirst();
    Hearing publishing = new Hearing();
    Transport up = new Transport(loop, ours, publishing);
    TestClient publisher = connected(up, publishing, open(Way.UDP, 0));
    Hearing subscribing = new Hearing();
    Transport down = new Transport(loop, ours, subscribing);
    IceCredentials known = admit(down);
    TestClient subscriber = connected(known, subscribing, open(Way.UDP, 0));
    forward(loop, up, down);
    TestWay way = open(Way.TCP, 0);
    TestClient moved = subscriber.moved(way);
    assertTrue(moved.check(known, LONG));
    way.close();
    boolean back = false;
    for (int i = 0; i < 50 && !back; i++) {
      publisher.sendRtp(1, VP8, 10 + i, i * 3_000, "0", "", keyFrame());
      back = subscriber.nextRtp(100).isPresent();
    }
    assertTrue(back);
  }

  @Test
  void whoProvesNothingIsSentAway() throws Exception {
    Transport transport = new Transport(loops.getFirst(), ours, new Hearing());
    IceCredentials known = admit(transport);
    for (IceCredentials wrong :
        List.of(
            new IceCredentials(known.ufrag(), "another password that is long enough"),
            new IceCredentials("AAunknown", known.password()),
            new IceCredentials("//unknown", known.password()))) {
      TestWay.Tcp way = new TestWay.Tcp(tcp, true);
      ways.add(way);
      assertFalse(new TestClient(way).check(wrong, SHORT));
      assertTrue(way.isEnded(), "no second guess");
    }
    for (String words : List.of("GET / HTTP/1.1\r\n\r\n", "\0\100\0\1nothing of ours")) {
      TestWay.Tcp way = new TestWay.Tcp(tcp, true);
      ways.add(way);
      way.raw(words.getBytes(StandardCharsets.ISO_8859_1));
      assertTrue(way.isEnded(), words);
    }
    assertTrue(new TestClient(open(Way.TCP, 0)).check(known, LONG));
  }

  @Test
  void whoSaysNothingMakesRoomForOthers() throws Exception {
    List<TestWay.Tcp> silent = new ArrayList<>();
    for (int i = 0; i < MOST + 3; i++) {
      silent.add(new TestWay.Tcp(tcp, true));
      ways.add(silent.getLast());
    }
    for (int i = 0; i < 3; i++) {
      assertTrue(silent.get(i).isEnded(), "the oldest goes");
    }
    Transport transport = new Transport(loops.getFirst(), ours, new Hearing());
    assertTrue(new TestClient(open(Way.TCP, 0)).check(admit(transport), LONG));
    assertTrue(entrance.waiting() <= MOST);
  }

  @Test
  void aRelayIsForThoseWhoHaveLoggedInAndLeadsToMediaAlone() throws Exception {
    TestWay.Tcp below = new TestWay.Tcp(tcp, false);
    TestRelay stranger =
        new TestRelay(
            below, new TurnCredentials("allmende", new byte[] {1}, Clock.systemUTC()), login(0));
    ways.add(stranger);
    assertFalse(stranger.open(loops.getFirst().addresses().getFirst()), "a wrong password");
    TestRelay elsewhere = new TestRelay(new TestWay.Tcp(tcp, false), credentials, login(0));
    ways.add(elsewhere);
    assertFalse(elsewhere.open(new InetSocketAddress("192.0.2.1", 22)), "another host");
    TestRelay other = new TestRelay(new TestWay.Udp(turn.getFirst()), credentials, login(0));
    ways.add(other);
    assertFalse(other.open(new InetSocketAddress(HERE, 22)), "another port");
  }

  @Test
  void noiseDoesNotStopTheEntrance() throws Exception {
    Random noise = new Random(7);
    byte[] check =
        new StunMessage(
                StunMethod.ALLOCATE,
                StunClass.REQUEST,
                new TransactionId(7, 7),
                new StunAttribute.Username("1:AAx"),
                new StunAttribute.Realm("allmende"),
                new StunAttribute.Nonce("x"))
            .toBytes(credentials.key("1:AAx"));
    for (int i = 0; i < 3_000; i++) {
      byte[] bytes = noise.nextInt(3) == 0 ? new byte[noise.nextInt(300)] : check.clone();
      if (bytes.length != check.length) {
        noise.nextBytes(bytes);
      }
      for (int j = noise.nextInt(4); j > 0 && bytes.length > 0; j--) {
        bytes[noise.nextInt(bytes.length)] = (byte) noise.nextInt();
      }
      StreamSession session = entrance.welcome(new Held(entrance).line);
      int half = bytes.length / 2;
      session.received(bytes, 0, half);
      session.received(bytes, half, bytes.length - half);
      session.closed();
    }
    Transport transport = new Transport(loops.getFirst(), ours, new Hearing());
    assertTrue(new TestClient(open(Way.TCP, 0)).check(admit(transport), LONG));
  }

  /// A connection that the engine does not hold itself.
  private static final class Held implements TestWay {
    private final BlockingQueue<byte[]> heard = new LinkedBlockingQueue<>();
    private final StreamLine line =
        new StreamLine() {
          @Override
          public InetSocketAddress remote() {
            return new InetSocketAddress(HERE, 9);
          }

          @Override
          public void send(ByteBuffer message) {
            byte[] bytes = new byte[message.remaining()];
            message.get(bytes);
            heard.add(Arrays.copyOfRange(bytes, Math.min(2, bytes.length), bytes.length));
          }

          @Override
          public void close() {}
        };
    private final StreamSession session;

    Held(Entrance entrance) {
      session = entrance.welcome(line);
    }

    @Override
    public void send(byte[] bytes) {
      byte[] frame = new byte[2 + bytes.length];
      frame[0] = (byte) (bytes.length >> 8);
      frame[1] = (byte) bytes.length;
      System.arraycopy(bytes, 0, frame, 2, bytes.length);
      session.received(frame, 0, 1);
      session.received(frame, 1, frame.length - 1);
    }

    @Override
    public Optional<byte[]> next(int millis) {
      try {
        return Optional.ofNullable(heard.poll(millis, TimeUnit.MILLISECONDS));
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void close() {
      session.closed();
    }
  }

  private static void forward(MediaLoop loop, Transport up, Transport down) {
    UpTrack track = new UpTrack(loop, Codec.VP8, false);
    up.receive(
        new UpParameters("0", Codec.VP8, VP8, -1, RTX, EXTENSIONS, List.of(), Map.of()), track);
    new DownTrack(down, new DownParameters("d", 7, 8, VP8, -1, RTX, EXTENSIONS), track, _ -> {})
        .open();
  }

  private IceCredentials admit(Transport transport) throws InterruptedException {
    return admit(transport, loops.getFirst());
  }

  private IceCredentials admit(Transport transport, MediaLoop loop) throws InterruptedException {
    IceCredentials fresh = transport.freshCredentials(random);
    transport.admit(fresh);
    transport.expect(theirs.fingerprint());
    settle(loop);
    return fresh;
  }

  private TestClient connected(Transport transport, Hearing hearing, TestWay way) throws Exception {
    IceCredentials fresh = transport.freshCredentials(random);
    transport.admit(fresh);
    transport.expect(theirs.fingerprint());
    loops.forEach(this::settle);
    return connected(fresh, hearing, way);
  }

  private TestClient connected(IceCredentials known, Hearing hearing, TestWay way)
      throws Exception {
    TestClient client = new TestClient(way);
    assertTrue(client.check(known, LONG));
    assertTrue(client.shakeHands(theirs));
    assertTrue(hearing.connected.await(LONG, TimeUnit.MILLISECONDS));
    loops.forEach(this::settle);
    return client;
  }

  private void settle(MediaLoop loop) {
    CountDownLatch done = new CountDownLatch(1);
    loop.execute(done::countDown);
    try {
      assertTrue(done.await(LONG, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] keyFrame() {
    return new byte[] {(byte) 0x90, (byte) 0xE0, (byte) 0x80, 1, 1, 0x20, 0x10, 1, 2, 3};
  }

  private static final class Hearing implements TransportListener {
    final CountDownLatch connected = new CountDownLatch(1);

    @Override
    public void connected() {
      connected.countDown();
    }

    @Override
    public void lost() {}

    @Override
    public void data(byte[] bytes, int length) {}
  }
}
