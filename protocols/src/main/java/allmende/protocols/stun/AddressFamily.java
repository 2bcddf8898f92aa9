package allmende.protocols.stun;

/// As STUN numbers them (RFC 8489 §14.1).
public enum AddressFamily {
  IPV4(1, 4),
  IPV6(2, 16);

  final int code;
  final int bytes;

  AddressFamily(int code, int bytes) {
    this.code = code;
    this.bytes = bytes;
  }

  static AddressFamily of(int code) throws MalformedStun {
    return switch (code) {
      case 1 -> IPV4;
      case 2 -> IPV6;
      default -> throw new MalformedStun("unknown address family " + code);
    };
  }
}
