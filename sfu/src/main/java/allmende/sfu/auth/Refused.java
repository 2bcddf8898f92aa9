package allmende.sfu.auth;

/// A token does not count, or does not permit what was asked, or the request cannot be read.
public final class Refused extends Exception {
  private final int status;

  private Refused(int status, String sentence) {
    super(sentence, null, false, false);
    this.status = status;
  }

  static Refused unknown(String sentence) {
    return new Refused(401, sentence);
  }

  /// A good token that does not permit this.
  public static Refused denied(String sentence) {
    return new Refused(403, sentence);
  }

  public static Refused malformed(String sentence) {
    return new Refused(400, sentence);
  }

  /// There is no such thing here.
  public static Refused missing(String sentence) {
    return new Refused(404, sentence);
  }

  /// It would have been possible, but took too long.
  public static Refused late(String sentence) {
    return new Refused(408, sentence);
  }

  /// Somebody else was asked, and could not.
  public static Refused failed(String sentence) {
    return new Refused(409, sentence);
  }

  /// This is not known how to do here.
  public static Refused unsupported(String sentence) {
    return new Refused(501, sentence);
  }

  /// 400, 401, 403, 404, 408, 409 or 501 (RFC 9110 §15).
  public int status() {
    return status;
  }

  /// Safe to show.
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
