package allmende.sfu.media;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MissingPacketsTest {
  private static final long MILLI = 1_000_000L;
  private final MissingPackets missing = new MissingPackets();
  private final int[] due = new int[MissingPackets.MOST];

  @Test
  void whatIsMissingIsAskedForUntilItComes() {
    assertTrue(missing.add(65_534, 1));
    assertArrayEquals(new int[] {65_534, 65_535, 0}, ask(0));
    missing.arrived(65_535);
    assertArrayEquals(new int[] {}, ask(10));
    assertArrayEquals(new int[] {65_534, 0}, ask(60));
  }

  @Test
  void whatNeverComesIsGivenUp() {
    missing.add(7, 8);
    int times = 0;
    for (int i = 0; i < 100; i++) {
      times += ask(i * 60).length;
    }
    assertEquals(8, times);
    assertTrue(missing.isEmpty());
  }

  @Test
  void aLongGapIsNotAskedFor() {
    assertFalse(missing.add(0, 500));
    assertTrue(missing.isEmpty());
  }

  private int[] ask(long millis) {
    return Arrays.copyOf(due, missing.due(millis * MILLI, due));
  }
}
