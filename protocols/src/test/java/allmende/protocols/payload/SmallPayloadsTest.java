package allmende.protocols.payload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.protocols.Fuzz;
import allmende.protocols.Hex;
import java.util.List;
import org.junit.jupiter.api.Test;

class SmallPayloadsTest {
  /// RFC 2198 §4 has one like it: a redundant block in front of the primary.
  private static final byte[] RED =
      Hex.bytes(
          """
          ef 0f0002          # more follow, type 111, 960 back, 2 bytes
          6f                 # type 111, the last
          aaaa               # redundant
          bbbbbb             # primary
          """);

  @Test
  void keyFramesOfH264() {
    assertTrue(h264("65 88"), "an IDR slice");
    assertTrue(h264("67 42"), "sequence parameters");
    assertFalse(h264("61 88"), "another slice");
    assertFalse(h264("68 88"), "picture parameters");
    assertFalse(h264("06 05"), "supplemental information");
    assertTrue(h264("78 0002 68ce 0002 6588"), "aggregated, in the second place");
    assertFalse(h264("78 0002 68ce 0002 6188"));
    assertFalse(h264("78 ffff 68ce 0002 6588"), "the second lies outside");
    assertTrue(h264("7c 85 88"), "the first fragment of an IDR slice");
    assertFalse(h264("7c 05 88"), "a later one");
    assertFalse(h264("7c 81 88"), "the first of another slice");
    assertFalse(h264("65"));
    assertFalse(h264(""));
  }

  private static boolean h264(String hex) {
    byte[] bytes = Hex.bytes(hex);
    return H264Payload.startsKeyFrame(bytes, 0, bytes.length);
  }

  @Test
  void picturesOfH264ThatNothingBuildsUpon() {
    assertTrue(discardable("01 88"), "a slice with a nal_ref_idc of 0");
    assertTrue(discardable("1c 81 88"), "the first fragment of one");
    assertTrue(discardable("1c 01 88"), "a later one");
    assertTrue(discardable("18 0002 0188"), "an aggregated one");
    assertFalse(discardable("41 88"), "a slice that others build upon");
    assertFalse(discardable("5c 81 88"));
    assertFalse(discardable("05 88"), "never an IDR slice");
    assertFalse(discardable("06 05"), "supplemental information always has 0");
    assertFalse(discardable("18 0002 0605"));
    assertFalse(discardable("18 00"));
    assertFalse(discardable("01"));
  }

  private static boolean discardable(String hex) {
    byte[] bytes = Hex.bytes(hex);
    return H264Payload.isDiscardable(bytes, 0, bytes.length);
  }

  @Test
  void keyFramesOfAv1() {
    assertTrue(Av1Payload.startsKeyFrame(Hex.bytes("180a"), 0, 2));
    assertFalse(Av1Payload.startsKeyFrame(Hex.bytes("100a"), 0, 2));
    assertFalse(Av1Payload.startsKeyFrame(Hex.bytes("18"), 0, 1));
    assertTrue(Av1Payload.continuesUnit(Hex.bytes("900a"), 0, 2));
    assertFalse(Av1Payload.continuesUnit(Hex.bytes("100a"), 0, 2));
  }

  @Test
  void red() {
    var view = new RedPayload();
    assertTrue(view.wrap(RED, 0, RED.length));
    assertEquals(2, view.count());
    assertEquals(111, view.payloadType(0));
    assertEquals(960, view.timestampsBack(0));
    assertEquals(5, view.offset(0));
    assertEquals(2, view.length(0));
    assertEquals(111, view.payloadType(1));
    assertEquals(0, view.timestampsBack(1));
    assertEquals(7, view.offset(1));
    assertEquals(3, view.length(1));
    byte[] headers = new byte[5];
    RedPayload.putHeader(headers, 0, 111, 960, 2);
    RedPayload.putLastHeader(headers, 4, 111);
    assertEquals(Hex.of(RED).substring(0, 10), Hex.of(headers));
  }

  @Test
  void redThatDoesNotHoldWhatItSays() {
    var view = new RedPayload();
    for (String bad :
        List.of("", "ef", "ef0f0002", "ef0f0002 6f aa", "ef0f0000".repeat(16) + "6f aa")) {
      byte[] bytes = Hex.bytes(bad);
      assertFalse(view.wrap(bytes, 0, bytes.length), bad);
    }
    assertTrue(view.wrap(Hex.bytes("6f"), 0, 1), "an empty primary");
    assertEquals(0, view.length(0));
  }

  @Test
  void opus() {
    assertTrue(OpusPacket.isDtx(1));
    assertTrue(OpusPacket.isDtx(2));
    assertFalse(OpusPacket.isDtx(3));
    assertTrue(OpusPacket.isStereo(Hex.bytes("7c"), 0));
    assertEquals(960, samples("78"), "hybrid of 20 ms, one frame");
    assertEquals(1_920, samples("79"), "two of them");
    assertEquals(2_880, samples("7b 03"), "three of them");
    assertEquals(0, samples("7b"));
    assertEquals(0, samples(""));
    assertEquals(2_880, samples("18"), "SILK of 60 ms");
    assertEquals(1_920, samples("10"), "SILK of 40 ms");
    assertEquals(120, samples("80"), "CELT of 2.5 ms");
    assertEquals(960, samples("fc"), "CELT of 20 ms");
  }

  private static int samples(String hex) {
    byte[] bytes = Hex.bytes(hex);
    return OpusPacket.samples(bytes, 0, bytes.length);
  }

  @Test
  void surviveDamage() {
    var red = new RedPayload();
    Fuzz.packets(
        List.of(RED, Hex.bytes("78 0002 68ce 0002 6588"), Hex.bytes("7c 85 88")),
        List.of(),
        bytes -> {
          H264Payload.startsKeyFrame(bytes, 0, bytes.length);
          H264Payload.isDiscardable(bytes, 0, bytes.length);
          Av1Payload.startsKeyFrame(bytes, 0, bytes.length);
          Av1Payload.continuesUnit(bytes, 0, bytes.length);
          OpusPacket.samples(bytes, 0, bytes.length);
          if (red.wrap(bytes, 0, bytes.length)) {
            for (int i = 0; i < red.count(); i++) {
              assertTrue(red.length(i) >= 0 && red.offset(i) + red.length(i) <= bytes.length);
            }
          }
        });
  }
}
