package allmende.sfu.cc;

/// Where the way was full the last times: near there one goes up with care (draft-ietf-rmcat-gcc-02
/// §5.5).
final class LinkCapacity {
  private static final double AFTER_OVERUSE = 0.05;
  private static final double AFTER_PROBE = 0.5;

  private double kilobits = -1;
  private double deviation = 0.4;

  boolean isKnown() {
    return kilobits >= 0;
  }

  void forget() {
    kilobits = -1;
  }

  void overused(long acknowledged) {
    sample(acknowledged / 1e3, AFTER_OVERUSE);
  }

  void probed(long bitrate) {
    sample(bitrate / 1e3, AFTER_PROBE);
  }

  private void sample(double sample, double weight) {
    double error = isKnown() ? kilobits - sample : 0;
    kilobits = isKnown() ? (1 - weight) * kilobits + weight * sample : sample;
    double norm = Math.max(kilobits, 1);
    deviation = Math.clamp((1 - weight) * deviation + weight * error * error / norm, 0.4, 2.5);
  }

  long bitrate() {
    return (long) (1e3 * kilobits);
  }

  boolean isAbove(long acknowledged) {
    return isKnown() && acknowledged / 1e3 > kilobits + spread();
  }

  boolean isBelow(long acknowledged) {
    return isKnown() && acknowledged / 1e3 < kilobits - spread();
  }

  /// Three standard deviations.
  private double spread() {
    return 3 * Math.sqrt(deviation * Math.max(kilobits, 0));
  }
}
