package allmende.sfu.media;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.protocols.BigEndian;
import allmende.protocols.payload.OpusPacket;
import allmende.protocols.payload.RedPayload;
import allmende.protocols.payload.Vp8Descriptor;
import allmende.protocols.rtcp.ReportBlock;
import allmende.protocols.rtcp.RtcpPacket;
import allmende.protocols.rtp.RtpView;
import allmende.sfu.dtls.DtlsIdentity;
import allmende.sfu.sight.DownFigures;
import allmende.sfu.sight.UpFigures;
import java.io.IOException;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Packets over real sockets: from a publisher through a loop to a subscriber.
class TransportTest {
  static final int MID = 4;
  static final int RID = 10;
  private static final int VP8 = 96;
  private static final int RTX = 97;
  private static final int SHORT = 300;
  private static final int LONG = 5_000;
  private static final Extensions EXTENSIONS = new Extensions(MID, RID, 11, 0, 0, 0, 0);

  private final SecureRandom random = new SecureRandom();
  private final DtlsIdentity ours = DtlsIdentity.make(random, Clock.systemUTC());
  private final DtlsIdentity theirs = DtlsIdentity.make(random, Clock.systemUTC());
  private final List<TestClient> clients = new ArrayList<>();
  private MediaLoop loop;

  @BeforeEach
  void start() {
    loop =
        new MediaLoop(9, List.of(InetAddress.getLoopbackAddress()), 0, Clock.systemUTC()).start();
  }

  @AfterEach
  void stop() throws IOException {
    for (TestClient each : clients) {
      each.close();
    }
    loop.close();
  }

  @Test
  void whoDoesNotKnowThePasswordIsNotAnswered() throws Exception {
    Transport transport = new Transport(loop, ours, new Hearing());
    IceCredentials credentials = IceCredentials.fresh(9, random);
    transport.admit(credentials);
    settle();
    TestClient stranger = client();
    assertFalse(
        stranger.check(
            new IceCredentials(credentials.ufrag(), "another password that is long enough"),
            SHORT));
    assertFalse(stranger.check(new IceCredentials("unknown", credentials.password()), SHORT));
    assertFalse(stranger.shakeHands(theirs), "nor may it shake hands");
    assertTrue(stranger.check(credentials, LONG));
  }

  @Test
  void whoShowsAnotherCertificateIsRefused() throws Exception {
    Transport transport = new Transport(loop, ours, new Hearing());
    IceCredentials credentials = IceCredentials.fresh(9, random);
    transport.admit(credentials);
    transport.expect(theirs.fingerprint());
    settle();
    TestClient client = client();
    assertTrue(client.check(credentials, LONG));
    assertFalse(client.shakeHands(DtlsIdentity.make(random, Clock.systemUTC())));
  }

  @Test
  void anEncodingFollowsAnotherWithoutABreak() throws Exception {
    Call call = new Call(List.of("q", "h", "f"));
    call.down.limit(0);
    settle();
    // The picture ids of both encodings have nothing to do with one another.
    call.publish(1, "q", 100, 9_000, key(50, 7));
    call.publish(1, "q", 101, 12_000, delta(51, 8));
    RtpView first = call.receive();
    assertEquals(100, first.sequence());
    assertEquals(7, first.ssrc());
    assertTrue(
        first.extensionIs(first.extension(MID), new byte[] {'d'}), "until it has been reported on");
    RtpView second = call.receive();
    assertEquals(101, second.sequence());
    assertArrayEquals(delta(51, 8), payload(second));
    for (int i = 0; i < 10; i++) {
      call.publish(2, "f", 4_000 + i, 700_000 + i * 3_000, delta(900 + i, 90 + i));
    }
    call.down.limit(2);
    settle();
    assertTrue(
        call.publisher.hears(
            packet -> packet instanceof RtcpPacket.PictureLoss(long _, long media) && media == 2),
        "a key frame is asked for");
    call.publish(2, "f", 4_010, 730_000, key(910, 100));
    call.publish(1, "q", 102, 15_000, delta(52, 9));
    call.publish(2, "f", 4_011, 733_000, delta(911, 101));
    RtpView third = call.receive();
    assertEquals(102, third.sequence(), "the next number");
    assertArrayEquals(key(52, 9), payload(third), "and the next picture");
    assertTrue(third.timestamp() - second.timestamp() > 0);
    RtpView fourth = call.receive();
    assertEquals(103, fourth.sequence(), "what the old encoding still sent is left out");
    assertEquals(3_000, fourth.timestamp() - third.timestamp());
    assertArrayEquals(delta(53, 10), payload(fourth));
  }

