package allmende.sfu.sctp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DataChannelsTest {
  private static final class End implements SimulatedLink.End, DataChannelListener {
    final DataChannels channels;
    final List<DataChannel> opened = new ArrayList<>();
    final List<DataChannel> closed = new ArrayList<>();
    final List<String> heard = new ArrayList<>();
    int connected;
    int disconnected;

    End(boolean client, long seed) {
      channels = new DataChannels(SctpOptions.DEFAULT, new Random(seed), client, this);
    }

    @Override
    public int poll(byte[] out, int offset, long now) {
      return channels.poll(out, offset, now);
    }

    @Override
    public void receive(byte[] bytes, int offset, int length, long now) {
      channels.receive(bytes, offset, length, now);
    }

    @Override
    public long nextTimeout() {
      return channels.nextTimeout();
    }

    @Override
    public void advance(long now) {
      channels.advance(now);
    }

    @Override
    public void connected() {
      connected++;
    }

    @Override
    public void opened(DataChannel channel) {
      opened.add(channel);
    }

    @Override
    public void message(DataChannel channel, boolean text, byte[] message) {
      heard.add(
          channel.label()
              + (text ? " says " : " sends ")
              + new String(message, StandardCharsets.UTF_8));
    }

    @Override
    public void closed(DataChannel channel) {
      closed.add(channel);
    }

    @Override
    public void disconnected() {
      disconnected++;
    }
  }

  private final End client = new End(true, 1);
  private final End server = new End(false, 2);
  private final SimulatedLink link = new SimulatedLink(5, client, server);

  private void connected() {
    client.channels.connect(link.now());
    server.channels.connect(link.now());
    link.run(300);
    assertEquals(1, client.connected);
    assertEquals(1, server.connected);
  }

  private DataChannel open(End end, String label, boolean ordered, Reliability reliability) {
    return Objects.requireNonNull(end.channels.open(label, "", ordered, reliability, link.now()));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void channelsOfBothEnds() {
    connected();
    DataChannel reliable = open(server, "_reliable", true, Reliability.RELIABLE);
    DataChannel lossy = open(server, "_lossy", false, new Reliability.MaxRetransmits(0));
    DataChannel other = open(client, "mine", false, new Reliability.MaxLifetime(500));
    assertEquals(List.of(1, 3, 0), List.of(reliable.stream(), lossy.stream(), other.stream()));
    link.run(100);
    assertEquals(List.of(reliable, lossy), client.opened);
    assertEquals(List.of(other), server.opened);
    assertTrue(server.channels.send(reliable, true, utf8("hello"), link.now()));
    assertTrue(client.channels.send(client.opened.getFirst(), false, utf8("bytes"), link.now()));
    assertTrue(client.channels.send(client.opened.getFirst(), true, utf8(""), link.now()));
    assertTrue(client.channels.send(client.opened.getFirst(), false, utf8(""), link.now()));
    link.run(100);
    assertEquals(List.of("_reliable says hello"), client.heard);
    assertEquals(
        List.of("_reliable sends bytes", "_reliable says ", "_reliable sends "), server.heard);
  }

  @Test
  void nothingOvertakesWhatOpensAChannel() {
    connected();
    link.jitter = 50 * SimulatedLink.MILLI;
    for (int i = 0; i < 20; i++) {
      DataChannel channel = open(client, "c" + i, false, Reliability.RELIABLE);
      client.channels.send(channel, true, utf8("at once"), link.now());
      link.run(1);
    }
    link.run(2_000);
    assertEquals(20, server.heard.size());
    assertEquals(0, server.channels.malformed());
  }

  @Test
  void closingClosesBothDirectionsAndTheStreamCanBeUsedAgain() {
    connected();
    link.loss = 0.2;
    for (int i = 0; i < 10; i++) {
      DataChannel channel = open(client, "c" + i, true, Reliability.RELIABLE);
      assertEquals(0, channel.stream());
      client.channels.send(channel, true, utf8("last words"), link.now());
      client.channels.close(channel);
      assertFalse(client.channels.send(channel, true, utf8("more"), link.now()));
      link.run(20_000);
      assertEquals(List.of("c" + i + " says last words"), server.heard);
      assertEquals(List.of(channel), client.closed);
      assertEquals(List.of(server.opened.getLast()), server.closed);
      assertFalse(server.channels.send(server.opened.getLast(), true, utf8("late"), link.now()));
      server.heard.clear();
      server.closed.clear();
      client.closed.clear();
    }
  }

  @Test
  void bothEndsCloseAtOnce() {
    connected();
    DataChannel channel = open(client, "c", true, Reliability.RELIABLE);
    link.run(100);
    client.channels.close(channel);
    server.channels.close(server.opened.getFirst());
    link.run(2_000);
    assertEquals(1, client.closed.size());
    assertEquals(1, server.closed.size());
  }

  @Test
  void thereIsALimit() {
    connected();
    for (int i = 0; i < DataChannels.MOST; i++) {
      assertNotNull(client.channels.open("c", "", true, Reliability.RELIABLE, link.now()));
    }
    assertNull(client.channels.open("c", "", true, Reliability.RELIABLE, link.now()));
    link.run(1_000);
    assertNull(server.channels.open("c", "", true, Reliability.RELIABLE, link.now()));
  }

  @Test
  void theEndOfTheAssociationEndsTheChannels() {
    connected();
    DataChannel channel = open(client, "c", true, Reliability.RELIABLE);
    link.run(100);
    server.channels.abort();
    link.run(100);
    assertEquals(1, client.disconnected);
    assertFalse(client.channels.send(channel, true, utf8("x"), link.now()));
    assertTrue(client.channels.isOver() && server.channels.isOver());
  }

  @Test
  void openingMessages() throws Exception {
    byte[] open =
        HexFormat.of()
            .parseHex(
                """
                03 81 0000 00000005       # OPEN, unordered with retransmits, priority, five
                0006 0001                 # lengths of label and protocol
                5f6c6f737379 70           # _lossy, p
                """
                    .replaceAll("#.*", "")
                    .replaceAll("\\s", ""));
    var expected = new DcepMessage.Open(false, new Reliability.MaxRetransmits(5), "_lossy", "p");
    assertEquals(expected, DcepMessage.read(open));
    assertArrayEquals(open, DcepMessage.write(expected));
    for (Reliability each :
        List.of(Reliability.RELIABLE, new Reliability.MaxLifetime(Integer.MAX_VALUE))) {
      var message = new DcepMessage.Open(true, each, "", "");
      assertEquals(message, DcepMessage.read(DcepMessage.write(message)));
    }
    assertEquals(new DcepMessage.Ack(), DcepMessage.read(new byte[] {2}));
    for (String bad :
        List.of(
            "",
            "01",
            "0300",
            "030000000000000000010000",
            "030300000000000000000000",
            "020000000000000000000000",
            "0300000000000000ffff0000" + "00".repeat(65_535))) {
      assertThrows(MalformedSctp.class, () -> DcepMessage.read(HexFormat.of().parseHex(bad)), bad);
    }
  }

  @Test
  void noiseInChannelsIsCountedAndHarmsNobody() {
    connected();
    var random = new Random(8_832);
    var raw = new Association(SctpOptions.DEFAULT, random, new Quiet());
    var end = new End(false, 3);
    var raws =
        new SimulatedLink.End() {
          @Override
          public int poll(byte[] out, int offset, long now) {
            return raw.poll(out, offset, now);
          }

          @Override
          public void receive(byte[] bytes, int offset, int length, long now) {
            raw.receive(bytes, offset, length, now);
          }

          @Override
          public long nextTimeout() {
            return raw.nextTimeout();
          }

          @Override
          public void advance(long now) {
            raw.advance(now);
          }
        };
    var noisy = new SimulatedLink(6, raws, end);
    raw.connect(noisy.now());
    noisy.run(200);
    for (int i = 0; i < 2_000; i++) {
      byte[] message = new byte[1 + random.nextInt(30)];
      random.nextBytes(message);
      message[0] = (byte) (random.nextBoolean() ? 3 : message[0]);
      raw.send(
          random.nextInt(8),
          50 + random.nextInt(8),
          true,
          Reliability.RELIABLE,
          message,
          noisy.now());
      if (i % 50 == 0) {
        raw.reset(List.of(random.nextInt(8)));
      }
      noisy.run(5);
    }
    noisy.run(5_000);
    assertTrue(end.channels.malformed() > 0);
    assertTrue(end.channels.isConnected());
  }

  private static final class Quiet implements SctpListener {
    @Override
    public void established() {}

    @Override
    public void message(int stream, long payloadProtocol, byte[] message) {}

    @Override
    public void incomingReset(List<Integer> streams) {}

    @Override
    public void outgoingReset(List<Integer> streams) {}

    @Override
    public void closed() {}
  }
}
