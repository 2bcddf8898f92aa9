package allmende.protocols.stun;

import allmende.protocols.BigEndian;

/// The 96 bits that tie an answer to its request (RFC 8489 §5).
public record TransactionId(int high, long low) {
  static final int LENGTH = 12;

  static TransactionId read(byte[] bytes, int offset) {
    return new TransactionId(BigEndian.int32(bytes, offset), BigEndian.int64(bytes, offset + 4));
  }

  void write(byte[] out, int offset) {
    BigEndian.put32(out, offset, high);
    BigEndian.put64(out, offset + 4, low);
  }
}
