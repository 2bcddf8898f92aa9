package allmende.meetings;

import java.security.SecureRandom;

/// What stands at the end of a meeting's address: 24 random characters in four groups, 118 bits,
/// without those that look alike.
final class MeetingLink {
  private static final String LETTERS = "23456789abcdefghjkmnpqrstuvwxyz";
  private static final int GROUPS = 4;
  private static final int GROUP = 6;

  private MeetingLink() {}

  static String fresh(SecureRandom random) {
    StringBuilder link = new StringBuilder();
    for (int i = 0; i < GROUPS; i++) {
      link.append(i == 0 ? "" : "-").append(part(random));
    }
    return link.toString();
  }

  /// One group.
  static String part(SecureRandom random) {
    return random
        .ints(GROUP, 0, LETTERS.length())
        .mapToObj(LETTERS::charAt)
        .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
        .toString();
  }

  /// Whether it is worth asking the database.
  static boolean looksLikeOne(String text) {
    if (text.length() != GROUPS * (GROUP + 1) - 1) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      boolean between = (i + 1) % (GROUP + 1) == 0;
      if (between ? text.charAt(i) != '-' : LETTERS.indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }
}
