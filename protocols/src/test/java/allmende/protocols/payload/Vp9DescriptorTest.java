package allmende.protocols.payload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.protocols.Fuzz;
import allmende.protocols.Hex;
import java.util.List;
import org.junit.jupiter.api.Test;

class Vp9DescriptorTest {
  private static final byte[] KEY_PICTURE =
      Hex.bytes(
          """
          aa                 # I, L, B, V: key picture, start of frame, structure follows
          92 34              # picture id 0x1234
          00                 # temporal 0, spatial 0
          45                 # TL0PICIDX
          38                 # structure: 2 layers, sizes, pictures
          0140 00b4          # 320 x 180
          0280 0168          # 640 x 360
          02                 # two pictures
          04 01              # layer 0, one reference
          38 01 02           # layer 1, U, two references
          ff                 # data
          """);

  private static final byte[] UPPER_LAYER =
      Hex.bytes(
          """
          ed                 # I, P, L, B, E, Z: predicted
          05                 # picture id 5 of 7 bits
          53                 # temporal 2, U, spatial 1, D
          46                 # TL0PICIDX
          ff
          """);

  private static final byte[] FLEXIBLE =
      Hex.bytes(
          """
          fc                 # I, P, L, F, B, E
          85 06              # picture id 0x506
          20                 # temporal 1, spatial 0
          03 05 06           # references 1, 2 and 3 pictures back
          ff
          """);

  private final Vp9Descriptor view = new Vp9Descriptor();

  @Test
  void keyPicture() {
    assertTrue(view.wrap(KEY_PICTURE, 0, KEY_PICTURE.length));
    assertEquals(KEY_PICTURE.length - 1, view.length());
    assertTrue(view.startsKeyFrame());
    assertTrue(view.startsFrame());
    assertFalse(view.endsFrame());
    assertFalse(view.isInterPredicted());
    assertEquals(0x1234, view.pictureId());
    assertEquals(0x45, view.tl0PictureIndex());
    assertEquals(0, view.spatialLayer());
    assertEquals(0, view.temporalLayer());
    assertEquals(2, view.spatialLayers());
    assertEquals(320, view.width(0));
    assertEquals(360, view.height(1));
  }

  @Test
  void upperLayer() {
    assertTrue(view.wrap(UPPER_LAYER, 0, UPPER_LAYER.length));
    assertFalse(view.startsKeyFrame());
    assertTrue(view.endsFrame());
    assertTrue(view.isInterPredicted());
    assertTrue(view.isNotReferencedAbove());
    assertEquals(5, view.pictureId());
    assertEquals(2, view.temporalLayer());
    assertTrue(view.isSwitchingUp());
    assertEquals(1, view.spatialLayer());
    assertTrue(view.isInterLayerPredicted());
    assertEquals(0x46, view.tl0PictureIndex());
    assertEquals(0, view.spatialLayers());
    assertEquals(4, view.length());
  }

  @Test
  void theUpperLayerOfAKeyPictureIsNoPlaceToStart() {
    byte[] bytes = Hex.bytes("a8 05 03 46 ff");
    assertTrue(view.wrap(bytes, 0, bytes.length));
    assertTrue(view.startsFrame());
    assertFalse(view.isInterPredicted());
    assertFalse(view.startsKeyFrame());
  }

  @Test
  void flexibleMode() {
    assertTrue(view.wrap(FLEXIBLE, 0, FLEXIBLE.length));
    assertEquals(7, view.length());
    assertEquals(0x506, view.pictureId());
    assertEquals(1, view.temporalLayer());
    assertEquals(Vp9Descriptor.NONE, view.tl0PictureIndex());
  }

  @Test
  void rewritesInPlace() {
    byte[] bytes = KEY_PICTURE.clone();
    assertTrue(view.wrap(bytes, 0, bytes.length));
    view.setPictureId(0x8001);
    view.setTl0PictureIndex(0x101);
    assertTrue(view.wrap(bytes, 0, bytes.length));
    assertEquals(1, view.pictureId());
    assertTrue(view.hasLongPictureId());
    assertEquals(1, view.tl0PictureIndex());
  }

  @Test
  void refusesWhatDoesNotFit() {
    for (String bad :
        List.of(
            "",
            "80",
            "8085",
            "20",
            "2000",
            "0a",
            "0a18",
            "0a30 0001 0002 0003",
            "0a08 02 04 01",
            "50 03 03")) {
      byte[] bytes = Hex.bytes(bad);
      assertFalse(view.wrap(bytes, 0, bytes.length), bad);
    }
  }

  @Test
  void survivesDamage() {
    Fuzz.packets(
        List.of(KEY_PICTURE, UPPER_LAYER, FLEXIBLE),
        List.of(),
        bytes -> {
          if (view.wrap(bytes, 0, bytes.length)) {
            assertTrue(view.length() <= bytes.length);
            view.setPictureId(view.pictureId() + 1);
            view.setTl0PictureIndex(view.tl0PictureIndex() + 1);
            view.startsKeyFrame();
            for (int i = 0; i < view.spatialLayers(); i++) {
              view.width(i);
            }
          }
        });
  }
}
