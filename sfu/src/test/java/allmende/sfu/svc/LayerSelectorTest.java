package allmende.sfu.svc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.protocols.payload.DependencyDescriptor;
import allmende.protocols.payload.DependencyStructure;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// On a stream of two spatial and two temporal layers. With `KEY`, spatial layers build upon each
/// other in key pictures only, as browsers send VP9 (L2T2_KEY); without, always (L2T2).
class LayerSelectorTest {
  /// A frame as a publisher sends it: two for each picture.
  private record Frame(int spatial, int temporal, boolean key, byte[] descriptor) {}

  private final DependencyDescriptor view = new DependencyDescriptor();
  private final LayerSelector selector = new LayerSelector();
  private DependencyStructure structure = structure(true);

  /// Targets are S0T0, S0T1, S1T0 and S1T1. Templates, each with what it is to the targets (`-` not
  /// there, `D` discardable, `S` switch, `R` required) and how many frames back it builds upon:
  private static String[][] templates(boolean key) {
    return key
        ? new String[][] {
          {"0", "0", "SSSS", ""}, // key picture
          {"0", "0", "SS--", "4"}, // a later one
          {"0", "1", "-D--", "2"},
          {"1", "0", "--SS", "1"}, // key picture
          {"1", "0", "--SS", "4"},
          {"1", "1", "---D", "2"}
        }
        : new String[][] {
          {"0", "0", "SSSS", ""},
          {"0", "0", "SSRR", "4"},
          {"0", "1", "-D-R", "2"},
          {"1", "0", "--SS", "1"},
          {"1", "0", "--SS", "4,1"},
          {"1", "1", "---D", "2,1"}
        };
  }

  private static String structureBits(boolean key) {
    String[][] templates = templates(key);
    var bits = new StringBuilder("000000" + "00011"); // first template 0, four targets
    bits.append("00" + "01" + "10" + "00" + "01" + "11"); // layers, each relative to the one before
    for (String[] template : templates) {
      for (char each : template[2].toCharArray()) {
        bits.append(binary("-DSR".indexOf(each), 2));
      }
    }
    for (String[] template : templates) {
      for (String each : template[3].isEmpty() ? new String[0] : template[3].split(",")) {
        bits.append("1").append(binary(Integer.parseInt(each) - 1, 4));
      }
      bits.append("0");
    }
    bits.append("00"); // no chains
    bits.append("0"); // no resolutions
    return bits.toString();
  }

  private static String binary(int value, int width) {
    return String.format("%" + width + "s", Integer.toBinaryString(value)).replace(' ', '0');
  }

  private static byte[] bytes(String bits) {
    byte[] bytes = new byte[(bits.length() + 7) / 8];
    for (int i = 0; i < bits.length(); i++) {
      bytes[i / 8] |= (byte) ((bits.charAt(i) - '0') << 7 - i % 8);
    }
    return bytes;
  }

  private DependencyStructure structure(boolean key) {
    byte[] bytes = bytes("11" + "000000" + binary(0, 16) + "10000" + structureBits(key));
    assertTrue(view.read(bytes, 0, bytes.length, null));
    return Objects.requireNonNull(view.structure());
  }

  private int number;

