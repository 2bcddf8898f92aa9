package allmende.protocols.rtp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.protocols.Fuzz;
import allmende.protocols.Hex;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RtpViewTest {
  private static final byte[] ONE_BYTE =
      Hex.bytes(
          """
          b2 ef 1234                 # version 2, padding, extension, 2 sources; marker, type 111
          00000064 cafebabe          # timestamp, SSRC
          00000001 00000002          # contributing sources
          bede 0003                  # one-byte form, three words
          10 8c                      # id 1, one byte: voice at -12 dBov
          41 3031                    # id 4, two bytes: 01
          00                         # padding
          52 010203                  # id 5, three bytes
          00 00                      # padding
          aabbccdd                   # payload
          00 00 03                   # padding
          """);

  private static final byte[] TWO_BYTES =
      Hex.bytes(
          """
          90 60 0001 00000000 00000007
          1000 0003                  # two-byte form
          01 00                      # id 1, empty
          12 01 ff                   # id 18, one byte
          ff 03 616263               # id 255, three bytes
          0000                       # padding
          01                         # payload
          """);

  @Test
  void oneByteForm() {
    var view = new RtpView();
    byte[] buffer = new byte[80];
    System.arraycopy(ONE_BYTE, 0, buffer, 9, ONE_BYTE.length);
    assertTrue(view.wrap(buffer, 9, ONE_BYTE.length));
    assertTrue(view.marker());
    assertEquals(111, view.payloadType());
    assertEquals(0x1234, view.sequence());
    assertEquals(100, view.timestamp());
    assertEquals(0xcafebabe, view.ssrc());
    assertEquals(9 + 36, view.payloadOffset());
    assertEquals(4, view.payloadLength());
    assertEquals(3, view.paddingLength());
    int level = view.extension(1);
    assertEquals(12, AudioLevel.level(buffer, level));
    assertTrue(AudioLevel.isVoice(buffer, level));
    assertTrue(view.extensionIs(view.extension(4), "01".getBytes(StandardCharsets.US_ASCII)));
    assertFalse(view.extensionIs(view.extension(4), "0".getBytes(StandardCharsets.US_ASCII)));
    assertFalse(view.extensionIs(view.extension(6), "01".getBytes(StandardCharsets.US_ASCII)));
    assertEquals(3, view.extensionLength(view.extension(5)));
    assertEquals(RtpView.NONE, view.extension(2));
    assertEquals(RtpView.NONE, view.extension(0));
  }

  @Test
  void twoByteForm() {
    var view = new RtpView();
    assertTrue(view.wrap(TWO_BYTES, 0, TWO_BYTES.length));
    assertEquals(0, view.extensionLength(view.extension(1)));
    assertEquals(1, view.extensionLength(view.extension(18)));
    assertTrue(view.extensionIs(view.extension(255), "abc".getBytes(StandardCharsets.US_ASCII)));
    assertEquals(1, view.payloadLength());
  }

  @Test
  void theIdFifteenEndsTheList() {
    byte[] packet = Hex.bytes("90600001 00000000 00000007 bede0001 f0 11 2222");
    var view = new RtpView();
    assertTrue(view.wrap(packet, 0, packet.length));
    assertEquals(RtpView.NONE, view.firstExtension());
  }

  @Test
  void anElementThatDoesNotFitEndsTheList() {
    byte[] packet = Hex.bytes("90600001 00000000 00000007 bede0001 10 11 2f22 99999999");
    var view = new RtpView();
    assertTrue(view.wrap(packet, 0, packet.length));
    assertEquals(1, view.extensionId(view.firstExtension()));
    assertEquals(RtpView.NONE, view.extensionAfter(view.firstExtension()));
  }

  @Test
  void otherProfilesHaveNoElements() {
    byte[] packet = Hex.bytes("90600001 00000000 00000007 abac0001 10112f22 99999999");
    var view = new RtpView();
    assertTrue(view.wrap(packet, 0, packet.length));
    assertEquals(RtpView.NONE, view.firstExtension());
    assertEquals(4, view.payloadLength());
  }

  @Test
  void refuses() {
    for (String bad :
        List.of(
            "",
            "80600001 00000000 000000 # short",
            "40600001 00000000 00000007 # version 1",
            "82600001 00000000 00000007 00000000 # a source is missing",
            "90600001 00000000 00000007 bede # half an extension's head",
            "90600001 00000000 00000007 bede0002 10112233 # half an extension",
            "a0600001 00000000 00000007 # padding without any",
            "a0600001 00000000 00000007 00 # padding of nothing",
            "a0600001 00000000 00000007 0002 0003 06 # padding longer than the payload")) {
      byte[] bytes = Hex.bytes(bad);
      assertFalse(new RtpView().wrap(bytes, 0, bytes.length), bad);
    }
  }

  @Test
  void controlPacketsAreToldApart() {
    assertTrue(RtpHeader.isRtcp(Hex.bytes("80c8"), 0, 2));
    assertTrue(RtpHeader.isRtcp(Hex.bytes("8fcd"), 0, 2));
    assertFalse(RtpHeader.isRtcp(Hex.bytes("80e0"), 0, 2), "a marker on type 96");
    assertFalse(RtpHeader.isRtcp(Hex.bytes("806f"), 0, 2));
    assertFalse(RtpHeader.isRtcp(Hex.bytes("80"), 0, 1));
  }

  @Test
  void whatIsWrittenIsReadBack() {
    var random = new Random(8_285);
    var writer = new RtpHeaderWriter();
    var view = new RtpView();
    byte[] source = new byte[400];
    random.nextBytes(source);
    byte[] out = new byte[2_000];
    for (int round = 0; round < 2_000; round++) {
      boolean small = random.nextBoolean();
      int count = random.nextInt(6);
      int[] lengths = new int[count];
      writer.begin();
      for (int i = 0; i < count; i++) {
        lengths[i] = small ? 1 + random.nextInt(16) : random.nextInt(120);
        writer.extension(small ? i + 1 : 40 * i + 1, source, i, lengths[i]);
      }
      int header = writer.write(out, 3, true, 96, round, 2 * round, -round);
      assertEquals(0, header % 4);
      assertTrue(view.wrap(out, 3, header + 5));
      assertEquals(5, view.payloadLength());
      assertTrue(view.marker());
      assertEquals(96, view.payloadType());
      assertEquals(round, view.sequence());
      assertEquals(2 * round, view.timestamp());
      assertEquals(-round, view.ssrc());
      int at = view.firstExtension();
      for (int i = 0; i < count; i++) {
        int id = small ? i + 1 : 40 * i + 1;
        assertEquals(id, view.extensionId(at));
        assertEquals(at, view.extension(id));
        assertEquals(at, writer.valueOf(id));
        assertEquals(lengths[i], view.extensionLength(at));
        assertTrue(Arrays.equals(out, at, at + lengths[i], source, i, i + lengths[i]));
        at = view.extensionAfter(at);
      }
      assertEquals(RtpView.NONE, at);
    }
  }

  @Test
  void reservedExtensionsAreFilledInLater() {
    var writer = new RtpHeaderWriter();
    byte[] out = new byte[40];
    int header = writer.begin().reserve(3, 3).reserve(5, 2).write(out, 0, false, 96, 1, 2, 3);
    AbsoluteSendTime.put(out, writer.valueOf(3), 1_500_000_000L);
    assertEquals(-1, writer.valueOf(4));
    assertArrayEquals(
        Hex.bytes("90600001 00000002 00000003 bede0002 32 060000 51 0000 00"),
        Arrays.copyOf(out, header));
    assertEquals(3 << 17, AbsoluteSendTime.units(out, writer.valueOf(3)));
  }

  @Test
  void playoutDelay() {
    byte[] value = new byte[3];
    PlayoutDelay.put(value, 0, 100, 400_000);
    assertEquals("00afff", Hex.of(value));
    assertEquals(100, PlayoutDelay.leastMillis(value, 0));
    assertEquals(PlayoutDelay.MOST_MILLIS, PlayoutDelay.mostMillis(value, 0));
  }

  @Test
  void retransmissionsBecomeWhatTheyWere() {
    byte[] packet = Hex.bytes("90e1 0009 00000064 00000002 bede0001 10112222 1234 aabbcc");
    var view = new RtpView();
    assertTrue(view.wrap(packet, 0, packet.length));
    assertTrue(Retransmission.restore(view, 96, 1));
    assertEquals(
        "90e0 1234 00000064 00000001 bede0001 10112222 aabbcc".replace(" ", ""),
        Hex.of(Arrays.copyOfRange(packet, view.offset(), view.offset() + view.length())));
    byte[] probe = Hex.bytes("a0e1 0009 00000064 00000002 00000004");
    assertTrue(view.wrap(probe, 0, probe.length));
    assertFalse(Retransmission.restore(view, 96, 1));
  }

  @Test
  void numbersThatComeRoundGoOn() {
    var sequences = new SequenceUnwrapper();
    assertEquals(65_534, sequences.unwrap(65_534));
    assertEquals(65_537, sequences.unwrap(1));
    assertEquals(65_535, sequences.unwrap(65_535));
    assertEquals(65_536, sequences.peek(0));
    assertEquals(65_535 + 30_000, sequences.unwrap((65_535 + 30_000) & 0xFFFF));
    var early = new SequenceUnwrapper();
    early.unwrap(0);
    assertEquals(-1, early.unwrap(65_535));
    assertEquals(0, early.unwrap(0));
    var timestamps = new TimestampUnwrapper();
    assertEquals(0xFFFF_FF00L, timestamps.unwrap(0xFFFF_FF00));
    assertEquals(0x1_0000_0100L, timestamps.unwrap(0x100));
    assertEquals(0xFFFF_FF00L, timestamps.unwrap(0xFFFF_FF00));
  }

  @Test
  void survivesDamage() {
    var view = new RtpView();
    Fuzz.packets(
        List.of(ONE_BYTE, TWO_BYTES),
        List.of(),
        bytes -> {
          if (view.wrap(bytes, 0, bytes.length)) {
            assertTrue(view.payloadLength() >= 0);
            for (int at = view.firstExtension(); at != RtpView.NONE; at = view.extensionAfter(at)) {
              assertTrue(at + view.extensionLength(at) <= view.payloadOffset());
            }
            view.extension(3);
            Retransmission.restore(view, 1, 2);
          }
        });
  }
}
