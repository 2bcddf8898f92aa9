package allmende.identity;

import java.util.regex.Pattern;

/// The form of an app password: five groups of five letters and digits that cannot be mistaken for
/// one another.
///
/// 25 characters out of 56 are 145 bits: beyond guessing, so a plain SHA-256 suffices to store one.
final class AppPasswordSecret {
  private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  private static final int GROUPS = 5;
  private static final int GROUP_LENGTH = 5;
  private static final Pattern FORM =
      Pattern.compile("[a-km-np-zA-HJ-NP-Z2-9]{5}(-[a-km-np-zA-HJ-NP-Z2-9]{5}){4}");

  private AppPasswordSecret() {}

  static String fresh() {
    StringBuilder secret = new StringBuilder(GROUPS * (GROUP_LENGTH + 1));
    for (int group = 0; group < GROUPS; group++) {
      if (group > 0) {
        secret.append('-');
      }
      for (int i = 0; i < GROUP_LENGTH; i++) {
        secret.append(ALPHABET.charAt(RandomToken.below(ALPHABET.length())));
      }
    }
    return secret.toString();
  }

  static boolean looksLikeOne(String text) {
    return FORM.matcher(text).matches();
  }
}
