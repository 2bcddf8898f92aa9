package allmende.sfu.media;

import java.util.random.RandomGenerator;

/// What a connectivity check has to know (RFC 8445 §5.3).
public record IceCredentials(String ufrag, String password) {
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  private static final int UFRAG = 12;
  private static final int PASSWORD = 32;

  /// 72 and 192 random bits. The name begins with the number of the loop that it is for, so that a
  /// connection finds its way there before anybody is asked.
  ///
  /// @param loop below 4,096
  public static IceCredentials fresh(int loop, RandomGenerator random) {
    return new IceCredentials(prefix(loop) + letters(random, UFRAG), letters(random, PASSWORD));
  }

  /// How names begin that are for a loop.
  public static String prefix(int loop) {
    return "" + LETTERS.charAt(loop / 64) + LETTERS.charAt(loop % 64);
  }

  /// The loop that a name is for; of what is no name of ours, any number.
  static int loop(byte[] bytes, int offset, int length) {
    return length < 2 ? 0 : loop(bytes[offset], bytes[offset + 1]);
  }

  /// The loop that a name is for; of what is no name of ours, any number.
  static int loop(String name) {
    return name.length() < 2 ? 0 : loop(name.charAt(0), name.charAt(1));
  }

  private static int loop(int first, int second) {
    return Math.max(0, LETTERS.indexOf(first)) * 64 + Math.max(0, LETTERS.indexOf(second));
  }

  private static String letters(RandomGenerator random, int count) {
    StringBuilder text = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return text.toString();
  }

  @Override
  public String toString() {
    return "credentials of " + ufrag;
  }
}
