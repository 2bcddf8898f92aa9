package allmende.sfu.media;

import java.util.random.RandomGenerator;

/// What a connectivity check has to know (RFC 8445 §5.3).
public record IceCredentials(String ufrag, String password) {
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  private static final int UFRAG = 12;
  private static final int PASSWORD = 32;

  /// 72 and 192 random bits: the first is also how a loop finds the transport that is meant.
  public static IceCredentials fresh(RandomGenerator random) {
    return new IceCredentials(letters(random, UFRAG), letters(random, PASSWORD));
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
