package allmende.sfu.sctp;

/// How long a message is worth sending again (RFC 8831 §6.1).
public sealed interface Reliability {
  /// Until it has arrived.
  record Reliable() implements Reliability {}

  /// So many times after the first (RFC 7496 §3.1).
  record MaxRetransmits(int times) implements Reliability {}

  /// So long after it was handed over (RFC 3758 §4.1).
  record MaxLifetime(int millis) implements Reliability {}

  Reliability RELIABLE = new Reliable();
}
