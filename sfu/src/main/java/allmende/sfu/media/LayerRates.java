package allmende.sfu.media;

import allmende.sfu.svc.Frame;

/// What the layers of one stream cost at present: for each spatial and temporal layer, the bit/s of
/// all packets that whoever gets it as the highest one needs. Belongs to a loop.
final class LayerRates {
  /// Temporal layers that are told apart.
  static final int MOST_TEMPORAL = 4;

  /// A layer without packets for this long is not sent at present.
  private static final long SILENCE = 1_000_000_000L;

  /// Before a layer counts as there: a client that lacks bandwidth begins many and stops again.
  private static final int ENOUGH = 8;

  private static final long MEASURE = 500_000_000L;

  /// Of the pictures that are asked for, in percent: cameras are not exact.
  private static final int NEARLY = 90;

  /// What comes later than this, in ticks of its clock, has been stamped anew.
  private static final int LATEST = 90_000;

  private final long[] bytes = new long[Frame.MOST_LAYERS * MOST_TEMPORAL];
  private final long[] rates = new long[Frame.MOST_LAYERS * MOST_TEMPORAL];
  private final long[] seen = new long[Frame.MOST_LAYERS];
  private final int[] packets = new int[Frame.MOST_LAYERS];
  private final int[] pictures = new int[MOST_TEMPORAL];

  /// Pictures in a thousand seconds.
  private final long[] frequencies = new long[MOST_TEMPORAL];

  private long measured;
  private int layers = 1;
  private int temporal = 1;
  private int timestamp;

  LayerRates(long now) {
    measured = now;
  }

  void count(Frame frame, int length, long now) {
    layers = Math.max(layers, frame.spatialLayers());
    int lowest = Math.min(frame.temporalLayer(), MOST_TEMPORAL - 1);
    temporal = Math.max(temporal, lowest + 1);
    for (int i = 0; i < layers; i++) {
      if (frame.isNeededFor(i)) {
        for (int j = lowest; j < MOST_TEMPORAL; j++) {
          bytes[i * MOST_TEMPORAL + j] += length;
        }
        seen[i] = now;
        packets[i] = Math.min(packets[i] + 1, ENOUGH);
      }
    }
    int ahead = frame.timestamp() - timestamp;
    if (ahead > 0 || ahead < -LATEST) {
      timestamp = frame.timestamp();
      for (int j = lowest; j < MOST_TEMPORAL; j++) {
        pictures[j]++;
      }
    }
    if (now - measured >= MEASURE) {
      settle(now);
    }
  }

  private void settle(long now) {
    long passed = now - measured;
    for (int i = 0; i < layers * MOST_TEMPORAL; i++) {
      rates[i] = smoothed(rates[i], 8_000_000_000L * bytes[i] / passed);
      bytes[i] = 0;
    }
    for (int j = 0; j < MOST_TEMPORAL; j++) {
      frequencies[j] = smoothed(frequencies[j], 1_000_000_000_000L * pictures[j] / passed);
      pictures[j] = 0;
    }
    measured = now;
  }

  private static long smoothed(long before, long last) {
    return before == 0 ? last : (3 * before + last) / 4;
  }

  /// How many spatial ones there are.
  int layers() {
    return layers;
  }

  /// How many temporal ones there are.
  int temporalLayers() {
    return temporal;
  }

  /// With all temporal layers, in bit/s; 0 before it is known.
  long rate(int layer) {
    return rate(layer, MOST_TEMPORAL - 1);
  }

  /// With the temporal layers up to one, in bit/s; 0 before it is known.
  long rate(int layer, int highest) {
    return rates[layer * MOST_TEMPORAL + Math.min(highest, MOST_TEMPORAL - 1)];
  }

  /// The lowest temporal layer with which so many pictures come in a second.
  int temporalLayerFor(int perSecond) {
    for (int j = 0; j < temporal - 1; j++) {
      if (100 * frequencies[j] >= 1_000L * NEARLY * perSecond) {
        return j;
      }
    }
    return temporal - 1;
  }

  boolean isAlive(int layer, long now) {
    return packets[layer] >= ENOUGH && now - seen[layer] < SILENCE;
  }
}
