package allmende.sfu.svc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/// On pictures of two spatial and two temporal layers, by their own descriptors alone.
class Vp9LayersTest {
  private final Frame frame = new Frame();
  private final Vp9Layers layers = new Vp9Layers();
  private int picture;

  /// A packet that is a whole frame of a layer.
  private static byte[] packet(int picture, int spatial, int temporal, boolean key, boolean up) {
    int flags = 0x80 | 0x20 | 0x08 | 0x04; // picture id, layers, start and end of the frame
    flags |= key ? 0 : 0x40; // builds upon earlier pictures
    boolean structure = key && spatial == 0;
    byte[] bytes = {
      (byte) (flags | (structure ? 0x02 : 0)),
      (byte) picture,
      (byte) (temporal << 5 | (up ? 0x10 : 0) | spatial << 1 | (spatial > 0 ? 1 : 0)),
      (byte) picture, // counts the lowest temporal layer, roughly
      0x20, // two spatial layers, nothing else; data in other packets
      1
    };
    return bytes;
  }

  /// What is sent of so many pictures, every other one in the upper temporal layer.
  private String sent(int count, boolean key) {
    StringBuilder sent = new StringBuilder();
    for (int i = 0; i < count; i++) {
      int temporal = i % 2;
      picture = picture + 1 & 0x7F;
      for (int spatial = 0; spatial < 2; spatial++) {
        byte[] bytes = packet(picture, spatial, temporal, key && i == 0, temporal == 1);
        frame.readVp9(bytes, 0, bytes.length);
        if (layers.select(frame)) {
          sent.append(" S").append(spatial).append("T").append(temporal);
          sent.append(layers.endsPicture(frame) ? "!" : "");
        }
      }
    }
    return sent.toString().strip();
  }

  @Test
  void nothingBeforeAKeyFrame() {
    assertTrue(layers.needsKeyFrame());
    assertEquals("", sent(2, false));
    assertEquals("S0T0 S1T0! S0T1 S1T1!", sent(2, true));
    assertFalse(layers.needsKeyFrame());
    assertEquals(1, layers.spatialLayer());
  }

  @Test
  void oneGoesDownAtOnceAndUpWithAKeyFrame() {
    sent(2, true);
    layers.limit(0, 1);
    assertEquals("S0T0! S0T1!", sent(2, false));
    layers.limit(1, 1);
    assertTrue(layers.needsKeyFrame());
    assertEquals("S0T0! S0T1!", sent(2, false));
    assertEquals("S0T0 S1T0! S0T1 S1T1!", sent(2, true));
    assertFalse(layers.needsKeyFrame());
  }

  @Test
  void temporalLayersComeAndGoWithoutOne() {
    sent(2, true);
    layers.limit(1, 0);
    assertEquals("S0T0 S1T0! S0T0 S1T0!", sent(4, false));
    layers.limit(1, 1);
    assertFalse(layers.needsKeyFrame());
    assertEquals("S0T0 S1T0! S0T1 S1T1!", sent(2, false));
  }

  @Test
  void nothingIsSentToWhoIsToGetNothing() {
    sent(2, true);
    layers.limit(LayerChoice.NOTHING, LayerChoice.NOTHING);
    assertEquals("", sent(4, true));
    assertFalse(layers.needsKeyFrame());
  }

  @Test
  void aFrameSaysWhoNeedsIt() {
    byte[] lower = packet(1, 0, 0, true, false);
    frame.readVp9(lower, 0, lower.length);
    assertTrue(frame.startsKeyFrame());
    assertEquals(2, frame.spatialLayers());
    assertTrue(frame.isNeededFor(0) && frame.isNeededFor(1));
    byte[] upper = packet(1, 1, 0, true, false);
    frame.readVp9(upper, 0, upper.length);
    assertFalse(frame.startsKeyFrame(), "its lower layer does");
    assertFalse(frame.isNeededFor(0));
    assertTrue(frame.isNeededFor(1));
    frame.readVp8(new byte[] {0x10, 0}, 0, 2);
    assertTrue(frame.startsKeyFrame());
    assertNull(frame.choice(), "there is nothing to choose");
    assertFalse(layers.select(frame), "nothing of another codec");
    frame.readVp9(new byte[0], 0, 0);
    assertNull(frame.picture());
    assertFalse(frame.startsKeyFrame());
  }

  @Test
  void aDescriptorThatCannotBeReadIsNeededByNobody() {
    frame.readAv1(new byte[] {0x18, 1}, 0, 2);
    assertTrue(frame.startsKeyFrame());
    frame.describe(new byte[] {(byte) 0xC0, 0, 1}, 0, 3, null, true);
    assertTrue(frame.isUnreadable());
    assertFalse(frame.startsKeyFrame());
    assertFalse(frame.isNeededFor(0));
    frame.readAv1(new byte[] {0x10, 1}, 0, 2);
    assertFalse(frame.isUnreadable(), "the next one begins anew");
  }
}
