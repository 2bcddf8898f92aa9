package allmende.protocols.stun;

/// What a message asks for or answers (RFC 8489 §5).
public enum StunClass {
  REQUEST(0x000),
  INDICATION(0x010),
  SUCCESS(0x100),
  ERROR(0x110);

  final int bits;

  StunClass(int bits) {
    this.bits = bits;
  }

  static StunClass ofType(int type) {
    return switch (type & 0x110) {
      case 0x000 -> REQUEST;
      case 0x010 -> INDICATION;
      case 0x100 -> SUCCESS;
      default -> ERROR;
    };
  }
}
