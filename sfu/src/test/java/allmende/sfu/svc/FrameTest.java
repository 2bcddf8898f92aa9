package allmende.sfu.svc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/// VP8 as Chromium sends it where the dependency descriptor is agreed on: its own descriptor says
/// nothing but where frames begin.
class FrameTest {
  private static final byte[] KEY = {0x10, 0x10, 0, 0};
  private static final byte[] DELTA = {0x10, 0x11, 0, 0};

  /// Two temporal layers: key pictures, lower ones two frames on, upper ones that nothing needs.
  private static final String STRUCTURE =
      "000000" // the first template's id
          + "00001" // two targets
          + ("00" + "01" + "11") // layers: the same, the next temporal one, no more
          + ("1010" + "1010" + "0001") // switch in both, switch in both, discardable in the upper
          + ("0" + "1" + "0001" + "0" + "1" + "0000" + "0") // none, two back, one back
          + "0" // no chains
          + "0"; // no resolutions

  private final Frame frame = new Frame();

  private static byte[] bytes(String bits) {
    byte[] bytes = new byte[(bits.length() + 7) / 8];
    for (int i = 0; i < bits.length(); i++) {
      bytes[i / 8] |= (byte) ((bits.charAt(i) - '0') << 7 - i % 8);
    }
    return bytes;
  }

  private void read(byte[] payload, byte[] descriptor) {
    var inForce = frame.structure();
    frame.readVp8(payload, 0, payload.length);
    frame.describe(descriptor, 0, descriptor.length, inForce, false);
  }

  @Test
  void whatTheDescriptorSaysMayBeLeftOut() {
    byte[] head = {(byte) 0xC0, 0, 0};
    byte[] key = bytes(binary(head) + "10000" + STRUCTURE);
    read(KEY, key);
    assertTrue(frame.startsKeyFrame());
    assertEquals(0, frame.temporalLayer());
    assertEquals(1, frame.spatialLayers());
    LayerChoice choice = frame.choice();
    assertNotNull(choice);
    choice.limit(Integer.MAX_VALUE, 0);
    assertTrue(choice.select(frame));
    read(DELTA, new byte[] {(byte) 0xC2, 0, 1});
    assertEquals(1, frame.temporalLayer());
    assertFalse(frame.startsKeyFrame());
    assertFalse(choice.select(frame));
    read(DELTA, new byte[] {(byte) 0xC1, 0, 2});
    assertTrue(choice.select(frame));
    assertFalse(choice.needsKeyFrame());
    choice.limit(Integer.MAX_VALUE, 1);
    read(DELTA, new byte[] {(byte) 0xC1, 0, 4});
    assertTrue(choice.select(frame));
    read(DELTA, new byte[] {(byte) 0xC2, 0, 5});
    assertTrue(choice.select(frame), "all come again");
  }

  @Test
  void whatItDoesNotSayIsPassedOn() {
    read(KEY, new byte[] {(byte) 0xC1, 0, 2});
    assertTrue(frame.startsKeyFrame(), "it belongs to a structure that has not come");
    assertFalse(frame.isUnreadable());
    assertTrue(frame.isNeededFor(0));
    assertNull(frame.choice());
  }

  private static String binary(byte[] bytes) {
    StringBuilder bits = new StringBuilder();
    for (byte each : bytes) {
      bits.append(Integer.toBinaryString(each & 0xFF | 0x100).substring(1));
    }
    return bits.toString();
  }
}
