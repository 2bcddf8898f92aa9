package allmende.protocols.rtcp;

/// A compound of which at least one packet is not what it says it is.
public final class MalformedRtcp extends Exception {
  private static final long serialVersionUID = 1L;

  public MalformedRtcp(String message) {
    super(message);
  }
}
