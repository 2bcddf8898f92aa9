package allmende.sfu.turn;

import java.net.InetAddress;
import java.util.random.RandomGenerator;

/// How often an address is told that it has not logged in: whoever guesses, or has answers sent to
/// others in whose name it asks, is not heard for a while. It takes the same room however many
/// there are; two that share a place share what they get.
final class Patience {
  private static final int PLACES = 4_096;

  /// Answers that an address gets at once, and that it gets again each second: enough for hundreds
  /// of people behind one address who come to a meeting on the hour.
  private static final int MOST = 2_000;

  private static final int EACH_SECOND = 200;
  private static final long SECOND = 1_000_000_000;

  private final int[] spent = new int[PLACES];
  private final int seed;
  private long since;

  Patience(RandomGenerator random) {
    seed = random.nextInt();
  }

  /// Whether an address is still answered; it counts.
  boolean answers(InetAddress address, long now) {
    long seconds = (now - since) / SECOND;
    if (seconds > 0) {
      since += seconds * SECOND;
      int back = (int) Math.min(MOST, seconds * EACH_SECOND);
      for (int i = 0; i < PLACES; i++) {
        spent[i] = Math.max(0, spent[i] - back);
      }
    }
    int place = Math.floorMod((address.hashCode() ^ seed) * 0x9E3779B9 >> 16, PLACES);
    if (spent[place] == MOST) {
      return false;
    }
    spent[place]++;
    return true;
  }
}