  @Test
  void whatIsLackingIsSentAgainInAStreamOfItsOwn() throws Exception {
    Call call = new Call(List.of());
    call.publish(1, "", 65_535, 0, key(1, 1));
    call.publish(1, "", 0, 3_000, delta(2, 2));
    call.receive();
    RtpView lost = call.receive();
    assertEquals(0, lost.sequence());
    call.subscriber.sendRtcp(new RtcpPacket.Nack(1, 7, new int[] {0}));
    RtpView again = call.receive();
    assertEquals(8, again.ssrc());
    assertEquals(RTX, again.payloadType());
    assertEquals(0, BigEndian.uint16(again.bytes(), again.payloadOffset()), "its number");
    byte[] payload = payload(again);
    assertArrayEquals(delta(2, 2), Arrays.copyOfRange(payload, 2, payload.length));
    DownFigures figures = loop.ask(call.down::figures);
    assertEquals(2, figures.packets());
    assertEquals(1, figures.resent());
    assertEquals(0, figures.layer());
    UpFigures arrived = loop.ask(() -> call.up.figures(System.nanoTime()));
    assertEquals(2, arrived.packets());
    assertEquals(1, arrived.keyFrames());
    assertEquals(0, arrived.lost());
    assertEquals(2, arrived.delays().count());
    call.subscriber.sendRtcp(new RtcpPacket.Nack(1, 7, new int[] {5_000}));
    call.subscriber.sendRtcp(new RtcpPacket.Nack(1, 99, new int[] {0}));
    assertTrue(call.subscriber.nextRtp(SHORT).isEmpty(), "what was never sent, or to others");
  }

  @Test
  void whatThePublisherLostIsAskedFor() throws Exception {
    Call call = new Call(List.of());
    call.publish(1, "", 10, 0, key(1, 1));
    call.publish(1, "", 13, 3_000, delta(4, 4));
    assertTrue(
        call.publisher.hears(packet ->
            packet instanceof RtcpPacket.Nack(long _, long media, int[] lost)
                && media == 1
                && Arrays.equals(lost, new int[] {11, 12})));
    call.receive();
    assertEquals(13, call.receive().sequence());
    call.publish(1, "", 11, 1_000, delta(2, 2));
    assertEquals(11, call.receive().sequence(), "it takes the place that it had");
  }

  @Test
  void whatIsLeftOutOfAStreamIsNotMissed() throws Exception {
    Call call =
        new Call(
            new UpParameters("0", Codec.VP9, 98, -1, 99, EXTENSIONS, List.of(), Map.of()),
            new DownParameters("d", 7, 8, 98, -1, 99, EXTENSIONS));
    call.down.limit(0);
    settle();
    for (int i = 0; i < 10; i++) {
      call.publisher.sendRtp(1, 98, 10 + 2 * i, 3_000 * i, "0", "", vp9(20 + i, 0, i == 0));
      call.publisher.sendRtp(1, 98, 11 + 2 * i, 3_000 * i, "0", "", vp9(20 + i, 1, i == 0));
    }
    for (int i = 0; i < 10; i++) {
      RtpView lower = call.receive();
      assertEquals(10 + i, lower.sequence());
      assertTrue(lower.marker(), "the picture ends earlier for it");
      assertArrayEquals(vp9(20 + i, 0, i == 0), payload(lower));
    }
    call.subscriber.sendRtcp(new RtcpPacket.Nack(1, 7, new int[] {12}));
    RtpView again = call.receive();
    assertEquals(99, again.payloadType());
    byte[] payload = payload(again);
    assertArrayEquals(vp9(22, 0, false), Arrays.copyOfRange(payload, 2, payload.length));
    call.down.limit(1);
    settle();
    assertTrue(
        call.publisher.hears(
            packet -> packet instanceof RtcpPacket.PictureLoss(long _, long media) && media == 1),
        "to go up, a key frame is needed");
    call.publisher.sendRtp(1, 98, 30, 30_000, "0", "", vp9(30, 0, true));
    call.publisher.sendRtp(1, 98, 31, 30_000, "0", "", vp9(30, 1, true));
    assertEquals(20, call.receive().sequence());
    RtpView upper = call.receive();
    assertEquals(21, upper.sequence());
    assertArrayEquals(vp9(30, 1, true), payload(upper));
  }

