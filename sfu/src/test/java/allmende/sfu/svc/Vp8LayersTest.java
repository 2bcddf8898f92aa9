package allmende.sfu.svc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// On pictures of three temporal layers, in the order in which encoders send them: 0 2 1 2.
class Vp8LayersTest {
  private static final int[] PATTERN = {0, 2, 1, 2};
  private final Frame frame = new Frame();
  private final Vp8Layers layers = new Vp8Layers();
  private int picture = 126;

  /// A packet of a picture (RFC 7741 §4.2).
  private static byte[] packet(int picture, int temporal, boolean sync, boolean key) {
    return new byte[] {
      (byte) 0x90, // X, S, partition 0
      (byte) 0xE0, // I, L, T
      (byte) (0x80 | picture >> 8),
      (byte) picture,
      0,
      (byte) (temporal << 6 | (sync ? 0x20 : 0)),
      (byte) (key ? 0x10 : 0x11),
      1
    };
  }

  private boolean select(int number, int temporal, boolean sync, boolean key) {
    byte[] bytes = packet(number & 0x7FFF, temporal, sync, key);
    frame.readVp8(bytes, 0, bytes.length);
    return layers.select(frame);
  }

  /// What is sent of so many rounds, as layers and closed-up numbers.
  private String sent(int rounds, boolean key, boolean sync) {
    List<String> sent = new ArrayList<>();
    for (int i = 0; i < rounds * PATTERN.length; i++) {
      int layer = PATTERN[i % PATTERN.length];
      int number = picture++;
      if (select(number, layer, sync && i % PATTERN.length < 3, key && i == 0)) {
        assertTrue(select(number, layer, false, false), "all packets of a picture alike");
        int closed = number - layers.leftOutBefore(Objects.requireNonNull(frame.picture()));
        sent.add(layer + ":" + closed);
      } else {
        assertFalse(select(number, layer, false, false), "all packets of a picture alike");
      }
    }
    return String.join(" ", sent);
  }

  @Test
  void allIsSentWhileNothingIsLimited() {
    assertEquals("0:126 2:127 1:128 2:129", sent(1, true, true));
    assertEquals(0, layers.spatialLayer());
    assertFalse(layers.needsKeyFrame());
  }

  @Test
  void idsCloseUpBehindPicturesThatAreLeftOut() {
    sent(1, true, true);
    layers.limit(0, 1);
    assertEquals("0:130 1:131 0:132 1:133", sent(2, false, false));
    layers.limit(0, 0);
    assertEquals("0:134 0:135", sent(2, false, false));
    assertEquals(0, layers.temporalLayer());
  }

  @Test
  void oneGoesUpWhereALayerBeginsAnewAndOneAtATime() {
    layers.limit(0, 0);
    assertEquals("0:126", sent(1, true, true));
    layers.limit(0, 2);
    assertEquals("0:127", sent(1, false, false), "nothing says that one may");
    assertEquals("0:128 1:129", sent(1, false, true), "the layer between comes first");
    assertEquals("0:130 2:131 1:132 2:133", sent(1, false, true));
    layers.limit(0, 0);
    sent(1, false, true);
    layers.limit(0, 2);
    assertEquals(4, sent(1, true, false).split(" ").length, "or with a key frame");
  }

  @Test
  void whatComesLateKeepsTheNumberThatItHad() {
    select(10, 0, true, true);
    layers.limit(0, 0);
    assertFalse(select(11, 2, false, false));
    assertTrue(select(14, 0, false, false));
    assertTrue(select(12, 0, false, false), "it was skipped, and its number is kept");
    assertFalse(select(11, 2, false, false), "left out is left out");
    assertEquals(11, 12 - leftOutBefore(12));
    assertEquals(13, 14 - leftOutBefore(14));
    assertFalse(select(5, 0, false, false), "before the beginning");
  }

  private int leftOutBefore(int number) {
    byte[] bytes = packet(number, 0, false, false);
    frame.readVp8(bytes, 0, bytes.length);
    return layers.leftOutBefore(Objects.requireNonNull(frame.picture()));
  }

  @Test
  void numbersHaveNoGapsWhateverIsLimited() {
    Random random = new Random(8);
    TreeMap<Integer, Integer> sent = new TreeMap<>();
    int first = 32_700;
    for (int i = 0; i < 5_000; i++) {
      int number = first + i;
      if (random.nextInt(10) == 0) {
        layers.limit(0, random.nextInt(3));
      }
      if (select(number, PATTERN[i % 4], random.nextBoolean(), i == 0)) {
        sent.put(number, number - layers.leftOutBefore(Objects.requireNonNull(frame.picture())));
      }
    }
    int expected = first;
    for (int each : sent.values()) {
      assertEquals(expected++, each);
    }
    assertTrue(sent.size() < 4_000 && sent.size() > 1_250, sent.size() + " were sent");
  }

  @Test
  void thereIsNothingToChooseWithoutLayers() {
    byte[] plain = {(byte) 0x90, (byte) 0x80, 1, 0x10, 1};
    frame.readVp8(plain, 0, plain.length);
    assertNull(frame.choice());
    byte[] layered = packet(1, 0, false, true);
    frame.readVp8(layered, 0, layered.length);
    assertTrue(frame.choice() instanceof Vp8Layers);
  }

  @Test
  void noBytesStopIt() {
    Random random = new Random(9);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextInt(12)];
      random.nextBytes(bytes);
      frame.readVp8(bytes, 0, bytes.length);
      layers.limit(random.nextInt(3) - 1, random.nextInt(4));
      layers.select(frame);
      if (frame.picture() != null) {
        layers.leftOutBefore(Objects.requireNonNull(frame.picture()));
      }
    }
  }
}
