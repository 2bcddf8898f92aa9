package allmende.identity;

import java.time.Duration;
import java.time.Instant;

/// Failed attempts that leak away over fifteen minutes; a full bucket makes one wait from 1 to 60
/// seconds.
///
/// The wait doubles with every failure beyond the limit. Pure arithmetic; [Throttle] keeps it in
/// the database.
record LeakyBucket(double level, Instant updatedAt) {
  private static final Duration WINDOW = Duration.ofMinutes(15);
  private static final int MOST_DOUBLINGS = 6;
  private static final long LONGEST_WAIT_SECONDS = 60;

  /// The bucket one failure later.
  LeakyBucket failed(Instant now, int limit) {
    double next = levelAt(now, limit) + 1;
    return new LeakyBucket(Math.min(next, limit + MOST_DOUBLINGS + 1), now);
  }

  /// How long the next attempt has to wait, from now; zero if it need not.
  Duration wait(Instant now, int limit) {
    // A little leaks between two quick failures; rounding keeps the limit a whole number.
    long over = Math.round(level) - limit;
    if (over < 0 || Math.round(levelAt(now, limit)) < limit) {
      return Duration.ZERO;
    }
    long seconds = Math.min(1L << Math.min(over, MOST_DOUBLINGS), LONGEST_WAIT_SECONDS);
    Duration left = Duration.between(now, updatedAt.plusSeconds(seconds));
    return left.isNegative() ? Duration.ZERO : left;
  }

  private double levelAt(Instant now, int limit) {
    double elapsed = Math.max(0, Duration.between(updatedAt, now).toMillis());
    return Math.max(0, level - elapsed * limit / WINDOW.toMillis());
  }
}
