package allmende.protocols.payload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.protocols.Fuzz;
import allmende.protocols.Hex;
import allmende.protocols.payload.DependencyStructure.DecodeTarget;
import allmende.protocols.payload.DependencyStructure.Indication;
import allmende.protocols.payload.DependencyStructure.Resolution;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DependencyDescriptorTest {
  /// What a browser sends with a key frame of three spatial and three temporal layers.
  private static final byte[] KEY_FRAME =
      Hex.bytes(
          """
          c1 0172            # first and last packet, template 1, frame 370
          80                 # brings a structure
          081485214eafffaaaa863cf0430c10c302afc0aaa0063c00430010c002a000a80006000040001d954926
          e082b04a0941b820ac1282503157f974000ca864330e222222eca8655304224230eca877530077004200
          ef008601df010d
          """);

  private final DependencyDescriptor view = new DependencyDescriptor();

  @Test
  void structure() {
    assertTrue(view.read(KEY_FRAME, 0, KEY_FRAME.length, null));
    DependencyStructure structure = Objects.requireNonNull(view.structure());
    assertEquals(
        List.of(new Resolution(120, 67), new Resolution(240, 135), new Resolution(480, 270)),
        structure.resolutions());
    assertEquals(3, structure.chains());
    assertEquals(
        List.of(
            new DecodeTarget(0, 0, 0),
            new DecodeTarget(0, 1, 0),
            new DecodeTarget(0, 2, 0),
            new DecodeTarget(1, 0, 1),
            new DecodeTarget(1, 1, 1),
            new DecodeTarget(1, 2, 1),
            new DecodeTarget(2, 0, 2),
            new DecodeTarget(2, 1, 2),
            new DecodeTarget(2, 2, 2)),
        structure.decodeTargets());
    assertTrue(view.hasActiveTargets());
    assertEquals(0x1FF, view.activeTargets());
    assertEquals(370, view.frameNumber());
    assertTrue(view.startsFrame());
    assertTrue(view.endsFrame());
    assertEquals(0, view.differences(), "a key frame builds upon nothing");
    assertEquals(0, view.spatialLayer());
    assertEquals(Indication.SWITCH, view.indication(0));
  }

  @Test
  void framesThatFollow() {
    DependencyStructure structure = inForce();
    read("860173", structure);
    assertTrue(view.startsFrame());
    assertFalse(view.endsFrame());
    assertEquals(371, view.frameNumber());
    assertEquals(1, view.spatialLayer());
    assertEquals(0, view.temporalLayer());
    assertEquals(1, view.differences());
    assertEquals(1, view.difference(0));
    assertFalse(view.hasActiveTargets());
    assertNull(view.structure());
    read("c30175", structure);
    assertEquals(0, view.spatialLayer());
    assertEquals(2, view.temporalLayer());
    read("86017340fc", structure);
    assertTrue(view.hasActiveTargets());
    assertEquals(0b000_111_111, view.activeTargets(), "the highest layer is not sent");
  }

  @Test
  void whatTheTemplateSaysCanBeOverridden() {
    DependencyStructure structure = inForce();
    // Flags, nine indications of 2 bits, a difference of 4 bits, the end, three chains of 8 bits.
    String bits =
        "10000110"
            + "0000000101110011"
            + "00111"
            + "010101010101010101"
            + "01"
            + "0100"
            + "00"
            + "00000011"
            + "00000100"
            + "00000101"
            + "0";
    byte[] bytes = bytes(bits);
    assertTrue(view.read(bytes, 0, bytes.length, structure));
    assertEquals(Indication.DISCARDABLE, view.indication(8));
    assertEquals(1, view.differences());
    assertEquals(5, view.difference(0));
    assertEquals(5, view.chainDifference(2));
  }

  @Test
  void saysWhichTargetsAreSentAndNothingElseChanges() {
    DependencyStructure structure = inForce();
    var again = new DependencyDescriptor();
    byte[] out = new byte[200];
    String own =
        "10000110"
            + "0000000101110011"
            + "00111"
            + "010101010101010101"
            + "01"
            + "0100"
            + "00"
            + "00000011"
            + "00000100"
            + "00000101"
            + "0";
    for (byte[] each :
        List.of(KEY_FRAME, Hex.bytes("860173"), Hex.bytes("86017340fc"), bytes(own))) {
      assertTrue(view.read(each, 0, each.length, structure));
      Arrays.fill(out, (byte) 0xFF);
      int length = view.writeWithActiveTargets(each, 0, out, 7, 0b101);
      assertTrue(length <= each.length + 5);
      assertTrue(again.read(out, 7, length, structure));
      assertTrue(again.hasActiveTargets());
      assertEquals(0b101, again.activeTargets());
      assertEquals(view.structure(), again.structure());
      assertEquals(view.frameNumber(), again.frameNumber());
      assertEquals(view.startsFrame(), again.startsFrame());
      assertEquals(view.endsFrame(), again.endsFrame());
      assertEquals(view.spatialLayer(), again.spatialLayer());
      assertEquals(view.temporalLayer(), again.temporalLayer());
      assertEquals(view.differences(), again.differences());
      for (int i = 0; i < view.differences(); i++) {
        assertEquals(view.difference(i), again.difference(i));
      }
      for (int i = 0; i < 9; i++) {
        assertEquals(view.indication(i), again.indication(i));
      }
      for (int i = 0; i < 3; i++) {
        assertEquals(view.chainDifference(i), again.chainDifference(i));
      }
    }
  }

  @Test
  void withoutAStructureNothingIsKnown() {
    byte[] bytes = Hex.bytes("860173");
    assertFalse(view.read(bytes, 0, 3, null));
    assertFalse(view.read(bytes, 0, 2, inForce()));
    byte[] foreign = Hex.bytes("bf0173");
    assertFalse(view.read(foreign, 0, 3, inForce()), "a template of another structure");
  }

  @Test
  void survivesDamage() {
    DependencyStructure structure = inForce();
    Fuzz.packets(
        List.of(KEY_FRAME, Hex.bytes("86017340fc"), Hex.bytes("86017338aaaaaaaaaaaaaaaaaaaa")),
        List.of(),
        bytes -> {
          if (view.read(bytes, 0, bytes.length, structure)) {
            for (int i = 0; i < view.differences(); i++) {
              assertTrue(view.difference(i) > 0);
            }
            int length = view.writeWithActiveTargets(bytes, 0, new byte[300], 0, 1);
            assertTrue(length <= bytes.length + 5);
            DependencyStructure carried = view.structure();
            int targets = (carried == null ? structure : carried).decodeTargets().size();
            for (int i = 0; i < targets; i++) {
              assertNotNull(view.indication(i));
            }
          }
        });
  }

  private DependencyStructure inForce() {
    assertTrue(view.read(KEY_FRAME, 0, KEY_FRAME.length, null));
    return Objects.requireNonNull(view.structure());
  }

  private void read(String hex, DependencyStructure structure) {
    byte[] bytes = Hex.bytes(hex);
    assertTrue(view.read(bytes, 0, bytes.length, structure), hex);
  }

  private static byte[] bytes(String bits) {
    byte[] bytes = new byte[(bits.length() + 7) / 8];
    for (int i = 0; i < bits.length(); i++) {
      bytes[i / 8] |= (byte) ((bits.charAt(i) - '0') << 7 - i % 8);
    }
    return bytes;
  }
}
