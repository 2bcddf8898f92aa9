package allmende.protocols.rtcp;

import static allmende.protocols.rtcp.TransportFeedback.LOST;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.protocols.Fuzz;
import allmende.protocols.Hex;
import allmende.protocols.rtcp.RtcpPacket.App;
import allmende.protocols.rtcp.RtcpPacket.Bye;
import allmende.protocols.rtcp.RtcpPacket.ExtendedReport;
import allmende.protocols.rtcp.RtcpPacket.FullIntraRequest;
import allmende.protocols.rtcp.RtcpPacket.Nack;
import allmende.protocols.rtcp.RtcpPacket.PictureLoss;
import allmende.protocols.rtcp.RtcpPacket.ReceiverEstimate;
import allmende.protocols.rtcp.RtcpPacket.SenderReport;
import allmende.protocols.rtcp.RtcpPacket.SourceDescription;
import allmende.protocols.rtcp.RtcpPacket.Unknown;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RtcpTest {
  private static final byte[] REPORTS =
      Hex.bytes(
          """
          81 c8 000c 00000001               # SR of 1, one block
          e0000000 80000000                 # NTP time
          00015f90 0000000a 000003e8        # RTP time 90,000, 10 packets, 1,000 octets
          00000002 40 fffffe 00010005       # of 2: a quarter lost, -2 in all, up to 5 of round 1
          00000064 12345678 00010000        # jitter 100, last SR, 1 s ago
          81 ca 0003 00000001 01 02 6162 00 000000   # SDES: CNAME ab
          82 cb 0004 00000001 00000002 05 6c656176 65 0000   # BYE of 1 and 2: leave
          """);

  private static final byte[] FEEDBACK =
      Hex.bytes(
          """
          81 cd 0004 00000001 00000002      # NACK
          fffe 8003                         # 65534, 65535, 0, and 14
          0064 0000                         # 100
          81 ce 0002 00000001 00000002      # PLI
          84 ce 0004 00000001 00000000      # FIR
          00000002 07 000000                # of 2, the seventh
          8f ce 0005 00000001 00000000      # application layer
          52454d42 01 0bd090 00000002       # REMB: 250000 (18 bits) * 2^2, for one SSRC
          80 cf 0008 00000001               # XR
          04 00 0002 e000000080000000       # receiver reference time
          05 00 0003 00000002 11111111 00008000   # DLRR: half a second
          """);

  @Test
  void reports() throws Exception {
    assertEquals(
        List.of(
            new SenderReport(
                1,
                0xe000000080000000L,
                90_000,
                10,
                1_000,
                List.of(new ReportBlock(2, 64, -2, 0x10005, 100, 0x12345678L, 65_536))),
            SourceDescription.cname(1, "ab"),
            new Bye(List.of(1L, 2L), "leave")),
        read(REPORTS));
    assertEquals(Hex.of(REPORTS), Hex.of(write(read(REPORTS))));
    assertEquals("ab", SourceDescription.cname(1, "ab").cname(1).orElseThrow());
    assertTrue(SourceDescription.cname(1, "ab").cname(2).isEmpty());
  }

  @Test
  void feedback() throws Exception {
    assertEquals(
        List.of(
            new Nack(1, 2, new int[] {65_534, 65_535, 0, 14, 100}),
            new PictureLoss(1, 2),
            new FullIntraRequest(1, List.of(new FullIntraRequest.Request(2, 7))),
            new ReceiverEstimate(1, 1_000_000, List.of(2L)),
            new ExtendedReport(
                1,
                List.of(
                    new XrBlock.ReceiverReferenceTime(0xe000000080000000L),
                    new XrBlock.Dlrr(List.of(new XrBlock.Dlrr.Reception(2, 0x11111111, 0x8000)))))),
        read(FEEDBACK));
    assertEquals(Hex.of(FEEDBACK), Hex.of(write(read(FEEDBACK))));
  }

  @Test
  void app() throws Exception {
    var app = new App(3, 0xFFFFFFFFL, "name", new byte[] {1, 2, 3, 4});
    assertEquals("83cc0003ffffffff6e616d6501020304", Hex.of(write(List.of(app))));
    assertEquals(List.of(app), read(write(List.of(app))));
  }

  @Test
  void transportFeedbackOfEveryKindOfChunk() throws Exception {
    byte[] bytes =
        Hex.bytes(
            """
            af cd 0009 00000001 00000002      # padded
            0005 0020 000003 09               # base 5, 32 packets, 192 ms, the ninth
            2004                              # a run of 4, small
            9a00                              # of 14: lost, 2 small, lost, small, 9 lost
            d900                              # of 7: small, large, small, 4 lost
            0007                              # a run of 7, lost
            01 02 03 04                       # deltas of the run
            05 06 07                          # of the first vector
            08 fffe 09                        # of the second: -2 is large
            01                                # padding
            """);
    int[] deltas = new int[32];
    Arrays.fill(deltas, LOST);
    int[] expected = {1, 2, 3, 4, LOST, 5, 6, LOST, 7};
    System.arraycopy(expected, 0, deltas, 0, expected.length);
    deltas[18] = 8;
    deltas[19] = -2;
    deltas[20] = 9;
    assertEquals(List.of(new TransportFeedback(1, 2, 5, 3, 9, deltas)), read(bytes));
  }

  @Test
  void transportFeedbackComesBack() throws Exception {
    var random = new Random(1_510);
    for (int round = 0; round < 3_000; round++) {
      int[] deltas = new int[1 + random.nextInt(200)];
      int mood = 0;
      for (int i = 0; i < deltas.length; i++) {
        mood = random.nextInt(12) == 0 ? random.nextInt(4) : mood;
        deltas[i] =
            switch (mood) {
              case 0 -> random.nextInt(256);
              case 1 -> LOST;
              case 2 -> (short) random.nextInt();
              default -> random.nextBoolean() ? LOST : random.nextInt(256);
            };
      }
      var feedback =
          new TransportFeedback(
              1, 2, random.nextInt(0x10000), random.nextInt() >> 8, round & 0xFF, deltas);
      assertEquals(List.of(feedback), read(write(List.of(feedback))));
    }
    byte[] quiet = write(List.of(new TransportFeedback(1, 2, 0, 0, 0, new int[8_000])));
    assertTrue(quiet.length < 8_030, "a run takes two bytes");
    assertThrows(
        IllegalArgumentException.class,
        () -> write(List.of(new TransportFeedback(1, 2, 0, 0, 0, new int[] {40_000}))));
  }

  @Test
  void estimatesKeepEighteenBits() throws Exception {
    for (long bitrate = 0; bitrate < 1L << 60; bitrate = bitrate * 3 / 2 + 1) {
      var estimate = new ReceiverEstimate(1, bitrate, List.of());
      var back = (ReceiverEstimate) read(write(List.of(estimate))).getFirst();
      assertTrue(back.bitrate() <= bitrate);
      assertTrue(bitrate - back.bitrate() <= bitrate >> 17, "of " + bitrate);
    }
  }

  @Test
  void unknownPacketsArePassedOver() throws Exception {
    byte[] bytes =
        Hex.bytes("83cd0002 00000001 00000002" + "80d00000" + "81ce0002 00000001 00000002");
    assertEquals(
        List.of(new Unknown(205, 3), new Unknown(208, 0), new PictureLoss(1, 2)), read(bytes));
    assertThrows(IllegalArgumentException.class, () -> write(List.of(new Unknown(205, 3))));
  }

  @Test
  void refuses() {
    for (String bad :
        List.of(
            "",
            "80c9",
            "40c90001 00000001 # version 1",
            "80c90002 00000001 # longer than it is",
            "81c90001 00000001 # a block is missing",
            "81ca0001 00000001 # no items",
            "81ca0002 00000001 01090000 # an item too long",
            "82cb0001 00000001 # a source is missing",
            "81cb0002 00000001 05616263 # a reason too long",
            "a0c90001 00000001 80c90001 00000001 # padding within a compound",
            "a0c90001 00000000 # padding of nothing",
            "80cc0001 00000001 # no name",
            "81cd0001 00000001 # no media",
            "8fcd0004 00000001 00000002 00000001 00000000 # no chunk",
            "8fcd0005 00000001 00000002 00000001 00000000 0000 0000 # a run of nothing",
            "8fcd0005 00000001 00000002 00000001 00000000 6001 0000 # a reserved symbol",
            "8fcd0005 00000001 00000002 00002001 00000000 1fff 1fff # speaks of too many",
            "8fce0004 00000001 00000000 52454d42 02ffffff # beyond a long, no SSRC",
            "80cf0002 00000001 04000002 # half a block")) {
      byte[] bytes = Hex.bytes(bad);
      assertThrows(MalformedRtcp.class, () -> RtcpReader.read(bytes, 0, bytes.length), bad);
    }
  }

  @Test
  void times() {
    Instant instant = Instant.parse("2026-11-23T16:00:00.250Z");
    assertEquals(instant, NtpTime.instant(NtpTime.of(instant)));
    assertEquals(0x4000, NtpTime.of(instant) >> 16 & 0xFFFF);
    assertEquals(0x12345678L, NtpTime.middle(0xaaaa_1234_5678_bbbbL));
  }

  @Test
  void survivesDamage() {
    List<byte[]> seeds = new ArrayList<>(List.of(REPORTS, FEEDBACK));
    int[] deltas = {1, 2, LOST, 300, LOST, LOST, -5};
    seeds.add(write(List.of(new TransportFeedback(1, 2, 5, 3, 9, deltas))));
    Fuzz.packets(
        seeds,
        List.of(MalformedRtcp.class),
        bytes -> {
          List<RtcpPacket> packets = read(bytes);
          if (packets.stream().noneMatch(RtcpTest::holdsUnknown)) {
            assertEquals(packets, read(write(packets)));
          }
        });
  }

  private static boolean holdsUnknown(RtcpPacket packet) {
    return packet instanceof Unknown
        || packet instanceof ExtendedReport(long _, List<XrBlock> blocks)
            && blocks.stream().anyMatch(XrBlock.Unknown.class::isInstance)
        // Invalid text is read with replacements that may not fit when written.
        || packet instanceof SourceDescription
        || packet instanceof Bye
        // Two ways to say the same.
        || packet instanceof Nack
        || packet instanceof TransportFeedback;
  }

  private static List<RtcpPacket> read(byte[] bytes) throws MalformedRtcp {
    return RtcpReader.read(bytes, 0, bytes.length);
  }

  private static byte[] write(List<RtcpPacket> packets) {
    byte[] out = new byte[20_000];
    var writer = new RtcpWriter().begin(out, 0);
    packets.forEach(writer::write);
    return Arrays.copyOf(out, writer.length());
  }
}
