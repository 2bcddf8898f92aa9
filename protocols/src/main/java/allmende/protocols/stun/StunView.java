package allmende.protocols.stun;

import allmende.protocols.BigEndian;
import java.util.zip.CRC32;

/// A STUN message looked at where it lies. One view serves a media loop for all its packets:
/// nothing is allocated until somebody asks for records ([StunMessage#read]).
public final class StunView {
  /// Bytes of the header.
  public static final int HEADER = 20;

  static final int MAGIC_COOKIE = 0x2112A442;
  static final int FINGERPRINT_XOR = 0x5354554E;
  static final int HASH_LENGTH = 20;

  private final CRC32 crc = new CRC32();
  private byte[] bytes = new byte[0];
  private int offset;
  private int end;
  private int username;
  private int integrity;
  private int fingerprint;

  /// Whether a datagram starts as STUN does: two zero bits, the magic cookie, and a length that is
  /// the datagram's own. Tells it from DTLS, RTP and ChannelData (RFC 7983).
  public static boolean isStun(byte[] bytes, int offset, int length) {
    return length >= HEADER
        && (bytes[offset] & 0xC0) == 0
        && BigEndian.int32(bytes, offset + 4) == MAGIC_COOKIE
        && BigEndian.uint16(bytes, offset + 2) == length - HEADER
        && (length & 3) == 0;
  }

  /// Points the view at a datagram. False if it is no STUN message, or its attributes do not fill
  /// it exactly; the view then shows nothing.
  public boolean wrap(byte[] datagram, int start, int length) {
    bytes = datagram;
    offset = start;
    end = start;
    username = -1;
    integrity = -1;
    fingerprint = -1;
    if (!isStun(datagram, start, length)) {
      return false;
    }
    int stop = start + length;
    int at = start + HEADER;
    while (at < stop) {
      int size = at + 4 <= stop ? BigEndian.uint16(datagram, at + 2) : stop;
      if (size > stop - at - 4) {
        return false;
      }
      note(BigEndian.uint16(datagram, at), at);
      at += 4 + padded(size);
    }
    if (at != stop) {
      return false;
    }
    end = stop;
    return true;
  }

  /// Of attributes that are there twice the first counts (RFC 8489 §14).
  private void note(int type, int at) {
    switch (type) {
      case AttributeType.USERNAME -> username = username < 0 ? at : username;
      case AttributeType.MESSAGE_INTEGRITY -> integrity = integrity < 0 ? at : integrity;
      case AttributeType.FINGERPRINT -> fingerprint = fingerprint < 0 ? at : fingerprint;
      default -> {}
    }
  }

  /// Whether this is a Binding request: a connectivity check, or a question for one's address.
  public boolean isBindingRequest() {
    return end > offset && BigEndian.uint16(bytes, offset) == 0x0001;
  }

  /// Where the ufrag of whom the check is meant for begins in the datagram, or -1. ICE writes
  /// `theirs:ours` from the sender's side, so this is what stands before the colon (RFC 8445
  /// §7.2.2).
  public int ufragOffset() {
    return ufragLength() < 0 ? -1 : username + 4;
  }

  /// Bytes of that ufrag, or -1 if there is no user name with a colon.
  public int ufragLength() {
    if (username < 0) {
      return -1;
    }
    int length = BigEndian.uint16(bytes, username + 2);
    for (int i = 0; i < length; i++) {
      if (bytes[username + 4 + i] == ':') {
        return i;
      }
    }
    return -1;
  }

  /// Whether the sender nominates this pair (RFC 8445 §7.1.2).
  public boolean hasUseCandidate() {
    return valueOf(AttributeType.USE_CANDIDATE) >= 0;
  }

  /// Whether the message carries MESSAGE-INTEGRITY, true or not.
  public boolean hasIntegrity() {
    return integrity >= 0;
  }

  /// Whether the message carries FINGERPRINT, true or not.
  public boolean hasFingerprint() {
    return fingerprint >= 0;
  }

  /// Whether MESSAGE-INTEGRITY is there and was made with this key. Compared in constant time.
  public boolean integrityHolds(KeyedHash hash) {
    if (integrity < 0 || BigEndian.uint16(bytes, integrity + 2) != HASH_LENGTH) {
      return false;
    }
    byte[] covered = new byte[integrity - offset];
    System.arraycopy(bytes, offset, covered, 0, covered.length);
    // The length counts up to the end of this attribute, whatever follows it (RFC 8489 §14.5).
    BigEndian.put16(covered, 2, covered.length - HEADER + 4 + HASH_LENGTH);
    byte[] expected = hash.over(covered, 0, covered.length);
    int difference = 0;
    for (int i = 0; i < HASH_LENGTH; i++) {
      difference |= expected[i] ^ bytes[integrity + 4 + i];
    }
    return difference == 0;
  }

  /// Whether FINGERPRINT is the last attribute and right (RFC 8489 §14.7).
  public boolean fingerprintHolds() {
    if (fingerprint < 0 || fingerprint + 8 != end) {
      return false;
    }
    crc.reset();
    crc.update(bytes, offset, fingerprint - offset);
    return BigEndian.int32(bytes, fingerprint + 4) == ((int) crc.getValue() ^ FINGERPRINT_XOR);
  }

  /// Where the value of the first attribute of a type begins in the datagram, or -1.
  public int valueOf(int type) {
    int at = offset + HEADER;
    while (at < end) {
      if (BigEndian.uint16(bytes, at) == type) {
        return at + 4;
      }
      at += 4 + padded(BigEndian.uint16(bytes, at + 2));
    }
    return -1;
  }

  byte[] bytes() {
    return bytes;
  }

  int offset() {
    return offset;
  }

  /// What stands behind MESSAGE-INTEGRITY is not protected and does not count, but for FINGERPRINT
  /// (RFC 8489 §14.5).
  int protectedEnd() {
    return integrity < 0 ? end : integrity;
  }

  static int padded(int length) {
    return (length + 3) & ~3;
  }
}
