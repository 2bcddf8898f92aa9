package allmende.sfu.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/// What RFC 3550 §6.4.1 has receiver reports say.
class ReceptionTest {
  private static final long MILLI = 1_000_000L;
  private final Reception reception = new Reception(48_000);

  @Test
  void countsWhatIsLostAcrossTheRound() {
    // 100 packets of 20 ms from 65,500 on, every tenth of which is lost.
    for (int i = 0; i < 100; i++) {
      if (i % 10 != 5) {
        int ahead = reception.take(65_500 + i & 0xFFFF, i * 960, i * 20 * MILLI);
        assertEquals(i > 5 && i % 10 == 6 ? 2 : 1, ahead);
      }
    }
    assertEquals(65_599, reception.highest());
    assertEquals(10, reception.lost());
    assertEquals(25, reception.fractionLost(), "a tenth, in 256ths");
    assertEquals(0, reception.fractionLost(), "since it was last asked");
    assertEquals(0, reception.jitter(), "each came when it was due");
  }

  @Test
  void whatComesLateOrTwiceIsOld() {
    reception.take(10, 0, 0);
    reception.take(12, 1_920, 40 * MILLI);
    assertTrue(reception.take(11, 960, 41 * MILLI) <= 0);
    assertTrue(reception.take(11, 960, 42 * MILLI) <= 0);
    assertEquals(-1, reception.lost(), "duplicates count");
    assertEquals(12, reception.highest());
  }

  @Test
  void unevenArrivalIsJitter() {
    for (int i = 0; i < 1_000; i++) {
      reception.take(i, i * 960, (i * 20L + (i % 2 == 0 ? 0 : 10)) * MILLI);
    }
    // Differences of 10 ms are 480 units of a 48 kHz clock.
    assertEquals(480, reception.jitter(), 20);
  }
}
