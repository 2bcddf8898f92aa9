package allmende.protocols.http;

/// A header whose value cannot be understood and must not be guessed at. The message names the
/// header and is safe to show.
public final class MalformedHeader extends Exception {
  private static final long serialVersionUID = 1L;

  public MalformedHeader(String message) {
    super(message);
  }
}
