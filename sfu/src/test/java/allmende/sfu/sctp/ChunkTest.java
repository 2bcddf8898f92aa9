package allmende.sfu.sctp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.protocols.BigEndian;
import allmende.sfu.sctp.Chunk.Extensions;
import allmende.sfu.sctp.Chunk.ForwardTsn;
import allmende.sfu.sctp.Chunk.Reconfiguration;
import allmende.sfu.sctp.Chunk.Sack;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class ChunkTest {
  /// What usrsctp, which Firefox uses, begins with.
  private static final byte[] INIT =
      bytes(
          """
          1388 1388 00000000 81469dfc          # ports 5000, no tag, checksum
          01 00 0056                           # INIT, 86 bytes
          55b964a5 00020000                    # tag, window of 131,072
          0400 0800 e86d1030                   # 1,024 streams out, 2,048 in, initial TSN
          c000 0004                            # forward TSN supported
          8008 0009 c0 0f c1 80 82 000000      # extensions: FORWARD-TSN and RE-CONFIG among them
          8002 0024                            # random, not needed here
          9febbb5c 50c9bf75 9cb12c57 4fa45a51 ba601778 27945c31 e65d5b09 47e22206
          8004 0006 0001 0000                  # hash algorithms
          8003 0006 80c1 0000                  # chunks to be authenticated
          """);

  private static final List<Chunk> ALL =
      List.of(
          new Chunk.Data(7, 3, 9, 53, true, true, false, true, new byte[] {1, 2, 3, 4, 5}, 1, 3),
          new Chunk.InitAck(1, 2, 3, 4, 5, new Extensions(true, true), new byte[] {1, 2, 3, 4}),
          new Sack(
              0xFFFFFFFFL,
              1_000,
              List.of(new Sack.Gap(2, 3), new Sack.Gap(5, 65_535)),
              List.of(4L, 0xFFFFFFF0L)),
          new Chunk.Heartbeat(new byte[] {0, 1, 0, 5, 9}),
          new Chunk.HeartbeatAck(new byte[] {0, 1, 0, 5, 9}),
          new Chunk.Abort(true),
          new Chunk.Shutdown(77),
          new Chunk.ShutdownAck(),
          new Chunk.ShutdownComplete(false),
          new Chunk.OperationError(),
          new Chunk.CookieEcho(new byte[] {3, 2, 1}),
          new Chunk.CookieAck(),
          new Reconfiguration(
              List.of(
                  new Reconfiguration.OutgoingReset(1, 2, 3, List.of(7)),
                  new Reconfiguration.Response(4, Reconfiguration.Response.PERFORMED))),
          new ForwardTsn(5, List.of(new ForwardTsn.Skipped(1, 2))));

  @Test
  void whatUsrsctpSends() throws Exception {
    ChunkReader.Packet packet = ChunkReader.read(INIT, 0, INIT.length);
    assertEquals(0, packet.tag());
    assertEquals(
        List.of(
            new Chunk.Init(
                0x55b964a5L, 131_072, 1_024, 2_048, 0xe86d1030L, new Extensions(true, true))),
        packet.chunks());
  }

  @Test
  void everyChunkComesBack() throws Exception {
    byte[] packet = packet(ALL, 77);
    ChunkReader.Packet read = ChunkReader.read(packet, 0, packet.length);
    assertEquals(77, read.tag());
    assertEquals(ALL.size(), read.chunks().size());
    for (int i = 0; i < ALL.size(); i++) {
      byte[] once = packet(List.of(ALL.get(i)), 1);
      byte[] again = packet(List.of(read.chunks().get(i)), 1);
      assertArrayEquals(once, again, ALL.get(i).toString());
    }
    byte[] init = packet(List.of(new Chunk.Init(1, 2, 3, 4, 5, new Extensions(false, false))), 0);
    assertEquals(
        List.of(new Chunk.Init(1, 2, 3, 4, 5, new Extensions(false, false))),
        ChunkReader.read(init, 0, init.length).chunks());
  }

  @Test
  void aPacketHoldsNoMoreThanItMay() {
    var writer = new ChunkWriter();
    writer.begin(new byte[100], 0, 36);
    assertTrue(writer.write(new Chunk.Shutdown(1)));
    assertFalse(writer.write(ALL.getFirst()));
    assertTrue(writer.write(new Chunk.Shutdown(1)));
    assertTrue(writer.write(new Chunk.Shutdown(1)));
    assertEquals(36, writer.end(5_000, 1));
  }

  @Test
  void unknownChunksArePassedOverOrEndThePacket() throws Exception {
    assertEquals(
        List.of(new Chunk.Unknown(0xBF), new Chunk.CookieAck()),
        chunks("bf000005 aa000000 0b000004"));
    assertEquals(List.of(new Chunk.Unknown(0x3F)), chunks("3f000004 0b000004"));
  }

  @Test
  void refuses() {
    for (String bad :
        List.of(
            "00000003 # a length below its own",
            "00000014 00000001 00000000 # longer than it is",
            "00000010 00000001 00000000 00000000 # no data",
            "01000010 00000001 00000001 00010001 # half an INIT",
            "0300000c 00000001 00000001 # half a SACK",
            "03000014 00000001 00000001 00010000 00020001 # a gap that ends before it begins",
            "03000014 00000001 00000001 00010000 00000001 # a gap from nothing",
            "82000008 000d0010 # half a request")) {
      assertThrows(MalformedSctp.class, () -> chunks(bad), bad);
    }
    byte[] wrong = INIT.clone();
    wrong[40] ^= 1;
    assertThrows(MalformedSctp.class, () -> ChunkReader.read(wrong, 0, wrong.length));
  }

  /// An association in each state, under packets whose checksum is right and whose rest need not
  /// be.
  @Test
  void survivesDamage() {
    var random = new Random(9_260);
    byte[] all = packet(ALL, 0);
    for (int round = 0; round < 300; round++) {
      var listener = new Deaf();
      var a = new Association(SctpOptions.DEFAULT, new Random(round), listener);
      var b = new Association(SctpOptions.DEFAULT, new Random(-round), listener);
      a.connect(0);
      byte[] buffer = new byte[1_300];
      for (int step = 0; step < round % 6; step++) {
        pass(a, b, buffer, step);
        pass(b, a, buffer, step);
      }
      b.send(1, 53, true, Reliability.RELIABLE, new byte[3_000], 1);
      byte[] seed = all;
      int length = b.poll(buffer, 0, 2);
      if (length > 0 && round % 2 == 0) {
        seed = Arrays.copyOf(buffer, length);
      }
      long tag = length > 0 ? BigEndian.uint32(buffer, 4) : 0;
      for (int i = 0; i < 60; i++) {
        byte[] packet = damaged(seed, random);
        if (packet.length >= 12) {
          BigEndian.put32(packet, 4, (int) (i % 7 == 0 ? 0 : tag));
          seal(packet);
        }
        a.receive(packet, 0, packet.length, 3 + i);
        a.advance(3 + i);
        a.nextTimeout();
        while (a.poll(buffer, 0, 3 + i) > 0) {}
      }
    }
  }

  private static final class Deaf implements SctpListener {
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

  private static void pass(Association from, Association to, byte[] buffer, long now) {
    int length = from.poll(buffer, 0, now);
    while (length > 0) {
      to.receive(buffer, 0, length, now);
      length = from.poll(buffer, 0, now);
    }
  }

  private static byte[] damaged(byte[] seed, Random random) {
    byte[] packet =
        random.nextInt(5) == 0 ? Arrays.copyOf(seed, random.nextInt(seed.length)) : seed.clone();
    for (int i = random.nextInt(8); i >= 0 && packet.length > 0; i--) {
      packet[random.nextInt(packet.length)] =
          (byte) (random.nextBoolean() ? random.nextInt(256) : random.nextInt(4));
    }
    return packet;
  }

  private static List<Chunk> chunks(String annotated) throws MalformedSctp {
    byte[] chunks = bytes(annotated);
    byte[] packet = new byte[12 + chunks.length];
    System.arraycopy(chunks, 0, packet, 12, chunks.length);
    seal(packet);
    return ChunkReader.read(packet, 0, packet.length).chunks();
  }

  private static void seal(byte[] packet) {
    BigEndian.put32(packet, 8, 0);
    var crc = new CRC32C();
    crc.update(packet);
    BigEndian.put32(packet, 8, Integer.reverseBytes((int) crc.getValue()));
  }

  private static byte[] packet(List<Chunk> chunks, long tag) {
    byte[] out = new byte[1_000];
    var writer = new ChunkWriter();
    writer.begin(out, 0, out.length);
    chunks.forEach(writer::write);
    return Arrays.copyOf(out, writer.end(5_000, tag));
  }

  private static byte[] bytes(String annotated) {
    return HexFormat.of().parseHex(annotated.replaceAll("#.*", "").replaceAll("\\s", ""));
  }
}
