package allmende.sfu.svc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/// On pictures of which every other one is built upon by none.
class H264LayersTest {
  private static final byte[] KEY = {0x78, 0, 2, 0x67, 1, 0, 2, 0x65, 2}; // STAP-A: SPS, IDR slice
  private static final byte[] REFERENCE = {0x41, 1, 2}; // a slice with nal_ref_idc 2
  private static final byte[] FREE = {0x01, 1, 2}; // a slice with nal_ref_idc 0
  private static final byte[] FREE_PART = {0x1C, (byte) 0x81, 2}; // FU-A: the start of such a one
  private static final byte[] MESSAGE = {0x06, 1, 2}; // SEI, which always has 0
  private final Frame frame = new Frame();
  private final H264Layers layers = new H264Layers();

  private boolean select(int time, byte[] payload) {
    frame.readH264(payload, 0, payload.length);
    frame.time(time);
    return layers.select(frame);
  }

  @Test
  void whatNothingBuildsUponIsLeftOut() {
    assertTrue(select(0, KEY));
    assertEquals(0, frame.temporalLayer());
    assertTrue(select(3_000, FREE), "not before it is asked for");
    assertEquals(1, frame.temporalLayer());
    layers.limit(0, 0);
    assertTrue(select(6_000, REFERENCE));
    assertFalse(select(9_000, FREE));
    assertFalse(select(9_000, FREE_PART));
    assertTrue(select(12_000, REFERENCE));
    assertFalse(select(9_000, FREE_PART), "late, and left out all the same");
    assertTrue(select(3_000, FREE_PART), "and what was begun is sent to its end");
    layers.limit(0, 1);
    assertTrue(select(15_000, FREE), "one may go up anywhere");
    assertFalse(layers.needsKeyFrame());
  }

  @Test
  void whatBeginsAPictureSaysWhatItIs() {
    select(0, KEY);
    layers.limit(0, 0);
    assertTrue(select(3_000, MESSAGE), "messages may be in any picture");
    assertTrue(select(3_000, FREE), "so the picture goes with it");
    assertFalse(select(6_000, FREE));
  }

  @Test
  void timesMayBeginAnew() {
    select(900_000, KEY);
    layers.limit(0, 0);
    assertTrue(select(0, KEY));
    assertFalse(select(3_000, FREE));
    assertFalse(select(3_000, FREE_PART));
  }
}
