package allmende.sfu.media;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class AudioMeterTest {
  private static final long MILLI = 1_000_000L;
  private final AudioMeter meter = new AudioMeter();

  @Test
  void whoIsLoudOftenEnoughSpeaks() {
    hear(0, 600, 20, 2);
    assertEquals(20, meter.level(600 * MILLI));
  }

  @Test
  void oneLoudMomentIsNoSpeech() {
    hear(0, 1_200, 20, 10);
    assertEquals(127, meter.level(1_200 * MILLI));
  }

  @Test
  void whoStopsSendingIsSilent() {
    hear(0, 600, 20, 1);
    assertEquals(127, meter.level(2_000 * MILLI));
  }

  private void hear(int from, int to, int level, int oneOf) {
    for (int at = from; at < to; at += 20) {
      meter.hear(at / 20 % oneOf == 0 ? level : 90, at * MILLI);
    }
  }
}