  /// Pictures, every other one in the upper temporal layer; the first may be a key picture.
  private List<Frame> pictures(int count, boolean key) {
    List<Frame> frames = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean isKey = key && i == 0;
      int temporal = i % 2;
      for (int spatial = 0; spatial < 2; spatial++) {
        int template = 3 * spatial + (temporal == 1 ? 2 : isKey ? 0 : 1);
        String head = "11" + binary(template, 6) + binary(number++ & 0xFFFF, 16);
        boolean brings = isKey && spatial == 0;
        frames.add(
            new Frame(
                spatial,
                temporal,
                isKey,
                bytes(
                    brings
                        ? head + "10000" + structureBits(structure.equals(structure(true)))
                        : head)));
      }
    }
    return frames;
  }

  /// What is sent of frames, as text: `S1T0` and so on, `!` where the picture ends.
  private String sent(List<Frame> frames) {
    var sent = new StringBuilder();
    for (Frame frame : frames) {
      assertTrue(view.read(frame.descriptor, 0, frame.descriptor.length, structure));
      DependencyStructure carried = view.structure();
      structure = carried == null ? structure : carried;
      if (selector.select(view, structure)) {
        sent.append(" S").append(frame.spatial).append("T").append(frame.temporal);
        sent.append(selector.endsPicture(view) ? "!" : "");
        assertTrue(selector.select(view, structure), "all packets of a frame");
      }
    }
    return sent.toString().strip();
  }

  @Test
  void nothingBeforeAKeyFrame() {
    assertTrue(selector.needsKeyFrame());
    assertEquals("", sent(pictures(4, false)));
    assertTrue(selector.needsKeyFrame());
    assertEquals("S0T0 S1T0! S1T1! S1T0! S1T1!", sent(pictures(4, true)));
    assertFalse(selector.needsKeyFrame());
    assertEquals(0b1111, selector.activeTargets());
  }

  @Test
  void layersThatBuildUponEachOtherAreAllSent() {
    structure = structure(false);
    assertEquals("S0T0 S1T0! S0T1 S1T1! S0T0 S1T0! S0T1 S1T1!", sent(pictures(4, true)));
  }

  @Test
  void temporalLayersComeAndGoWithoutAKeyFrame() {
    selector.limit(1, 0);
    assertEquals("S0T0 S1T0! S1T0!", sent(pictures(4, true)));
    assertEquals(0, selector.temporalLayer());
    selector.limit(1, 1);
    assertFalse(selector.needsKeyFrame());
    assertEquals("S1T0! S1T1! S1T0! S1T1!", sent(pictures(4, false)));
    selector.limit(1, 0);
    assertEquals("S1T0! S1T0!", sent(pictures(4, false)));
    assertEquals(0b0101, selector.activeTargets());
  }

  @Test
  void aHigherSpatialLayerNeedsAKeyFrame() {
    selector.limit(0, 1);
    assertEquals("S0T0! S0T1! S0T0! S0T1!", sent(pictures(4, true)));
    assertEquals(0b0011, selector.activeTargets());
    selector.limit(1, 1);
    assertTrue(selector.needsKeyFrame());
    assertEquals("S0T0! S0T1!", sent(pictures(2, false)), "until then all stays as it is");
    assertEquals("S0T0 S1T0! S1T1!", sent(pictures(2, true)));
    assertEquals(1, selector.spatialLayer());
  }

  @Test
  void aLowerOneNeedsOneOnlyWhereItWasNotSent() {
    sent(pictures(4, true));
    selector.limit(0, 1);
    assertFalse(selector.needsKeyFrame(), "not at once");
    assertEquals("S1T0! S1T1!", sent(pictures(2, false)), "S0 builds upon what was left out");
    sent(pictures(20, false));
    assertTrue(selector.needsKeyFrame());
    assertEquals("S0T0! S0T1!", sent(pictures(2, true)));
    assertFalse(selector.needsKeyFrame());
  }

  @Test
  void whereLayersBuildUponEachOtherOneGoesDownAtOnce() {
    structure = structure(false);
    sent(pictures(4, true));
    selector.limit(0, 1);
    assertEquals("S0T0! S0T1! S0T0! S0T1!", sent(pictures(4, false)));
    assertFalse(selector.needsKeyFrame());
  }

  @Test
  void nothingIsSentToWhoIsToGetNothing() {
    sent(pictures(4, true));
    selector.limit(LayerSelector.NOTHING, LayerSelector.NOTHING);
    assertEquals("", sent(pictures(4, false)));
    assertFalse(selector.needsKeyFrame());
    assertEquals(0, selector.activeTargets());
    selector.limit(1, 1);
    assertTrue(selector.needsKeyFrame());
    assertEquals("", sent(pictures(4, false)));
    assertEquals("S0T0 S1T0!", sent(pictures(1, true)));
  }

  @Test
  void layersThatThePublisherDoesNotSendAreNotWaitedFor() {
    sent(pictures(2, true));
    // A later picture of S0, which says that the first two targets, the lowest bits, are all.
    byte[] lower = bytes("11" + "000001" + binary(number, 16) + "01000" + "0011");
    number += 2;
    assertTrue(view.read(lower, 0, lower.length, structure));
    assertTrue(selector.select(view, structure));
    assertTrue(selector.endsPicture(view));
    assertEquals(0, selector.spatialLayer());
    assertEquals(0b0011, selector.activeTargets());
    assertFalse(selector.needsKeyFrame());
    assertEquals("S0T0 S1T0!", sent(pictures(1, true)), "until they are sent again");
  }

  @Test
  void anotherStructureIsAnotherStream() {
    sent(pictures(4, true));
    structure = structure(false);
    assertEquals("", sent(pictures(2, false)));
    assertEquals("S0T0 S1T0!", sent(pictures(1, true)));
    assertEquals(0b1111, selector.activeTargets());
  }
}