  @Test
  void whoWantsFewerPicturesGetsThemWithoutGaps() throws Exception {
    Call call = new Call(List.of());
    int[] pattern = {0, 2, 1, 2};
    call.down.limit(2, 1);
    // Long enough for it to be known how many there are.
    int number = 0;
    for (; number < 48; number++) {
      call.publish(1, "", number, 3_000 * number, vp8(number, pattern[number % 4], number == 0));
      Thread.sleep(30);
    }
    int last = 0;
    Optional<byte[]> packet = call.subscriber.nextRtp(SHORT);
    for (; packet.isPresent(); packet = call.subscriber.nextRtp(SHORT)) {
      RtpView view = new RtpView();
      assertTrue(view.wrap(packet.get(), 0, packet.get().length));
      assertEquals(view.sequence(), pictureOf(view), "pictures are counted like packets");
      assertTrue(view.sequence() - last <= 1, "and nothing is missing");
      last = view.sequence();
    }
    assertTrue(last < 47, last + " of 48 came");
    for (int i = 0; i < 4; i++, number++) {
      call.publish(1, "", number, 3_000 * number, vp8(number, pattern[number % 4], false));
    }
    RtpView lowest = call.receive();
    assertEquals(last + 1, lowest.sequence());
    assertEquals(last + 1, pictureOf(lowest));
    assertEquals(0, temporalOf(lowest));
    assertTrue(call.subscriber.nextRtp(SHORT).isEmpty(), "the lowest layer is enough");
    call.subscriber.sendRtcp(new RtcpPacket.Nack(1, 7, new int[] {last + 1}));
    RtpView again = call.receive();
    assertEquals(last + 1, BigEndian.uint16(again.bytes(), again.payloadOffset()));
    assertEquals(last + 1, BigEndian.uint16(again.bytes(), again.payloadOffset() + 4) & 0x7FFF);
  }

  private static int pictureOf(RtpView view) {
    return BigEndian.uint16(view.bytes(), view.payloadOffset() + 2) & 0x7FFF;
  }

  private static int temporalOf(RtpView view) {
    return view.bytes()[view.payloadOffset() + 5] >> 6 & 3;
  }

  /// A picture of one of three temporal layers, where one may go up to each (RFC 7741 §4.2).
  private static byte[] vp8(int picture, int temporal, boolean key) {
    byte[] bytes = vp8(picture, 0, key ? 0x10 : 0x11);
    bytes[5] = (byte) (temporal << 6 | 0x20);
    return bytes;
  }

  /// A frame of one of two spatial layers in one packet (RFC 9628 §4.2).
  private static byte[] vp9(int picture, int spatial, boolean key) {
    return new byte[] {
      (byte) (0xAC | (key ? 0 : 0x40) | (key && spatial == 0 ? 0x02 : 0)), // I, L, B, E; P; V
      (byte) picture,
      (byte) (spatial << 1 | spatial),
      (byte) picture,
      0x20, // two spatial layers, nothing else
      1,
      2
    };
  }

