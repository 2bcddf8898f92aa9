package allmende.sfu.media;

import static org.junit.jupiter.api.Assertions.assertEquals;

import allmende.sfu.sight.Delays;
import org.junit.jupiter.api.Test;

class DelayCountsTest {
  private final DelayCounts delays = new DelayCounts();

  @Test
  void eachRangeEndsWithItsBound() {
    for (long bound : Delays.BOUNDS) {
      DelayCounts one = new DelayCounts();
      one.add(bound * 1_000);
      assertEquals(bound, one.figures().quantile(1), "exactly the bound");
      one.add(bound * 1_000 + 1);
      assertEquals(2 * bound, one.figures().quantile(1), "and a little more");
    }
  }

  @Test
  void aShareOfThePacketsTookAtMostSoLong() {
    assertEquals(0, delays.figures().quantile(0.5), "none");
    for (int i = 0; i < 99; i++) {
      delays.add(20_000);
    }
    delays.add(3_000_000_000L);
    Delays figures = delays.figures();
    assertEquals(100, figures.count());
    assertEquals(32, figures.quantile(0.5));
    assertEquals(32, figures.quantile(0.99));
    assertEquals(131_072, figures.quantile(1), "longer than the last bound");
    assertEquals(200, figures.plus(figures).count());
    assertEquals(99 * 20 + 3_000_000, figures.micros());
  }

  @Test
  void aClockThatStandsStillCountsAsNothing() {
    delays.add(0);
    delays.add(-5);
    assertEquals(16, delays.figures().quantile(1));
  }
}
