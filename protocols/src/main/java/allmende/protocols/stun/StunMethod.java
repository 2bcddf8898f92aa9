package allmende.protocols.stun;

/// What a message is about: RFC 8489 §18.2, and RFC 8656 §17 for TURN.
public enum StunMethod {
  BINDING(0x001),
  ALLOCATE(0x003),
  REFRESH(0x004),
  SEND(0x006),
  DATA(0x007),
  CREATE_PERMISSION(0x008),
  CHANNEL_BIND(0x009);

  private static final StunMethod[] BY_CODE = new StunMethod[0x00A];

  static {
    for (StunMethod method : values()) {
      BY_CODE[method.code] = method;
    }
  }

  final int code;

  StunMethod(int code) {
    this.code = code;
  }

  /// The twelve bits of the method lie around the two of the class (RFC 8489 §5).
  static StunMethod ofType(int type) throws MalformedStun {
    int code = (type & 0x000F) | (type & 0x00E0) >> 1 | (type & 0x3E00) >> 2;
    StunMethod method = code < BY_CODE.length ? BY_CODE[code] : null;
    if (method == null) {
      throw new MalformedStun("unknown method " + code);
    }
    return method;
  }

  int type(StunClass kind) {
    return (code & 0x00F) | (code & 0x070) << 1 | (code & 0xF80) << 2 | kind.bits;
  }
}
