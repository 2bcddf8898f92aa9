package allmende.sfu.sctp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssociationTest {
  private static final Reliability ONCE = new Reliability.MaxRetransmits(0);

  private record Message(int stream, long payloadProtocol, byte[] bytes) {
    int number() {
      return (bytes[0] & 0xFF) << 8 | bytes[1] & 0xFF;
    }
  }

  /// An association that remembers what it has heard.
  private static final class End implements SimulatedLink.End, SctpListener {
    final Association association;
    final List<Message> messages = new ArrayList<>();
    final List<List<Integer>> incoming = new ArrayList<>();
    final List<List<Integer>> outgoing = new ArrayList<>();
    int established;
    int closed;

    End(SctpOptions options, long seed) {
      association = new Association(options, new Random(seed), this);
    }

    @Override
    public int poll(byte[] out, int offset, long now) {
      return association.poll(out, offset, now);
    }

    @Override
    public void receive(byte[] bytes, int offset, int length, long now) {
      association.receive(bytes, offset, length, now);
    }

    @Override
    public long nextTimeout() {
      return association.nextTimeout();
    }

    @Override
    public void advance(long now) {
      association.advance(now);
    }

    @Override
    public void established() {
      established++;
    }

    @Override
    public void message(int stream, long payloadProtocol, byte[] message) {
      messages.add(new Message(stream, payloadProtocol, message));
    }

    @Override
    public void incomingReset(List<Integer> streams) {
      incoming.add(streams);
    }

    @Override
    public void outgoingReset(List<Integer> streams) {
      outgoing.add(streams);
    }

    @Override
    public void closed() {
      closed++;
    }

    boolean send(int stream, boolean ordered, Reliability reliability, byte[] message, long now) {
      return association.send(stream, 53, ordered, reliability, message, now);
    }
  }

  private final End a = new End(SctpOptions.DEFAULT, 1);
  private End b = new End(SctpOptions.DEFAULT, 2);
  private SimulatedLink link = new SimulatedLink(3, a, b);

  private void connected() {
    a.association.connect(link.now());
    link.run(200);
    assertTrue(a.association.isEstablished() && b.association.isEstablished());
  }

  private void bad(long seed) {
    link = new SimulatedLink(seed, a, b);
    link.loss = 0.1;
    link.repetition = 0.05;
    link.jitter = 30 * SimulatedLink.MILLI;
  }

  /// Its first two bytes are the number.
  private static byte[] message(int number, int length) {
    byte[] bytes = new byte[length];
    new Random(number).nextBytes(bytes);
    bytes[0] = (byte) (number >> 8);
    bytes[1] = (byte) number;
    return bytes;
  }

  @Test
  void oneSideConnects() {
    connected();
    assertEquals(1, a.established);
    assertEquals(1, b.established);
    assertEquals(0, a.closed + b.closed);
  }

  @Test
  void bothSidesConnect() {
    b.association.connect(link.now());
    connected();
    assertEquals(1, a.established);
    assertEquals(1, b.established);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void theHandshakeSurvivesABadLink(long seed) {
    bad(seed);
    link.loss = 0.3;
    a.association.connect(link.now());
    if (seed % 2 == 0) {
      b.association.connect(link.now());
    }
    link.run(30_000);
    assertEquals(1, a.established);
    assertEquals(1, b.established);
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void reliableMessagesArriveOnceAndInOrder(long seed) {
    bad(seed);
    a.association.connect(link.now());
    var random = new Random(seed);
    List<byte[]> sent = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      byte[] message = message(i, 2 + random.nextInt(i % 20 == 0 ? 60_000 : 2_000));
      sent.add(message);
      assertTrue(a.send(i % 3, true, Reliability.RELIABLE, message, link.now()));
      assertTrue(b.send(i % 3, true, Reliability.RELIABLE, message, link.now()));
      link.run(5);
    }
    link.run(120_000);
    for (End end : List.of(a, b)) {
      assertEquals(300, end.messages.size());
      for (int stream = 0; stream < 3; stream++) {
        int expected = stream;
        for (Message each : end.messages) {
          if (each.stream == stream) {
            assertEquals(expected, each.number());
            assertArrayEquals(sent.get(expected), each.bytes);
            assertEquals(53, each.payloadProtocol);
            expected += 3;
          }
        }
      }
      assertEquals(0, end.closed);
      assertEquals(0, end.association.buffered());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23})
  void unorderedMessagesArriveOnce(long seed) {
    bad(seed);
    a.association.connect(link.now());
    boolean[] seen = new boolean[400];
    for (int i = 0; i < seen.length; i++) {
      a.send(5, false, Reliability.RELIABLE, message(i, 2 + i * 10), link.now());
    }
    link.run(120_000);
    for (Message each : b.messages) {
      assertFalse(seen[each.number()], "twice");
      seen[each.number()] = true;
      assertArrayEquals(message(each.number(), 2 + each.number() * 10), each.bytes);
    }
    assertEquals(seen.length, b.messages.size());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void messagesSentOnceMayBeLostAndHoldNothingUp(boolean ordered) {
    bad(31);
    a.association.connect(link.now());
    link.run(3_000);
    int[] reliable = {0};
    for (int i = 0; i < 1_000; i++) {
      a.send(1, ordered, ONCE, message(i, 100 + i % 7 * 500), link.now());
      if (i % 100 == 99) {
        a.send(2, true, Reliability.RELIABLE, message(reliable[0]++, 50), link.now());
      }
      link.run(10);
    }
    link.run(20_000);
    int last = -1;
    int arrived = 0;
    int whole = 0;
    for (Message each : b.messages) {
      if (each.stream == 1) {
        assertTrue(!ordered || each.number() > last, "out of order");
        last = each.number();
        arrived++;
        assertArrayEquals(message(each.number(), 100 + each.number() % 7 * 500), each.bytes);
      } else {
        assertEquals(whole++, each.number());
      }
    }
    assertEquals(reliable[0], whole);
    assertTrue(arrived > 600 && arrived < 1_000, arrived + " arrived");
    assertEquals(0, a.association.buffered());
  }

  @Test
  void messagesThatAreTooOldAreNotSent() {
    connected();
    link.cut = true;
    for (int i = 0; i < 100; i++) {
      a.send(1, true, new Reliability.MaxLifetime(200), message(i, 3_000), link.now());
    }
    link.run(1_000);
    link.cut = false;
    assertTrue(a.send(1, true, Reliability.RELIABLE, message(100, 3_000), link.now()));
    link.run(10_000);
    assertEquals(List.of(100), b.messages.stream().map(Message::number).toList());
  }

  @Test
  void aLargeTransferFillsTheLink() {
    connected();
    link.loss = 0.005;
    for (int i = 0; i < 64; i++) {
      assertTrue(a.send(1, true, Reliability.RELIABLE, message(i, 60_000), link.now()));
    }
    link.run(15_000);
    assertEquals(64, b.messages.size());
    assertTrue(link.packets < 8_000, link.packets + " packets for 3,300");
  }

  @Test
  void aSmallWindowHoldsTheSenderBack() {
    b = new End(new SctpOptions(5_000, 1_191, 262_144, 8_000, 1_000_000), 2);
    link = new SimulatedLink(41, a, b);
    link.jitter = 20 * SimulatedLink.MILLI;
    link.loss = 0.02;
    a.association.connect(link.now());
    for (int i = 0; i < 50; i++) {
      a.send(i % 2, true, Reliability.RELIABLE, message(i, 5_000), link.now());
    }
    link.run(120_000);
    assertEquals(50, b.messages.size());
    assertEquals(0, a.closed + b.closed);
  }

  @Test
  void theSendBufferIsBounded() {
    connected();
    link.cut = true;
    int accepted = 0;
    while (a.send(1, true, Reliability.RELIABLE, message(1, 60_000), link.now())) {
      accepted++;
    }
    assertEquals(SctpOptions.DEFAULT.sendBuffer() / 60_000, accepted);
    assertFalse(a.send(1, true, Reliability.RELIABLE, new byte[0], link.now()), "an empty one");
    assertFalse(b.send(1_024, true, Reliability.RELIABLE, new byte[1], link.now()), "no stream");
  }

  @Test
  void aMessageThatIsTooLongEndsTheAssociation() {
    b = new End(new SctpOptions(5_000, 1_191, 10_000, 1_000_000, 1_000_000), 2);
    link = new SimulatedLink(51, a, b);
    connected();
    a.send(1, true, Reliability.RELIABLE, message(1, 10_000), link.now());
    link.run(1_000);
    assertEquals(1, b.messages.size());
    a.send(1, true, Reliability.RELIABLE, message(2, 10_001), link.now());
    link.run(1_000);
    assertEquals(1, b.messages.size());
    assertEquals(1, a.closed);
    assertEquals(1, b.closed);
  }

  @ParameterizedTest
  @ValueSource(longs = {61, 62, 63, 64})
  void streamsBeginAnew(long seed) {
    bad(seed);
    a.association.connect(link.now());
    link.run(5_000);
    for (int i = 0; i < 20; i++) {
      a.send(7, true, Reliability.RELIABLE, message(i, 4_000), link.now());
    }
    a.association.reset(List.of(7));
    link.run(30_000);
    assertEquals(20, b.messages.size(), "what was sent before has arrived");
    assertEquals(List.of(List.of(7)), b.incoming);
    assertEquals(List.of(List.of(7)), a.outgoing);
    a.send(7, true, Reliability.RELIABLE, message(20, 10), link.now());
    a.association.reset(List.of(7, 8));
    link.run(30_000);
    assertEquals(21, b.messages.size(), "the numbering has begun anew on both sides");
    assertEquals(List.of(List.of(7), List.of(7, 8)), b.incoming);
  }

  @Test
  void whatIsResetBeforeItIsEstablishedIsResetThen() {
    a.send(7, true, Reliability.RELIABLE, message(0, 10), link.now());
    a.association.reset(List.of(7));
    connected();
    assertEquals(1, b.messages.size());
    assertEquals(List.of(List.of(7)), b.incoming);
  }

  /// What is given up must be told even where the rest of the packet is needed for something else,
  /// and only once for each time that it is due.
  @ParameterizedTest
  @ValueSource(longs = {71, 72, 73, 74, 75, 76, 77, 78, 79, 80})
  void aMixtureOnABadLinkComesToAnEnd(long seed) {
    int window = seed % 2 == 0 ? 1_000_000 : 20_000;
    b = new End(new SctpOptions(5_000, 1_191, 262_144, window, 1_000_000), 2);
    bad(seed);
    link.loss = 0.2;
    a.association.connect(link.now());
    var random = new Random(seed);
    int[] sent = new int[5];
    Reliability[] kinds = {
      Reliability.RELIABLE,
      Reliability.RELIABLE,
      ONCE,
      new Reliability.MaxRetransmits(1),
      new Reliability.MaxLifetime(100)
    };
    for (int i = 0; i < 150; i++) {
      int stream = random.nextInt(5);
      byte[] message = message(sent[stream]++, 2 + random.nextInt(i % 10 == 0 ? 12_000 : 1_500));
      a.send(stream, stream % 2 == 0, kinds[stream], message, link.now());
      link.run(random.nextInt(30));
      link.cut = i % 50 == 49;
      link.run(link.cut ? random.nextInt(1_500) : 0);
      link.cut = false;
    }
    link.run(200_000);
    for (int stream = 0; stream < 5; stream++) {
      int of = stream;
      List<Integer> got =
          b.messages.stream().filter(each -> each.stream == of).map(Message::number).toList();
      assertEquals(got.stream().distinct().count(), got.size(), "none twice");
      assertTrue(stream > 1 || got.size() == sent[stream], "what is reliable has arrived");
      assertTrue(stream % 2 == 1 || got.equals(got.stream().sorted().toList()), "in order");
    }
    assertEquals(0, a.association.buffered());
    assertEquals(0, a.closed + b.closed);
    assertTrue(link.packets < 2_500, link.packets + " packets");
  }

  @Test
  void abortEndsBoth() {
    connected();
    a.association.abort();
    link.run(100);
    assertTrue(a.association.isOver() && b.association.isOver());
    assertEquals(1, b.closed);
    assertEquals(0, a.closed, "who ends it knows");
    assertFalse(a.send(1, true, Reliability.RELIABLE, new byte[1], link.now()));
    assertEquals(Long.MAX_VALUE, a.nextTimeout());
  }

  @Test
  void silenceEndsIt() {
    connected();
    link.cut = true;
    link.run(1_000_000);
    assertEquals(1, a.closed);
    assertEquals(1, b.closed);
  }

  @Test
  void nobodyAnswersTheHandshake() {
    link.cut = true;
    a.association.connect(link.now());
    link.run(200_000);
    assertEquals(1, a.closed);
    assertEquals(0, a.established);
    assertEquals(0, b.closed);
  }

  @Test
  void aCookieOfSomebodyElseIsNotTaken() {
    a.association.connect(link.now());
    link.run(1);
    var stranger = new Association(SctpOptions.DEFAULT, new Random(9), b);
    stranger.connect(0);
    byte[] init = new byte[1_200];
    int length = stranger.poll(init, 0, 0);
    b.receive(init, 0, length, link.now());
    byte[] answer = link.takeFrom(1);
    // The cookie comes back to one who did not make it.
    stranger.receive(answer, 0, answer.length, 0);
    byte[] echo = new byte[1_200];
    length = stranger.poll(echo, 0, 0);
    var other = new End(SctpOptions.DEFAULT, 77);
    other.receive(Arrays.copyOf(echo, length), 0, length, link.now());
    assertEquals(0, other.established);
    assertEquals(0, b.established, "and an INIT alone leaves nothing behind");
  }

  @Test
  void whoDoesNotKnowTheTagIsNotHeard() {
    connected();
    var writer = new ChunkWriter();
    byte[] packet = new byte[100];
    for (Chunk chunk : List.of(new Chunk.Abort(false), new Chunk.Abort(true))) {
      writer.begin(packet, 0, 100);
      writer.write(chunk);
      a.receive(packet, 0, writer.end(5_000, 12_345), link.now());
    }
    assertTrue(a.association.isEstablished());
  }
}
