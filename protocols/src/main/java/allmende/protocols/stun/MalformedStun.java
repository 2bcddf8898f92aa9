package allmende.protocols.stun;

/// Bytes that are no STUN message, or an attribute whose value cannot be what it says it is.
public final class MalformedStun extends Exception {
  private static final long serialVersionUID = 1L;

  public MalformedStun(String message) {
    super(message);
  }
}
