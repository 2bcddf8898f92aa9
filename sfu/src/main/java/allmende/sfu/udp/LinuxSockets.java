package allmende.sfu.udp;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// Linux' own calls for sockets (socket(7), udp(7)), on a 64-bit machine. Addresses of memory are
/// plain numbers here: a call allocates nothing.
final class LinuxSockets {
  static final int AF_INET = 2;
  static final int AF_INET6 = 10;
  static final int SOCK_DGRAM = 2;
  static final int SOL_SOCKET = 1;
  static final int SO_TYPE = 3;
  static final int SOL_UDP = 17;
  static final int UDP_SEGMENT = 103;
  static final int MSG_TRUNC = 0x20;
  static final int MSG_DONTWAIT = 0x40;

  private static final MethodHandle RECVMMSG =
      function("recvmmsg", JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_LONG);
  private static final MethodHandle SENDMSG =
      function("sendmsg", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT);
  private static final MethodHandle GETSOCKNAME =
      function("getsockname", JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG);
  private static final MethodHandle GETSOCKOPT =
      function("getsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG);

  private LinuxSockets() {}

  private static MethodHandle function(String name, ValueLayout result, ValueLayout... arguments) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow(name), FunctionDescriptor.of(result, arguments));
  }

  /// How many messages were received; negative for none or a failure.
  static int receive(int socket, long messages, int count) {
    try {
      return (int) RECVMMSG.invokeExact(socket, messages, count, MSG_DONTWAIT, 0L);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /// How many bytes were sent; negative for a failure.
  static long send(int socket, long message) {
    try {
      return (long) SENDMSG.invokeExact(socket, message, MSG_DONTWAIT);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /// Whether the socket's own address is now at `address`, at most as many bytes as stand at
  /// `length`.
  static boolean name(int socket, long address, long length) {
    try {
      return (int) GETSOCKNAME.invokeExact(socket, address, length) == 0;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /// Whether the socket has this option; what it is set to is now at `value`.
  static boolean option(int socket, int level, int name, long value, long length) {
    try {
      return (int) GETSOCKOPT.invokeExact(socket, level, name, value, length) == 0;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
