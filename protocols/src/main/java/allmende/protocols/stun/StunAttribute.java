package allmende.protocols.stun;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;

/// What a message says besides its type. MESSAGE-INTEGRITY and FINGERPRINT are not among them: they
/// belong to the bytes, and [StunView] checks and [StunMessage] writes them.
public sealed interface StunAttribute {
  /// RFC 8489 §14.1: where the server saw the request come from, in the clear. Only old clients ask
  /// for it.
  record MappedAddress(InetSocketAddress address) implements StunAttribute {}

  /// RFC 8489 §14.2: the same, so that no NAT rewrites it.
  record XorMappedAddress(InetSocketAddress address) implements StunAttribute {}

  /// RFC 8489 §14.3: at most 509 bytes.
  record Username(String name) implements StunAttribute {}

  /// RFC 8489 §14.9: at most 763 bytes.
  record Realm(String name) implements StunAttribute {}

  /// RFC 8489 §14.10: at most 763 bytes.
  record Nonce(String value) implements StunAttribute {}

  /// RFC 8489 §14.14: at most 763 bytes.
  record Software(String name) implements StunAttribute {}

  /// RFC 8489 §14.8: a code from 300 to 699 and a reason of at most 763 bytes.
  record ErrorCode(int code, String reason) implements StunAttribute {
    public static final int TRY_ALTERNATE = 300;
    public static final int BAD_REQUEST = 400;
    public static final int UNAUTHENTICATED = 401;
    public static final int FORBIDDEN = 403;
    public static final int UNKNOWN_ATTRIBUTE = 420;
    public static final int ALLOCATION_MISMATCH = 437;
    public static final int STALE_NONCE = 438;
    public static final int ADDRESS_FAMILY_NOT_SUPPORTED = 440;
    public static final int WRONG_CREDENTIALS = 441;
    public static final int UNSUPPORTED_TRANSPORT = 442;
    public static final int PEER_ADDRESS_FAMILY_MISMATCH = 443;
    public static final int ALLOCATION_QUOTA_REACHED = 486;
    public static final int ROLE_CONFLICT = 487;
    public static final int SERVER_ERROR = 500;
    public static final int INSUFFICIENT_CAPACITY = 508;
  }

  /// RFC 8489 §14.13: what a 420 could not understand.
  record UnknownAttributes(List<Integer> types) implements StunAttribute {
    public UnknownAttributes {
      types = List.copyOf(types);
    }
  }

  /// RFC 8445 §7.1.1: of the candidate that this check would make known, 1 to 2³¹-1.
  record Priority(long value) implements StunAttribute {}

  /// RFC 8445 §7.1.2.
  record UseCandidate() implements StunAttribute {}

  /// RFC 8445 §7.1.3.
  record IceControlled(long tieBreaker) implements StunAttribute {}

  /// RFC 8445 §7.1.3.
  record IceControlling(long tieBreaker) implements StunAttribute {}

  /// RFC 8656 §18.1: 0x4000 to 0x4FFF.
  record ChannelNumber(int number) implements StunAttribute {
    public static final int FIRST = 0x4000;
    public static final int LAST = 0x4FFF;
  }

  /// RFC 8656 §18.2: in seconds, an unsigned 32-bit number.
  record Lifetime(long seconds) implements StunAttribute {}

  /// RFC 8656 §18.3.
  record XorPeerAddress(InetSocketAddress address) implements StunAttribute {}

  /// RFC 8656 §18.4: what goes to or comes from a peer.
  record Data(byte[] bytes) implements StunAttribute {
    @Override
    public boolean equals(Object other) {
      return other instanceof Data(byte[] others) && Arrays.equals(bytes, others);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }
  }

  /// RFC 8656 §18.5.
  record XorRelayedAddress(InetSocketAddress address) implements StunAttribute {}

  /// RFC 8656 §18.6.
  record RequestedAddressFamily(AddressFamily family) implements StunAttribute {}

  /// RFC 8656 §18.11: one more allocation, of IPv6.
  record AdditionalAddressFamily(AddressFamily family) implements StunAttribute {}

  /// RFC 8656 §18.7: `reserve` asks for the next higher port as well.
  record EvenPort(boolean reserve) implements StunAttribute {}

  /// RFC 8656 §18.8: an IP protocol number.
  record RequestedTransport(int protocol) implements StunAttribute {
    public static final int UDP = 17;
  }

  /// RFC 8656 §18.9.
  record DontFragment() implements StunAttribute {}

  /// RFC 8656 §18.10.
  record ReservationToken(long token) implements StunAttribute {}

  /// One that this package does not know. Below 0x8000 it must be refused with 420.
  record Unknown(int type) implements StunAttribute {
    public boolean mustBeUnderstood() {
      return AttributeType.mustBeUnderstood(type);
    }
  }
}
