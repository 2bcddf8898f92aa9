package allmende.sfu.srtp;

import allmende.protocols.BigEndian;

/// The initialization vector of a packet: two zero bytes, SSRC, and 48 bits of index, combined with
/// the salt (RFC 7714 §8.1, §9.1).
final class GcmVector {
  private final byte[] salt;
  private final byte[] vector = new byte[12];

  GcmVector(byte[] salt) {
    this.salt = salt.clone();
  }

  /// Good until the next one.
  byte[] of(int ssrc, long index) {
    vector[0] = salt[0];
    vector[1] = salt[1];
    BigEndian.put32(vector, 2, BigEndian.int32(salt, 2) ^ ssrc);
    BigEndian.put16(vector, 6, BigEndian.uint16(salt, 6) ^ (int) (index >>> 32));
    BigEndian.put32(vector, 8, BigEndian.int32(salt, 8) ^ (int) index);
    return vector;
  }
}
