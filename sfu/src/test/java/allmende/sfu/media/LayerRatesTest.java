package allmende.sfu.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.sfu.svc.Frame;
import org.junit.jupiter.api.Test;

/// Thirty pictures a second in three temporal layers, each of two packets of 500 bytes.
class LayerRatesTest {
  private static final int[] PATTERN = {0, 2, 1, 2};
  private static final long SECOND = 1_000_000_000L;
  private final LayerRates rates = new LayerRates(0);

  /// @param from the first picture's number
  private void publish(int from, int to) {
    Frame frame = new Frame();
    for (int i = from; i < to; i++) {
      byte[] packet = {(byte) 0x90, 0x20, (byte) (PATTERN[i % 4] << 6), 0x11, 1};
      for (int part = 0; part < 2; part++) {
        frame.readVp8(packet, 0, packet.length);
        frame.time(3_000 * i);
        rates.count(frame, 500, i * SECOND / 30);
      }
    }
  }

  @Test
  void eachLayerCostsWhatThoseBelowCostToo() {
    assertEquals(1, rates.temporalLayers());
    publish(0, 120);
    assertEquals(3, rates.temporalLayers());
    assertEquals(60_000, rates.rate(0, 0), 6_000);
    assertEquals(120_000, rates.rate(0, 1), 12_000);
    assertEquals(240_000, rates.rate(0, 2), 24_000);
    assertEquals(rates.rate(0, 2), rates.rate(0));
    assertEquals(0, rates.rate(1));
    assertTrue(rates.isAlive(0, 4 * SECOND));
    assertFalse(rates.isAlive(0, 6 * SECOND));
  }

  @Test
  void asFewPicturesAsAreEnough() {
    assertEquals(0, rates.temporalLayerFor(15), "there is but one");
    publish(0, 120);
    assertEquals(0, rates.temporalLayerFor(5));
    assertEquals(1, rates.temporalLayerFor(10));
    assertEquals(1, rates.temporalLayerFor(15));
    assertEquals(2, rates.temporalLayerFor(20));
    assertEquals(2, rates.temporalLayerFor(120), "more there are not");
  }
}
