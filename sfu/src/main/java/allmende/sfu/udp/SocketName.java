package allmende.sfu.udp;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// `sockaddr_in` and `sockaddr_in6` (ip(7), ipv6(7)).
final class SocketName {
  static final int SIZE = 28;

  private static final int INET_SIZE = 16;
  private static final int PORT = 2;
  private static final int INET_ADDRESS = 4;
  private static final int ADDRESS = 8;
  private static final int SCOPE = 24;
  private static final ValueLayout.OfShort HOST_SHORT = ValueLayout.JAVA_SHORT;
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfInt HOST_INT = ValueLayout.JAVA_INT_UNALIGNED;
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private SocketName() {}

  static int family(MemorySegment name, long at) {
    return name.get(HOST_SHORT, at);
  }

  static int port(MemorySegment name, long at) {
    return Short.toUnsignedInt(name.get(SHORT, at + PORT));
  }

  static long high(MemorySegment name, long at) {
    return family(name, at) == LinuxSockets.AF_INET ? 0 : name.get(LONG, at + ADDRESS);
  }

  static long low(MemorySegment name, long at) {
    return family(name, at) == LinuxSockets.AF_INET
        ? Endpoint.MAPPED | name.get(INT, at + INET_ADDRESS) & 0xFFFF_FFFFL
        : name.get(LONG, at + ADDRESS + 8);
  }

  static int scope(MemorySegment name, long at) {
    return family(name, at) == LinuxSockets.AF_INET ? 0 : name.get(HOST_INT, at + SCOPE);
  }

  /// Writes one of a socket's family.
  ///
  /// @return its length
  static int write(MemorySegment name, long at, int family, Endpoint endpoint) {
    name.set(HOST_SHORT, at, (short) family);
    name.set(SHORT, at + PORT, (short) endpoint.address().getPort());
    if (family == LinuxSockets.AF_INET) {
      name.set(INT, at + INET_ADDRESS, (int) endpoint.low);
      name.set(LONG, at + ADDRESS, 0);
      return INET_SIZE;
    }
    name.set(HOST_INT, at + INET_ADDRESS, 0);
    name.set(LONG, at + ADDRESS, endpoint.high);
    name.set(LONG, at + ADDRESS + 8, endpoint.low);
    name.set(HOST_INT, at + SCOPE, endpoint.scope);
    return SIZE;
  }
}
