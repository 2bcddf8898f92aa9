package allmende.sfu.sctp;

/// A packet or a message that does not hold what it says. It is dropped and counted.
final class MalformedSctp extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedSctp(String message) {
    super(message, null, false, false);
  }
}
