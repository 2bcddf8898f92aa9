package allmende.sfu.cc;

import java.util.List;

/// A track that a receiver is to get, and what it would cost.
///
/// @param id of the caller's
/// @param pixels of the area in which it is shown
/// @param layers what can be chosen, in bit/s, from the least to the most that the receiver has use
///   for; each costs more than the one before it
/// @param whole the first of these with all of its pictures; with those before it the receiver gets
///   fewer pictures, which is better than none
/// @param current the layer that is being sent, an index, or [Share#PAUSED]
public record Demand(int id, Kind kind, long pixels, List<Long> layers, int whole, int current) {
  /// What comes first.
  public enum Kind {
    /// Never paused.
    AUDIO,
    SCREEN,
    CAMERA
  }

  /// All layers have all of their pictures.
  public Demand(int id, Kind kind, long pixels, List<Long> layers, int current) {
    this(id, kind, pixels, layers, 0, current);
  }

  public Demand {
    layers = List.copyOf(layers);
    for (int i = 1; i < layers.size(); i++) {
      if (layers.get(i) <= layers.get(i - 1)) {
        throw new IllegalArgumentException("layers from the least to the most");
      }
    }
    if (layers.isEmpty()
        || whole < 0
        || whole >= layers.size()
        || current < Share.PAUSED
        || current >= layers.size()) {
      throw new IllegalArgumentException("no layer, or none such");
    }
  }
}
