package allmende.sfu.sctp;

/// A message on its way, and how far it has come.
final class OutgoingMessage {
  static final long NEVER = Long.MAX_VALUE;

  final int stream;
  final long payloadProtocol;
  final boolean unordered;
  final byte[] bytes;

  /// When it is no longer worth sending, or [#NEVER].
  final long expiresAt;

  /// How often a fragment may be sent again.
  final int maxRetransmits;

  /// Bytes of which fragments have been made.
  int taken;

  /// Its place in the stream, given with the first fragment.
  int sequence;

  boolean abandoned;

  OutgoingMessage(
      int stream,
      long payloadProtocol,
      boolean unordered,
      Reliability reliability,
      byte[] bytes,
      long now) {
    this.stream = stream;
    this.payloadProtocol = payloadProtocol;
    this.unordered = unordered;
    this.bytes = bytes;
    expiresAt =
        reliability instanceof Reliability.MaxLifetime(int millis)
            ? now + millis * 1_000_000L
            : NEVER;
    maxRetransmits =
        reliability instanceof Reliability.MaxRetransmits(int times) ? times : Integer.MAX_VALUE;
  }

  boolean hasExpired(long now) {
    return now >= expiresAt;
  }

  boolean isTaken() {
    return taken == bytes.length;
  }
}
