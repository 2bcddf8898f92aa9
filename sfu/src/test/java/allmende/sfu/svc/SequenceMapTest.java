package allmende.sfu.svc;

import static allmende.sfu.svc.SequenceMap.NONE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SequenceMapTest {
  private final SequenceMap map = new SequenceMap();

  @Test
  void closesUpBehindWhatIsLeftOut() {
    assertEquals(100, map.send(100));
    assertTrue(map.leaveOut(101));
    assertTrue(map.leaveOut(102));
    assertEquals(101, map.send(103));
    assertEquals(102, map.send(104));
    assertEquals(NONE, map.send(101), "left out is left out");
    assertEquals(101, map.send(103), "what is sent again has the same number");
    assertEquals(100, map.sourceOf(100));
    assertEquals(103, map.sourceOf(101));
    assertEquals(104, map.sourceOf(102));
    assertEquals(NONE, map.sourceOf(103));
    assertEquals(NONE, map.sourceOf(99));
  }

  @Test
  void keepsNumbersForWhatIsMissing() {
    assertEquals(10, map.send(10));
    assertEquals(13, map.send(13));
    assertTrue(map.leaveOut(14));
    assertEquals(14, map.send(15));
    assertEquals(11, map.send(11), "late");
    assertFalse(map.leaveOut(12), "late, and not wanted");
    assertEquals(12, map.send(12), "its number must be used");
    assertEquals(12, map.sourceOf(12));
    assertEquals(15, map.sourceOf(14));
  }

  @Test
  void theOldIsForgotten() {
    map.send(0);
    map.send(SequenceMap.MOST);
    assertEquals(NONE, map.send(0));
    assertEquals(1, map.send(1));
    assertEquals(NONE, map.sourceOf(0));
    assertEquals(1_000_000, map.send(1_000_000));
    assertEquals(NONE, map.sourceOf(5_000));
    assertEquals(999_000, map.sourceOf(999_000));
    assertEquals(NONE, new SequenceMap().sourceOf(1));
  }

  @Test
  void thereAndBack() {
    var random = new Random(3);
    Map<Long, Long> sent = new HashMap<>();
    long highest = -1;
    for (long incoming = 5; incoming < 20_000; incoming++) {
      if (random.nextInt(3) == 0) {
        assertTrue(map.leaveOut(incoming));
      } else {
        long outgoing = map.send(incoming);
        assertEquals(highest < 0 ? outgoing : highest + 1, outgoing);
        highest = outgoing;
        sent.put(outgoing, incoming);
      }
      long asked = highest - random.nextInt(500);
      if (sent.containsKey(asked)) {
        assertEquals(sent.get(asked), map.sourceOf(asked));
      }
    }
  }
}
