package allmende.sfu.udp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every port does, whichever way it does it.
class UdpPortTest {
  private static final int PATIENCE_MILLIS = 5_000;

  /// A way to open a port.
  interface Kind {
    UdpPort open(InetSocketAddress local) throws IOException;
  }

  static Stream<Kind> kinds() {
    return Stream.of(UdpPort::open, UdpPortTest::plain);
  }

  private static UdpPort plain(InetSocketAddress local) throws IOException {
    DatagramChannel channel = DatagramChannel.open();
    channel.configureBlocking(false);
    channel.bind(local);
    return new ChannelPort(channel);
  }

  private final Burst burst = new Burst();

  /// Keeps what arrives.
  private static final class Kept implements UdpPort.Taker {
    final List<byte[]> datagrams = new ArrayList<>();
    final List<Endpoint> from = new ArrayList<>();
    private final byte[] room = new byte[UdpPort.MOST];

    @Override
    public byte[] room() {
      return room;
    }

    @Override
    public void take(UdpPort port, Endpoint sender, int length) {
      datagrams.add(Arrays.copyOf(room, length));
      from.add(sender);
    }
  }

  private static byte[] datagram(int length, int seed) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i * 7 + seed);
    }
    return bytes;
  }

  private static Kept receive(UdpPort port, int count) throws IOException, InterruptedException {
    Kept kept = new Kept();
    long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
    while (kept.datagrams.size() < count && System.nanoTime() < end) {
      port.receive(kept);
      Thread.sleep(1);
    }
    return kept;
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void takesWhatArrivesAndFromWhom(Kind kind) throws Exception {
    InetAddress home = InetAddress.getByName("127.0.0.1");
    try (UdpPort port = kind.open(new InetSocketAddress(home, 0));
        DatagramSocket one = new DatagramSocket(0, home);
        DatagramSocket two = new DatagramSocket(0, home)) {
      for (int i = 0; i < 100; i++) {
        DatagramSocket sender = i % 2 == 0 ? one : two;
        byte[] bytes = datagram(1 + i * 12, i);
        sender.send(new DatagramPacket(bytes, bytes.length, port.local()));
      }
      Kept kept = receive(port, 100);
      assertEquals(100, kept.datagrams.size());
      for (int i = 0; i < 100; i++) {
        DatagramSocket sender = i % 2 == 0 ? one : two;
        assertArrayEquals(datagram(1 + i * 12, i), kept.datagrams.get(i));
        InetSocketAddress address = (InetSocketAddress) sender.getLocalSocketAddress();
        assertEquals(address, kept.from.get(i).address());
        assertEquals(Endpoint.of(address), kept.from.get(i));
        assertEquals(Endpoint.of(address).hashCode(), kept.from.get(i).hashCode());
      }
      assertNotEquals(kept.from.get(0), kept.from.get(1));
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void dropsWhatIsLongerThanADatagramOfMedia(Kind kind) throws Exception {
    InetAddress home = InetAddress.getByName("127.0.0.1");
    try (UdpPort port = kind.open(new InetSocketAddress(home, 0));
        DatagramSocket sender = new DatagramSocket(0, home)) {
      for (int length : new int[] {UdpPort.MOST + 1, 60_000, UdpPort.MOST, 0, 5}) {
        sender.send(new DatagramPacket(datagram(length, 1), length, port.local()));
      }
      Kept kept = receive(port, 2);
      assertEquals(
          List.of(UdpPort.MOST, 5), kept.datagrams.stream().map(each -> each.length).toList());
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void keepsDatagramsApartAndInOrder(Kind kind) throws Exception {
    // Equal ones, a shorter one that ends a run, a longer one that begins another.
    int[] lengths = {1_200, 1_200, 1_200, 1_000, 1_000, 1_000, 1_100, 1, 1, 1, 1_200};
    for (String local : List.of("127.0.0.1", "::1", "0.0.0.0", "::")) {
      InetAddress home = InetAddress.getByName(local);
      InetAddress near = home.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : home;
      try (UdpPort port = kind.open(new InetSocketAddress(home, 0));
          UdpPort first = kind.open(new InetSocketAddress(near, 0));
          UdpPort second = kind.open(new InetSocketAddress(near, 0))) {
        for (UdpPort target : List.of(first, second)) {
          for (int i = 0; i < lengths.length; i++) {
            byte[] packet = new byte[UdpPort.MOST];
            System.arraycopy(datagram(lengths[i], i), 0, packet, 3, lengths[i]);
            burst.add(port, Endpoint.of(target.local()), packet, 3, lengths[i]);
          }
        }
        burst.flush();
        burst.flush();
        for (UdpPort target : List.of(first, second)) {
          Kept kept = receive(target, lengths.length);
          assertEquals(lengths.length, kept.datagrams.size(), local);
          for (int i = 0; i < lengths.length; i++) {
            assertArrayEquals(datagram(lengths[i], i), kept.datagrams.get(i), local);
          }
          assertEquals(port.local().getPort(), kept.from.getFirst().address().getPort());
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void sendsMoreThanTheSystemTakesAtOnce(Kind kind) throws Exception {
    InetAddress home = InetAddress.getByName("127.0.0.1");
    try (UdpPort port = kind.open(new InetSocketAddress(home, 0));
        UdpPort target = kind.open(new InetSocketAddress(home, 0))) {
      for (int i = 0; i < 100; i++) {
        burst.add(port, Endpoint.of(target.local()), datagram(100, i), 0, 100);
      }
      burst.flush();
      Kept kept = receive(target, 100);
      assertEquals(100, kept.datagrams.size());
      for (int i = 0; i < 100; i++) {
        assertArrayEquals(datagram(100, i), kept.datagrams.get(i));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void nobodyListeningIsNoFailure(Kind kind) throws Exception {
    InetAddress home = InetAddress.getByName("127.0.0.1");
    InetSocketAddress gone;
    try (UdpPort target = kind.open(new InetSocketAddress(home, 0))) {
      gone = target.local();
    }
    try (UdpPort port = kind.open(new InetSocketAddress(home, 0));
        UdpPort target = kind.open(new InetSocketAddress(home, 0))) {
      for (int i = 0; i < 5; i++) {
        burst.add(port, Endpoint.of(gone), datagram(10, i), 0, 10);
        burst.add(port, Endpoint.of(target.local()), datagram(10, i), 0, 10);
      }
      burst.flush();
      assertEquals(5, receive(target, 5).datagrams.size());
    }
  }
}
