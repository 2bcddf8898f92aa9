package allmende.sfu.udp;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectableChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// On Linux: many datagrams are received by one `recvmmsg`, and the datagrams of a burst go through
/// the network stack as one, which is cut up at its end (`UDP_SEGMENT`, udp(7)). The socket is a
/// channel's all the same, for a selector to wait on.
final class NativePort implements UdpPort {
  /// Of `struct msghdr`: name, its length, vectors, their number, control data, its length, flags.
  private static final int NAME = 0;

  private static final int NAME_LENGTH = 8;
  private static final int VECTORS = 16;
  private static final int VECTOR_COUNT = 24;
  private static final int CONTROL = 32;
  private static final int CONTROL_LENGTH = 40;
  private static final int FLAGS = 48;
  private static final int MESSAGE = 56;

  /// Of `struct mmsghdr`: a message and how many bytes it got.
  private static final int RECEIVED = MESSAGE;

  private static final int RECORD = 64;
  private static final int VECTOR = 16;
  private static final int NAME_ROOM = 32;

  /// Of `struct cmsghdr` with a number of two bytes: its length, and with what it is padded by.
  private static final int CONTROL_USED = 18;

  private static final int CONTROL_SIZE = 24;

  /// Addresses that are known without making an object for each datagram. More are only slower.
  private static final int KNOWN = 4_096;

  private final DatagramChannel channel;
  private final int socket;
  private final int family;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment records = arena.allocate((long) BATCH * RECORD, 8);
  private final MemorySegment vectors = arena.allocate((long) BATCH * VECTOR, 8);
  private final MemorySegment names = arena.allocate((long) BATCH * NAME_ROOM, 8);
  private final MemorySegment in = arena.allocate((long) BATCH * MOST, 64);
  private final MemorySegment message = arena.allocate(MESSAGE, 8);
  private final MemorySegment vector = arena.allocate(VECTOR, 8);
  private final MemorySegment name = arena.allocate(NAME_ROOM, 8);
  private final MemorySegment control = arena.allocate(CONTROL_SIZE, 8);
  private final @Nullable Endpoint[] known = new Endpoint[KNOWN];

  private NativePort(DatagramChannel channel, int socket, int family) {
    this.channel = channel;
    this.socket = socket;
    this.family = family;
    for (int i = 0; i < BATCH; i++) {
      long at = (long) i * RECORD;
      records.set(JAVA_LONG, at + NAME, names.address() + (long) i * NAME_ROOM);
      records.set(JAVA_LONG, at + VECTORS, vectors.address() + (long) i * VECTOR);
      records.set(JAVA_LONG, at + VECTOR_COUNT, 1);
      vectors.set(JAVA_LONG, (long) i * VECTOR, in.address() + (long) i * MOST);
      vectors.set(JAVA_LONG, (long) i * VECTOR + 8, MOST);
    }
    message.set(JAVA_LONG, NAME, name.address());
    message.set(JAVA_LONG, VECTORS, vector.address());
    message.set(JAVA_LONG, VECTOR_COUNT, 1);
    message.set(JAVA_LONG, CONTROL, control.address());
    control.set(JAVA_LONG, 0, CONTROL_USED);
    control.set(JAVA_INT, 8, LinuxSockets.SOL_UDP);
    control.set(JAVA_INT, 12, LinuxSockets.UDP_SEGMENT);
  }

  /// The port of a bound channel; null where the platform cannot do it.
  static @Nullable NativePort over(DatagramChannel channel) throws IOException {
    boolean linux = System.getProperty("os.name", "").equals("Linux");
    if (!linux || ADDRESS.byteSize() != Long.BYTES) {
      return null;
    }
    Endpoint local = Endpoint.of((InetSocketAddress) channel.getLocalAddress());
    // A channel does not tell its descriptor, but no other socket is bound to its address.
    try (Arena scratch = Arena.ofConfined();
        DirectoryStream<Path> open = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      MemorySegment address = scratch.allocate(128, 8);
      MemorySegment length = scratch.allocate(JAVA_INT);
      MemorySegment value = scratch.allocate(JAVA_INT);
      for (Path each : open) {
        int socket = Integer.parseInt(each.getFileName().toString());
        length.set(JAVA_INT, 0, 128);
        if (LinuxSockets.name(socket, address.address(), length.address())
            && isInternet(address)
            && isAt(local, address)
            && has(socket, LinuxSockets.SOL_SOCKET, LinuxSockets.SO_TYPE, value, length)
            && value.get(JAVA_INT, 0) == LinuxSockets.SOCK_DGRAM
            && has(socket, LinuxSockets.SOL_UDP, LinuxSockets.UDP_SEGMENT, value, length)) {
          return new NativePort(channel, socket, SocketName.family(address, 0));
        }
      }
      return null;
    }
  }

