package allmende.sfu.auth;

/// A token does not count, or does not permit what was asked.
public final class Refused extends Exception {
  /// Whether the token itself is bad (401), and not only what it permits (403).
  private final boolean unknown;

  private Refused(boolean unknown, String sentence) {
    super(sentence, null, false, false);
    this.unknown = unknown;
  }

  static Refused unknown(String sentence) {
    return new Refused(true, sentence);
  }

  /// A good token that does not permit this.
  public static Refused denied(String sentence) {
    return new Refused(false, sentence);
  }

  /// 401 or 403 (RFC 9110 §15.5.2, §15.5.4).
  public int status() {
    return unknown ? 401 : 403;
  }

  /// Safe to show.
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