  @Test
  void redundantSoundGoesAsItIsToWhoTakesIt() throws Exception {
    Call call =
        new Call(
            new UpParameters("0", Codec.OPUS, 111, 63, -1, EXTENSIONS, List.of(), Map.of()),
            new DownParameters("d", 7, 8, 109, 62, -1, EXTENSIONS));
    call.publisher.sendRtp(1, 63, 10, 960, "0", "", red(1, 2));
    RtpView came = call.receive();
    assertEquals(62, came.payloadType());
    byte[] expected = red(1, 2);
    expected[0] = (byte) (0x80 | 109);
    expected[4] = 109;
    assertArrayEquals(expected, payload(came), "with the types that it has here");
    call.publisher.sendRtp(1, 111, 11, 1_920, "0", "", new byte[] {3, 3, 3});
    assertEquals(109, call.receive().payloadType(), "and what is not redundant too");
  }

  @Test
  void whoDoesNotTakeItGetsTheSoundAloneAndWhatWasLost() throws Exception {
    Call call =
        new Call(
            new UpParameters("0", Codec.OPUS, 111, 63, -1, EXTENSIONS, List.of(), Map.of()),
            new DownParameters("d", 7, 8, 109, -1, -1, EXTENSIONS));
    call.publisher.sendRtp(1, 63, 10, 960, "0", "", red(0, 1));
    RtpView first = call.receive();
    assertEquals(109, first.payloadType());
    assertArrayEquals(new byte[] {1, 1, 1}, payload(first));
    call.publisher.sendRtp(1, 63, 12, 2_880, "0", "", red(2, 3));
    RtpView recovered = call.receive();
    assertEquals(11, recovered.sequence());
    assertEquals(1_920, recovered.timestamp());
    assertArrayEquals(new byte[] {2, 2, 2}, payload(recovered));
    RtpView third = call.receive();
    assertEquals(12, third.sequence());
    assertArrayEquals(new byte[] {3, 3, 3}, payload(third));
    call.publisher.sendRtp(1, 63, 11, 1_920, "0", "", red(1, 2));
    call.publisher.sendRtp(1, 63, 13, 3_840, "0", "", red(3, 4));
    assertEquals(13, call.receive().sequence(), "what came late after all is not sent twice");
    call.publisher.sendRtp(1, 63, 14, 4_800, "0", "", new byte[] {(byte) 0xEF});
    assertTrue(call.subscriber.nextRtp(SHORT).isEmpty(), "nor what is no RED");
  }

  /// Three bytes of Opus behind the three that came 960 samples earlier (RFC 2198 §3).
  private static byte[] red(int before, int now) {
    byte old = (byte) before;
    byte fresh = (byte) now;
    return new byte[] {(byte) (0x80 | 111), 0x0F, 0, 3, 111, old, old, old, fresh, fresh, fresh};
  }

  @Test
  void aNarrowWayGetsASmallerPicture() throws Exception {
    narrow();
  }

  @Test
  void aPictureThatDoesNotFitPauses() throws Exception {
    Call call = new Call(List.of(), new Extensions(MID, RID, 11, 0, 5, 0, 0));
    flood(call, () -> call.unseen.contains("paused"));
    assertTrue(call.unseen.contains("paused"));
  }

  @Test
  void whoForbidsPausingIsNotPaused() throws Exception {
    Call call = new Call(List.of(), new Extensions(MID, RID, 11, 0, 5, 0, 0));
    call.to.neverPause();
    flood(call, () -> loop.ask(() -> call.to.figures().estimate()) == 80_000);
    int before = received(call);
    flood(call, () -> false);
    assertFalse(call.unseen.contains("paused"));
    assertTrue(received(call) + before > 20, "pictures go on");
  }

  private static int received(Call call) throws Exception {
    int count = 0;
    while (call.subscriber.nextRtp(20).isPresent()) {
      count++;
    }
    return count;
  }