  private static boolean isInternet(MemorySegment address) {
    int family = SocketName.family(address, 0);
    return family == LinuxSockets.AF_INET || family == LinuxSockets.AF_INET6;
  }

  /// Java says 0.0.0.0 for a socket that is bound to all addresses of both families.
  private static boolean isAt(Endpoint local, MemorySegment address) {
    long high = SocketName.high(address, 0);
    long low = SocketName.low(address, 0);
    boolean any = high == 0 && (low == 0 || low == Endpoint.MAPPED);
    return SocketName.port(address, 0) == local.address().getPort()
        && (any
            ? local.address().getAddress().isAnyLocalAddress()
            : local.high == high && local.low == low);
  }

  private static boolean has(
      int socket, int level, int option, MemorySegment value, MemorySegment length) {
    length.set(JAVA_INT, 0, Integer.BYTES);
    return LinuxSockets.option(socket, level, option, value.address(), length.address());
  }

  @Override
  public SelectableChannel channel() {
    return channel;
  }

  @Override
  public InetSocketAddress local() throws IOException {
    return (InetSocketAddress) channel.getLocalAddress();
  }

  @Override
  public void receive(Taker taker) {
    int count = BATCH;
    for (int round = 0; round < 2 && count == BATCH; round++) {
      for (int i = 0; i < BATCH; i++) {
        records.set(JAVA_INT, (long) i * RECORD + NAME_LENGTH, NAME_ROOM);
      }
      count = LinuxSockets.receive(socket, records.address(), BATCH);
      for (int i = 0; i < count; i++) {
        hand(taker, i);
      }
    }
  }

  private void hand(Taker taker, int i) {
    long at = (long) i * RECORD;
    int length = records.get(JAVA_INT, at + RECEIVED);
    boolean whole = (records.get(JAVA_INT, at + FLAGS) & LinuxSockets.MSG_TRUNC) == 0;
    if (whole && length > 0) {
      MemorySegment.copy(in, JAVA_BYTE, (long) i * MOST, taker.room(), 0, length);
      taker.take(this, endpoint((long) i * NAME_ROOM), length);
    }
  }

  private Endpoint endpoint(long at) {
    long high = SocketName.high(names, at);
    long low = SocketName.low(names, at);
    int scope = SocketName.scope(names, at);
    int port = SocketName.port(names, at);
    int slot = Endpoint.hash(high, low, port) & KNOWN - 1;
    Endpoint endpoint = known[slot];
    if (endpoint == null || !endpoint.is(high, low, scope, port)) {
      endpoint = Endpoint.of(high, low, scope, port);
      known[slot] = endpoint;
    }
    return endpoint;
  }

  @Override
  public void send(Burst burst) {
    message.set(JAVA_INT, NAME_LENGTH, SocketName.write(name, 0, family, burst.to()));
    boolean several = burst.length() > burst.segment();
    if (several) {
      control.set(JAVA_SHORT, 16, (short) burst.segment());
    }
    message.set(JAVA_LONG, CONTROL_LENGTH, several ? CONTROL_SIZE : 0);
    if (send(burst, 0, burst.length()) < 0 && several) {
      // Not every device can cut them up, and none when they have to be fragmented.
      message.set(JAVA_LONG, CONTROL_LENGTH, 0);
      for (int at = 0; at < burst.length(); at += burst.segment()) {
        send(burst, at, Math.min(burst.segment(), burst.length() - at));
      }
    }
  }

  private long send(Burst burst, int offset, int length) {
    vector.set(JAVA_LONG, 0, burst.bytes().address() + offset);
    vector.set(JAVA_LONG, 8, length);
    return LinuxSockets.send(socket, message.address());
  }

  @Override
  public void close() throws IOException {
    channel.close();
    // The loop has closed it by itself, if it ended before it was joined.
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }
}
