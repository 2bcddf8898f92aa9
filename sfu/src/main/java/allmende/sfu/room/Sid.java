package allmende.sfu.room;

import java.util.random.RandomGenerator;

/// Names that the server gives; clients look at how they begin.
final class Sid {
  static final String ROOM = "RM_";
  static final String PARTICIPANT = "PA_";
  static final String TRACK = "TR_";
  static final String DATA_TRACK = "DTR_";
  private static final String LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  private static final int LENGTH = 12;

  private Sid() {}

  static String fresh(String prefix, RandomGenerator random) {
    StringBuilder sid = new StringBuilder(prefix);
    for (int i = 0; i < LENGTH; i++) {
      sid.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return sid.toString();
  }
}
