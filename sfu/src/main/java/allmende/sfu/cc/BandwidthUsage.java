package allmende.sfu.cc;

/// What the delay says of the way.
enum BandwidthUsage {
  /// Queues neither grow nor shrink.
  NORMAL,
  /// Queues shrink.
  UNDERUSING,
  /// Queues grow.
  OVERUSING
}
