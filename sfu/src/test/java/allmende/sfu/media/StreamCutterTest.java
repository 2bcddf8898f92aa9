package allmende.sfu.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StreamCutterTest {
  private final List<String> cut = new ArrayList<>();

  private StreamCutter cutter(StreamFraming framing) {
    return new StreamCutter(
        framing,
        (bytes, offset, length) ->
            cut.add(HexFormat.of().formatHex(bytes, offset, offset + length)));
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  @Test
  void packetsStandBehindTheirLength() {
    byte[] stream =
        bytes(
            "0003 800102" // three bytes of RTP (RFC 4571 §2)
                + "0000" // an empty frame
                + "0001 16");
    assertTrue(cutter(StreamFraming.PACKETS).cut(stream, 0, stream.length));
    assertEquals(List.of("0003800102", "0000", "000116"), cut);
  }

  @Test
  void turnSaysItsLengthItself() {
    byte[] stream =
        bytes(
            "4000 0001 aa 000000" // ChannelData with padding (RFC 8656 §12.5)
                + "0011 0000 2112a442 000102030405060708090a0b" // an indication without attributes
                + "4001 0000");
    assertTrue(cutter(StreamFraming.TURN).cut(stream, 0, stream.length));
    assertEquals(
        List.of("40000001aa000000", "001100002112a442000102030405060708090a0b", "40010000"), cut);
  }

  @Test
  void itDoesNotMatterHowTheNetworkCuts() {
    Random random = new Random(4_571);
    for (StreamFraming framing : StreamFraming.values()) {
      for (int run = 0; run < 200; run++) {
        cut.clear();
        List<String> expected = new ArrayList<>();
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        for (int i = 0; i < 20; i++) {
          byte[] message = message(framing, random);
          expected.add(HexFormat.of().formatHex(message));
          stream.writeBytes(message);
        }
        byte[] all = stream.toByteArray();
        StreamCutter cutter = cutter(framing);
        for (int at = 0; at < all.length; ) {
          int count = Math.min(all.length - at, 1 + random.nextInt(1 << random.nextInt(12)));
          assertTrue(cutter.cut(all, at, count));
          at += count;
        }
        assertEquals(expected, cut);
      }
    }
  }

  private static byte[] message(StreamFraming framing, Random random) {
    int length = random.nextInt(1_500);
    byte[] message;
    if (framing == StreamFraming.PACKETS) {
      message = new byte[2 + length];
      random.nextBytes(message);
      message[0] = (byte) (length >> 8);
      message[1] = (byte) length;
    } else {
      message = new byte[4 + (length + 3) / 4 * 4];
      random.nextBytes(message);
      message[0] = (byte) (0x40 | random.nextInt(16));
      message[2] = (byte) (length >> 8);
      message[3] = (byte) length;
    }
    return message;
  }

  @Test
  void whatIsTooLongOrNoMessageIsRefused() {
    byte[] long5000 = bytes("1388 00");
    assertFalse(cutter(StreamFraming.PACKETS).cut(long5000, 0, 3));
    assertFalse(cutter(StreamFraming.TURN).cut(bytes("4000 1388 00"), 0, 5));
    assertFalse(cutter(StreamFraming.TURN).cut(bytes("474554202f204854"), 0, 8), "GET / HT");
    assertTrue(cut.isEmpty());
  }

  @Test
  void noiseDoesNotStopIt() {
    Random random = new Random(6_544);
    for (StreamFraming framing : StreamFraming.values()) {
      for (int run = 0; run < 20_000; run++) {
        byte[] noise = new byte[random.nextInt(64)];
        random.nextBytes(noise);
        StreamCutter cutter = cutter(framing);
        int half = noise.length / 2;
        if (cutter.cut(noise, 0, half)) {
          cutter.cut(noise, half, noise.length - half);
        }
      }
    }
    assertTrue(cut.stream().allMatch(each -> each.length() <= 2 * StreamCutter.LARGEST));
  }
}
