package allmende.identity;

import java.util.Locale;

/// Short, printable names for the programs that people connect with.
public final class ClientName {
  private static final int LONGEST = 200;
  private static final int LONGEST_LABEL = 100;

  private ClientName() {}

  /// The user agent as it may be stored and shown.
  public static String of(String userAgent) {
    return printable(userAgent, LONGEST);
  }

  /// What an app password is called that a client asked for.
  ///
  /// The stock clients are known by the words they send: the desktop client says `mirall`.
  static String label(String userAgent) {
    String lower = userAgent.toLowerCase(Locale.ROOT);
    if (lower.contains("mirall")) {
      return "Nextcloud Desktop" + platform(lower);
    }
    if (lower.contains("nextcloud-android")) {
      return "Nextcloud Android";
    }
    if (lower.contains("nextcloud-ios")) {
      return "Nextcloud iOS";
    }
    String printable = printable(userAgent, LONGEST_LABEL);
    return printable.isEmpty() ? "App" : printable;
  }

  private static String platform(String lower) {
    if (lower.contains("windows")) {
      return " (Windows)";
    }
    if (lower.contains("macintosh") || lower.contains("mac os")) {
      return " (macOS)";
    }
    return lower.contains("linux") ? " (Linux)" : "";
  }

  private static String printable(String text, int longest) {
    StringBuilder kept = new StringBuilder();
    text.codePoints()
        .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE)
        .limit(longest)
        .forEach(kept::appendCodePoint);
    return kept.toString().strip();
  }
}
