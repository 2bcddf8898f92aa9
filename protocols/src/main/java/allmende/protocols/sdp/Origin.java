package allmende.protocols.sdp;

/// The line `o=` (RFC 8866 §5.2). The session's id stays the same as long as a connection lasts;
/// the version goes up with each description (RFC 8829 §5.2.1).
public record Origin(
    String username,
    String sessionId,
    long version,
    String networkType,
    String addressType,
    String address) {
  /// One that says nothing of who or where, as browsers write it.
  public static Origin anonymous(long sessionId, long version) {
    return new Origin("-", Long.toUnsignedString(sessionId), version, "IN", "IP4", "127.0.0.1");
  }
}
