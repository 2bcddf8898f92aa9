package allmende.sfu.media;

import allmende.sfu.svc.Frame;

/// What the spatial layers of one stream cost at present: for each, the bit/s of all packets that
/// whoever gets it as the highest one needs. Belongs to a loop.
final class LayerRates {
  /// A layer without packets for this long is not sent at present.
  private static final long SILENCE = 1_000_000_000L;

  /// Before a layer counts as there: a client that lacks bandwidth begins many and stops again.
  private static final int ENOUGH = 8;

  private static final long MEASURE = 500_000_000L;

  private final long[] bytes = new long[Frame.MOST_LAYERS];
  private final long[] rates = new long[Frame.MOST_LAYERS];
  private final long[] seen = new long[Frame.MOST_LAYERS];
  private final int[] packets = new int[Frame.MOST_LAYERS];
  private long measured;
  private int layers = 1;

  LayerRates(long now) {
    measured = now;
  }

  void count(Frame frame, int length, long now) {
    layers = Math.max(layers, frame.spatialLayers());
    for (int i = 0; i < layers; i++) {
      if (frame.isNeededFor(i)) {
        bytes[i] += length;
        seen[i] = now;
        packets[i] = Math.min(packets[i] + 1, ENOUGH);
      }
    }
    if (now - measured >= MEASURE) {
      settle(now);
    }
  }

  private void settle(long now) {
    long passed = now - measured;
    for (int i = 0; i < layers; i++) {
      long last = 8_000_000_000L * bytes[i] / passed;
      rates[i] = rates[i] == 0 ? last : (3 * rates[i] + last) / 4;
      bytes[i] = 0;
    }
    measured = now;
  }

  /// How many there are.
  int layers() {
    return layers;
  }

  /// In bit/s; 0 before it is known.
  long rate(int layer) {
    return rates[layer];
  }

  boolean isAlive(int layer, long now) {
    return packets[layer] >= ENOUGH && now - seen[layer] < SILENCE;
  }
}