  /// Publishes a megabit a second for a second or so, over a way of 80 kbit/s.
  private static void flood(Call call, BooleanSupplier enough) throws Exception {
    byte[] large = Arrays.copyOf(key(1, 1), 1_100);
    int first = (int) (call.up.packets() & 0xFFFF);
    for (int i = 0; i < 200 && !enough.getAsBoolean(); i++) {
      call.publish(3, "", first + i, (first + i) * 750, large);
      if (i % 20 == 0) {
        call.subscriber.sendRtcp(new RtcpPacket.ReceiverEstimate(1, 50_000, List.of(7L)));
      }
      Thread.sleep(8);
    }
  }

  @Test
  void aLargePictureIsSpreadWhereTheWayIsNarrow() throws Exception {
    Call call = narrow();
    UpTrack sound = new UpTrack(loop, Codec.OPUS, false);
    call.from.receive(
        new UpParameters("1", Codec.OPUS, 111, -1, -1, EXTENSIONS, List.of(), Map.of()), sound);
    Extensions numbered = new Extensions(MID, RID, 11, 0, 5, 0, 0);
    new DownTrack(
            call.to, new DownParameters("e", 70, 71, 111, -1, -1, numbered), sound, call.unheard())
        .open();
    settle();
    int first = 10_000;
    for (int i = 0; i < 20; i++) {
      byte[] part = Arrays.copyOf(i == 0 ? key(1, 1) : delta(1, 1), 1_100);
      call.publish(1, "q", first + i, first * 750, part);
    }
    call.publisher.sendRtp(50, 111, 1, 960, "1", "", new byte[] {3, 3, 3});
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < 21; i++) {
      RtpView view = call.receive();
      while (view.payloadType() == RTX) {
        view = call.receive();
      }
      assertTrue(view.extension(5) > 0);
      order.add(view.ssrc() == 70 ? -1 : view.sequence());
    }
    int soundAt = order.indexOf(-1);
    assertTrue(soundAt >= 0 && soundAt < 20, "sound does not wait: " + order);
    order.remove(soundAt);
    for (int i = 1; i < order.size(); i++) {
      assertEquals(order.get(i - 1) + 1, order.get(i), "in its order: " + order);
    }
  }

  /// A call of which only the smallest picture is left, because its way bears no more.
  private Call narrow() throws Exception {
    Call call = new Call(List.of("q", "h", "f"), new Extensions(MID, RID, 11, 0, 5, 0, 0));
    byte[] large = Arrays.copyOf(key(1, 1), 1_100);
    Set<Integer> sizes = new HashSet<>();
    for (int i = 0; i < 60 && !sizes.contains(large.length); i++) {
      sizes.addAll(sizesOf(call, large, i));
    }
    assertTrue(sizes.contains(large.length), "the large picture goes while nothing is known");
    call.subscriber.sendRtcp(new RtcpPacket.ReceiverEstimate(1, 150_000, List.of(7L)));
    Set<Integer> last = sizes;
    for (int i = 60; i < 260 && !last.equals(Set.of(key(1, 1).length)); i++) {
      last = sizesOf(call, large, i);
    }
    assertEquals(Set.of(key(1, 1).length), last, "only the small one is left");
    return call;
  }

  @Test
  void whoLosesSoundGetsItSeveralTimesOver() throws Exception {
    Call call =
        new Call(
            new UpParameters("0", Codec.OPUS, 111, -1, -1, EXTENSIONS, List.of(), Map.of()),
            new DownParameters("d", 7, 8, 109, 62, -1, EXTENSIONS));
    speak(call, 1);
    assertEquals(109, call.receive().payloadType(), "while nothing is lost, nothing is repeated");
    call.subscriber.sendRtcp(lost(3));
    speak(call, 2);
    RtpView second = call.receive();
    assertEquals(62, second.payloadType());
    assertEquals(2, second.sequence());
    assertArrayEquals(
        new byte[] {(byte) (0x80 | 109), 0x0F, 0, 3, 109, 1, 1, 1, 2, 2, 2}, payload(second));
    call.subscriber.sendRtcp(lost(50));
    speak(call, 3);
    RedPayload third = red(call.receive());
    assertEquals(3, third.count(), "the more is lost, the more is repeated");
    assertEquals(1_920, third.timestampsBack(0));
    assertEquals(960, third.timestampsBack(1));
    speak(call, 5);
    RedPayload fifth = red(call.receive());
    assertEquals(2, fifth.count(), "what did not come cannot be");
    assertEquals(1_920, fifth.timestampsBack(0));
    call.publisher.sendRtp(1, 111, 6, 960 * 300, "0", "", new byte[] {6, 6, 6});
    assertEquals(109, call.receive().payloadType(), "nor what is long ago");
  }

  @Test
  void soundThatMayNotBeRepeatedIsNot() throws Exception {
    Call call =
        new Call(
            new UpParameters("0", Codec.OPUS, 111, -1, -1, EXTENSIONS, List.of(), Map.of()),
            new DownParameters("d", 7, 8, 109, -1, -1, EXTENSIONS));
    speak(call, 1);
    call.receive();
    call.subscriber.sendRtcp(lost(50));
    speak(call, 2);
    RtpView second = call.receive();
    assertEquals(109, second.payloadType());
    assertArrayEquals(new byte[] {2, 2, 2}, payload(second), "it does not take it");
  }

  private void speak(Call call, int number) throws Exception {
    settle();
    call.publisher.sendRtp(
        1,
        111,
        number,
        960 * number,
        "0",
        "",
        new byte[] {(byte) number, (byte) number, (byte) number});
  }

  /// @param fraction in 256ths
  private static RtcpPacket lost(int fraction) {
    return new RtcpPacket.ReceiverReport(1, List.of(new ReportBlock(7, fraction, 0, 0, 0, 0, 0)));
  }

  private static RedPayload red(RtpView view) {
    assertEquals(62, view.payloadType());
    RedPayload red = new RedPayload();
    assertTrue(red.wrap(view.bytes(), view.payloadOffset(), view.payloadLength()));
    return red;
  }

  @Test
  void aPictureEndsWithBlankOnes() throws Exception {
    Call call = new Call(List.of());
    call.publish(1, "", 100, 9_000, key(50, 7));
    RtpView last = call.receive();
    call.down.end();
    settle();
    for (int i = 1; i <= BlankFrames.COUNT; i++) {
      RtpView blank = call.receive();
      assertEquals(7, blank.ssrc());
      assertEquals(100 + i, blank.sequence());
      assertTrue(blank.timestamp() - last.timestamp() > 0);
      last = blank;
      assertTrue(blank.marker());
      Vp8Descriptor picture = new Vp8Descriptor();
      assertTrue(picture.wrap(blank.bytes(), blank.payloadOffset(), blank.payloadLength()));
      assertTrue(picture.startsKeyFrame());
      assertEquals(50 + i, picture.pictureId());
      assertEquals(7 + i, picture.tl0PictureIndex());
      assertEquals(0, picture.temporalLayer());
      assertEquals(16, picture.width());
      assertEquals(16, picture.height());
    }
    call.publish(1, "", 101, 12_000, delta(51, 8));
    call.subscriber.sendRtcp(new RtcpPacket.Nack(1, 7, new int[] {101}));
    call.subscriber.sendRtcp(new RtcpPacket.PictureLoss(1, 7));
    assertTrue(call.subscriber.nextRtp(SHORT).isEmpty(), "and nothing follows");
    Call unseen = new Call(List.of());
    unseen.down.end();
    settle();
    unseen.publish(1, "", 100, 9_000, key(50, 7));
    assertTrue(unseen.subscriber.nextRtp(SHORT).isEmpty(), "what never began need not end");
  }

  @Test
  void soundEndsWithSilence() throws Exception {
    Call call =
        new Call(
            new UpParameters("0", Codec.OPUS, 111, 63, -1, EXTENSIONS, List.of(), Map.of()),
            new DownParameters("d", 7, 8, 109, 62, -1, EXTENSIONS));
    call.publisher.sendRtp(1, 111, 10, 960, "0", "", new byte[] {3, 3, 3});
    call.receive();
    call.down.end();
    RtpView silence = call.receive();
    assertEquals(11, silence.sequence());
    assertEquals(109, silence.payloadType());
    assertArrayEquals(new byte[] {(byte) 0xF8, (byte) 0xFF, (byte) 0xFE}, payload(silence));
    assertEquals(960, OpusPacket.samples(payload(silence), 0, 3));
  }

  @Test
  void itIsSaidWhyNoPictureComes() throws Exception {
    Call call = new Call(List.of());
    assertEquals("nothing comes from its publisher", call.said());
    Call other = new Call(List.of());
    other.publish(1, "", 1, 0, delta(1, 1));
    assertTrue(other.said().startsWith("no key frame has come"), "what came is of no use");
    other.publish(1, "", 2, 3_000, key(2, 2));
    other.receive();
    assertTrue(other.unseen.isEmpty(), "nothing more is said once it comes");
  }

  /// Publishes for 50 ms in a small encoding and in one of a megabit each second, all in key
  /// frames, and says how large the pictures are that come.
  private static Set<Integer> sizesOf(Call call, byte[] large, int turn) throws Exception {
    for (int i = 0; i < 6; i++) {
      int number = 6 * turn + i;
      call.publish(1, "q", number, number * 750, key(1, 1));
      call.publish(3, "f", number, number * 750, large);
    }
    Set<Integer> sizes = new HashSet<>();
    long end = System.nanoTime() + 50_000_000L;
    while (System.nanoTime() < end) {
      Optional<byte[]> packet = call.subscriber.nextRtp(10);
      RtpView view = new RtpView();
      if (packet.isPresent() && view.wrap(packet.get(), 0, packet.get().length)) {
        assertTrue(view.extension(5) > 0, "each has its number among all");
        sizes.add(view.payloadLength() - (view.payloadType() == RTX ? 2 : 0));
      }
    }
    return sizes;
  }

  @Test
  void nothingFlowsThatNobodyAskedFor() throws Exception {
    Call call = new Call(List.of());
    call.publisher.sendRtp(5, VP8, 1, 0, "another", "", key(1, 1));
    call.publisher.sendRtp(5, VP8, 2, 0, "", "", key(1, 1));
    call.publisher.sendRtp(5, 98, 3, 0, "0", "", key(1, 1));
    call.subscriber.sendRtp(5, VP8, 4, 0, "0", "", key(1, 1));
    assertTrue(call.subscriber.nextRtp(SHORT).isEmpty());
    call.down.limit(DownTrack.NOTHING);
    settle();
    call.publish(1, "", 10, 0, key(1, 1));
    assertTrue(call.subscriber.nextRtp(SHORT).isEmpty(), "what is paused");
    call.down.limit(2);
    settle();
    call.publish(1, "", 11, 3_000, key(2, 2));
    assertEquals(11, call.receive().sequence());
    call.down.close();
    settle();
    call.publish(1, "", 12, 6_000, delta(3, 3));
    assertTrue(call.subscriber.nextRtp(SHORT).isEmpty(), "what has ended");
  }

  @Test
  void noiseDoesNotStopALoop() throws Exception {
    Call call = new Call(List.of());
    Random noise = new Random(5);
    TestClient stranger = client();
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[1 + noise.nextInt(200)];
      noise.nextBytes(bytes);
      if (i % 3 == 0) {
        bytes[0] = (byte) (128 + noise.nextInt(64));
      }
      (i % 2 == 0 ? stranger : call.publisher).send(bytes);
    }
    // The flood may have taken the socket's room for a moment.
    Optional<byte[]> came = Optional.empty();
    for (int i = 0; i < 20 && came.isEmpty(); i++) {
      call.publish(1, "", 10 + i, i * 3_000, key(1 + i, 1 + i));
      came = call.subscriber.nextRtp(SHORT);
    }
    assertTrue(came.isPresent());
  }

  /// A publisher and a subscriber who are connected, with one track between them.
  private final class Call {
    final TestClient publisher;
    final TestClient subscriber;
    final Transport from;
    final Transport to;
    final UpTrack up;
    final DownTrack down;
    final BlockingQueue<String> unseen = new LinkedBlockingQueue<>();

    Call(List<String> rids) throws Exception {
      this(rids, EXTENSIONS);
    }

    Call(List<String> rids, Extensions down) throws Exception {
      this(
          new UpParameters("0", Codec.VP8, VP8, -1, RTX, EXTENSIONS, rids, Map.of()),
          new DownParameters("d", 7, 8, VP8, -1, RTX, down));
    }

    Call(UpParameters sent, DownParameters received) throws Exception {
      Hearing publishing = new Hearing();
      from = new Transport(loop, ours, publishing);
      publisher = connected(from, publishing);
      Hearing subscribing = new Hearing();
      to = new Transport(loop, ours, subscribing);
      subscriber = connected(to, subscribing);
      this.up = new UpTrack(loop, sent.codec(), false).repeating();
      from.receive(sent, up);
      this.down = new DownTrack(to, received, up, unheard());
      this.down.open();
      settle();
    }

    void publish(int ssrc, String rid, int sequence, int timestamp, byte[] payload)
        throws IOException {
      publisher.sendRtp(ssrc, VP8, sequence, timestamp, "0", rid, payload);
    }

    DownListener unheard() {
      return new Unseen(unseen);
    }

    /// Why there is no picture.
    String said() throws InterruptedException {
      return String.valueOf(unseen.poll(20, TimeUnit.SECONDS));
    }

    RtpView receive() throws IOException {
      byte[] packet = subscriber.nextRtp(LONG).orElseThrow();
      RtpView view = new RtpView();
      assertTrue(view.wrap(packet, 0, packet.length));
      return view;
    }
  }

  private TestClient connected(Transport transport, Hearing hearing) throws Exception {
    IceCredentials credentials = IceCredentials.fresh(9, random);
    transport.admit(credentials);
    transport.expect(theirs.fingerprint());
    settle();
    TestClient client = client();
    assertTrue(client.check(credentials, LONG));
    assertTrue(client.shakeHands(theirs));
    assertTrue(hearing.connected.await(LONG, TimeUnit.MILLISECONDS));
    settle();
    return client;
  }

  /// Waits until the loop has done what it was told.
  private void settle() throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    loop.execute(done::countDown);
    assertTrue(done.await(LONG, TimeUnit.MILLISECONDS));
  }

  private TestClient client() throws IOException {
    TestClient client = new TestClient(loop.addresses().getFirst());
    clients.add(client);
    return client;
  }

  /// A VP8 payload that begins a key frame, with a picture id of 15 bits and a TL0PICIDX (RFC 7741
  /// §4.2).
  private static byte[] key(int picture, int tl0) {
    return vp8(picture, tl0, 0x10);
  }

  private static byte[] delta(int picture, int tl0) {
    return vp8(picture, tl0, 0x11);
  }

  private static byte[] vp8(int picture, int tl0, int frame) {
    return new byte[] {
      (byte) 0x90, // X, S, partition 0
      (byte) 0xE0, // I, L, T
      (byte) (0x80 | picture >> 8),
      (byte) picture,
      (byte) tl0,
      0x20, // the lowest temporal layer, Y
      (byte) frame,
      1,
      2,
      3
    };
  }

  private static byte[] payload(RtpView view) {
    return Arrays.copyOfRange(
        view.bytes(), view.payloadOffset(), view.payloadOffset() + view.payloadLength());
  }

  private record Unseen(BlockingQueue<String> reasons) implements DownListener {
    @Override
    public void paused(boolean paused) {
      reasons.add(paused ? "paused" : "goes on");
    }

    @Override
    public void unseen(String why) {
      reasons.add(why);
    }
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
