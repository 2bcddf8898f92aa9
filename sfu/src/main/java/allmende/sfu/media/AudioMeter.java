package allmende.sfu.media;

/// How loud somebody has been in the last half second, told by the header extension of each packet
/// (RFC 6464). Written by a loop, read by anybody.
final class AudioMeter {
  private static final long WINDOW = 500_000_000L;

  /// In -dBov: whoever is quieter does not speak.
  private static final int QUIET = 35;

  /// Of a window's packets, in hundredths, that have to be loud.
  private static final int LOUD_SHARE = 40;

  private int loud;
  private int all;
  private int loudest = 127;
  private long begun;
  private volatile int level = 127;
  private volatile long heard;

  void hear(int minusDbov, long now) {
    if (now - begun > WINDOW) {
      level = all > 0 && loud * 100 >= all * LOUD_SHARE ? loudest : 127;
      begun = now;
      loud = 0;
      all = 0;
      loudest = 127;
    }
    heard = now;
    all++;
    if (minusDbov <= QUIET) {
      loud++;
      loudest = Math.min(loudest, minusDbov);
    }
  }

  /// In -dBov; 127 for silence, also when nothing has come for a while.
  int level(long now) {
    return now - heard > 2 * WINDOW ? 127 : level;
  }
}
