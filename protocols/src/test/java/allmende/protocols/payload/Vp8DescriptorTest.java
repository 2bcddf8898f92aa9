package allmende.protocols.payload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.protocols.Fuzz;
import allmende.protocols.Hex;
import java.util.List;
import org.junit.jupiter.api.Test;

class Vp8DescriptorTest {
  private static final byte[] KEY_FRAME =
      Hex.bytes(
          """
          90                 # X and S: extended, start of partition 0
          f0                 # I, L, T, K
          91 23              # picture id 0x1123 of 15 bits
          45                 # TL0PICIDX
          23                 # layer 0, Y, key index 3
          10 02 00           # frame tag: key frame, shown
          9d 01 2a           # start code
          80 02 e0 41        # 640 wide; 480 high, scaled
          """);

  private static final byte[] OF_ANOTHER_FRAME =
      Hex.bytes(
          """
          a0                 # X and N: discardable, not a start
          a0                 # I, T
          7f                 # picture id of 7 bits
          80                 # layer 2
          11                 # data
          """);

  private final Vp8Descriptor view = new Vp8Descriptor();

  @Test
  void keyFrame() {
    assertTrue(view.wrap(KEY_FRAME, 0, KEY_FRAME.length));
    assertEquals(6, view.length());
    assertTrue(view.startsFrame());
    assertTrue(view.startsKeyFrame());
    assertFalse(view.isDiscardable());
    assertEquals(0x1123, view.pictureId());
    assertEquals(0x45, view.tl0PictureIndex());
    assertEquals(0, view.temporalLayer());
    assertTrue(view.isLayerSync());
    assertEquals(640, view.width());
    assertEquals(480, view.height());
  }

  @Test
  void aPacketInTheMiddle() {
    assertTrue(view.wrap(OF_ANOTHER_FRAME, 0, OF_ANOTHER_FRAME.length));
    assertEquals(4, view.length());
    assertFalse(view.startsFrame());
    assertFalse(view.startsKeyFrame(), "its first bit is not a frame's");
    assertTrue(view.isDiscardable());
    assertEquals(127, view.pictureId());
    assertEquals(Vp8Descriptor.NONE, view.tl0PictureIndex());
    assertEquals(2, view.temporalLayer());
    assertFalse(view.isLayerSync());
    assertEquals(Vp8Descriptor.NONE, view.width());
  }

  @Test
  void withoutExtension() {
    byte[] bytes = Hex.bytes("10 01");
    assertTrue(view.wrap(bytes, 0, 2));
    assertEquals(1, view.length());
    assertTrue(view.startsFrame());
    assertFalse(view.startsKeyFrame(), "the bit says inter frame");
    assertEquals(Vp8Descriptor.NONE, view.pictureId());
    assertEquals(Vp8Descriptor.NONE, view.temporalLayer());
    view.setPictureId(7);
    view.setTl0PictureIndex(7);
    assertEquals("1001", Hex.of(bytes), "what is not there is not written");
  }

  @Test
  void rewritesInPlace() {
    byte[] bytes = KEY_FRAME.clone();
    assertTrue(view.wrap(bytes, 0, bytes.length));
    view.setPictureId(0x7FFF + 3);
    view.setTl0PictureIndex(256 + 5);
    assertEquals(2, view.pictureId());
    assertEquals(5, view.tl0PictureIndex());
    assertTrue(view.startsKeyFrame());
    byte[] small = OF_ANOTHER_FRAME.clone();
    assertTrue(view.wrap(small, 0, small.length));
    view.setPictureId(128 + 9);
    assertEquals(9, view.pictureId());
    assertFalse(view.hasLongPictureId());
  }

  @Test
  void refusesWhatDoesNotFit() {
    for (String bad : List.of("", "90", "9080", "908091", "90f09123", "90f0912345", "9010")) {
      byte[] bytes = Hex.bytes(bad);
      assertFalse(view.wrap(bytes, 0, bytes.length), bad);
    }
  }

  @Test
  void survivesDamage() {
    Fuzz.packets(
        List.of(KEY_FRAME, OF_ANOTHER_FRAME),
        List.of(),
        bytes -> {
          if (view.wrap(bytes, 0, bytes.length)) {
            assertTrue(view.length() <= bytes.length);
            view.setPictureId(view.pictureId() + 1);
            view.setTl0PictureIndex(view.tl0PictureIndex() + 1);
            view.temporalLayer();
            view.width();
            view.height();
          }
        });
  }
}
