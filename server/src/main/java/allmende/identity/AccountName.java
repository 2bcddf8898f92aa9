package allmende.identity;

import allmende.platform.problem.Problem;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What people may be called: the rules for names, display names and e-mail addresses.
final class AccountName {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_@-][A-Za-z0-9._@-]{0,63}");
  private static final Pattern EMAIL =
      Pattern.compile("[^\\s\\p{Cntrl}@]{1,64}@[^\\s\\p{Cntrl}@]{1,189}");
  private static final int LONGEST_DISPLAY_NAME = 128;

  private AccountName() {}

  /// 1 to 64 of letters, digits and `._@-`, without a leading dot: it becomes a part of paths.
  static String checked(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new Problem.Invalid(
          "A name has 1 to 64 letters, digits or any of . _ @ - and does not begin with a dot.");
    }
    return name;
  }

  static String checkedDisplay(String displayName, String name) {
    String stripped = displayName.strip();
    if (stripped.isEmpty()) {
      return name;
    }
    if (stripped.length() > LONGEST_DISPLAY_NAME
        || stripped.chars().anyMatch(Character::isISOControl)) {
      throw new Problem.Invalid(
          "A display name has at most 128 characters, all of them printable.");
    }
    return stripped;
  }

  static @Nullable String checkedEmail(@Nullable String email) {
    if (email == null || email.isBlank()) {
      return null;
    }
    String stripped = email.strip();
    if (!EMAIL.matcher(stripped).matches()) {
      throw new Problem.Invalid("This is not an e-mail address.");
    }
    return stripped;
  }

  /// The form in which names and addresses are compared.
  static String key(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /// A text that people look for, as a part of a LIKE pattern that finds it literally.
  static String pattern(String text) {
    return key(text.replace("\0", ""))
        .replace("\\", "\\\\")
        .replace("%", "\\%")
        .replace("_", "\\_");
  }

  /// Whether an account could be found under this text at all; anything else need not reach the
  /// database.
  static boolean plausible(String text) {
    return !text.isEmpty()
        && text.length() <= 254
        && text.chars().noneMatch(Character::isISOControl);
  }
}
