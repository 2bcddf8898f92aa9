package allmende.protocols.stun;

/// HMAC-SHA1 with a key already in it (RFC 8489 §14.5): the password itself for ICE, or
/// `MD5(username:realm:password)` for TURN.
@FunctionalInterface
public interface KeyedHash {
  /// The 20 bytes of the code over a slice.
  byte[] over(byte[] bytes, int offset, int length);
}
