package allmende.protocols.dav;

/// A request path that names nothing that could exist. The message is safe to show.
public final class MalformedPath extends Exception {
  private static final long serialVersionUID = 1L;

  public MalformedPath(String message) {
    super(message);
  }
}
