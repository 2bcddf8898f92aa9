package allmende.sfu.sctp;

/// Numbers on the wire come round (RFC 1982); inside, they do not.
final class Serial {
  private Serial() {}

  /// The number nearest to another that these 32 bits may stand for.
  static long near(long other, long bits) {
    return other + (int) (bits - other);
  }

  /// The number nearest to another that these 16 bits may stand for.
  static long near16(long other, int bits) {
    return other + (short) (bits - other);
  }
}
