package allmende.sfu.media;

import allmende.protocols.stun.StunView;
import allmende.sfu.sight.EngineSight;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One platform thread that owns a UDP port and the transports of the rooms that live here. From
/// receiving to sending a packet passes no lock, no queue and no other thread; everything else
/// reaches a loop as a command.
public final class MediaLoop implements Executor, AutoCloseable {
  /// Larger than any datagram that WebRTC sends over Ethernet.
  static final int PACKET = 2_048;

  private static final int SOCKET_BUFFER = 4 << 20;

  /// Datagrams that are taken before commands and timers get their turn.
  private static final int BATCH = 128;

  private static final int PATIENCE_SECONDS = 5;
  private static final int TICK_MILLIS = 10;
  private static final long TICK = TICK_MILLIS * 1_000_000L;
  private static final Logger log = LoggerFactory.getLogger(MediaLoop.class);

  private final List<DatagramChannel> channels = new ArrayList<>();
  private final List<InetSocketAddress> addresses = new ArrayList<>();
  private final Selector selector;
  private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean woken = new AtomicBoolean();
  private final Thread thread;
  private final Map<String, Transport> byUfrag = new HashMap<>();
  private final Map<SocketAddress, Transport> byRemote = new HashMap<>();
  private final List<Ticking> ticking = new ArrayList<>();
  private final ByteBuffer in = ByteBuffer.allocateDirect(PACKET);
  private final ByteBuffer out = ByteBuffer.allocateDirect(PACKET);
  private final byte[] packet = new byte[PACKET];
  private final StunView stun = new StunView();
  private final Workbench bench;
  private volatile boolean closed;
  private long nextTick;

  /// Opens the sockets.
  ///
  /// @param port 0: one that the system chooses, for each address its own
  /// @param clock that sender reports go by
  /// @throws UncheckedIOException when the port is taken, or an address is not ours
  public MediaLoop(int number, List<InetAddress> locals, int port, Clock clock) {
    bench = new Workbench(clock, System.nanoTime());
    try {
      selector = Selector.open();
      for (InetAddress local : locals) {
        open(new InetSocketAddress(local, port));
      }
    } catch (IOException e) {
      closeChannels();
      throw new UncheckedIOException(
          "The port " + port + " for media (meetings.udp-port) cannot be opened.", e);
    }
    thread = Thread.ofPlatform().daemon().name("media-" + number).unstarted(this::run);
  }

  private void open(InetSocketAddress address) throws IOException {
    DatagramChannel channel = DatagramChannel.open();
    channels.add(channel);
    channel.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER);
    channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER);
    channel.configureBlocking(false);
    channel.bind(address);
    channel.register(selector, SelectionKey.OP_READ, channel);
    addresses.add((InetSocketAddress) channel.getLocalAddress());
  }

  public MediaLoop start() {
    thread.start();
    return this;
  }

  /// Where clients reach it.
  public List<InetSocketAddress> addresses() {
    return List.copyOf(addresses);
  }

  /// Has the loop do something between two packets; in the order in which it was asked.
  @Override
  public void execute(Runnable command) {
    commands.add(command);
    if (Thread.currentThread() != thread && woken.compareAndSet(false, true)) {
      selector.wakeup();
    }
  }

  /// Waits for what only the loop knows; not to be called by it.
  public <T> T ask(Supplier<T> question) {
    FutureTask<T> task = new FutureTask<>(question::get);
    execute(task);
    try {
      return task.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("a media loop does not answer", e);
    }
  }

  /// What it has forwarded, together with what others have.
  public EngineSight plus(EngineSight others) {
    return ask(() -> bench.traffic.plus(others));
  }

  /// What wants a turn now and then.
  interface Ticking {
    /// Every ten milliseconds or so.
    ///
    /// @param now of [System#nanoTime()]
    void tick(long now);
  }

  void add(Ticking one) {
    ticking.add(one);
  }

  void remove(Ticking one) {
    ticking.remove(one);
  }

  /// Has the next turn come in a millisecond.
  void soon(long now) {
    nextTick = Math.min(nextTick, now + 1_000_000L);
  }

  /// What all packets of this loop are worked on with.
  Workbench bench() {
    return bench;
  }

  void know(String ufrag, Transport transport) {
    byUfrag.put(ufrag, transport);
  }

  void forget(String ufrag) {
    byUfrag.remove(ufrag);
  }

  /// From now on what comes from an address is a transport's. False while it is another's that is
  /// in use: nobody takes an address away by pretending to have it.
  boolean know(SocketAddress remote, Transport transport, long now) {
    Transport other = byRemote.get(remote);
    if (other != null && other != transport && other.isInUse(now)) {
      return false;
    }
    byRemote.put(remote, transport);
    return true;
  }

  void forget(SocketAddress remote, Transport transport) {
    byRemote.remove(remote, transport);
  }

  /// Sends at once, or not at all: a full socket drops, as any link does.
  void send(Path path, byte[] bytes, int offset, int length) {
    out.clear();
    out.put(bytes, offset, length);
    out.flip();
    try {
      path.channel().send(out, path.remote());
    } catch (IOException e) {
      // Unreachable now; consent will run out if it stays so.
      log.trace("A datagram could not be sent.", e);
    }
  }

  @Override
  public void close() {
    closed = true;
    selector.wakeup();
    if (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    } else {
      closeChannels();
    }
  }

  private void run() {
    try {
      while (!closed) {
        selector.select(
            key -> receive((DatagramChannel) key.attachment()),
            ticking.isEmpty() ? 0 : untilTick(now()));
        woken.set(false);
        obey();
        long now = now();
        if (now - nextTick >= 0) {
          nextTick = now + TICK;
          tick(now);
        }
      }
    } catch (IOException e) {
      log.error("A media loop ends.", e);
    } finally {
      closeChannels();
    }
  }

  private static long now() {
    return System.nanoTime();
  }

  private long untilTick(long now) {
    return Math.clamp((nextTick - now) / 1_000_000, 1, TICK_MILLIS);
  }

  private void obey() {
    for (Runnable command = commands.poll(); command != null; command = commands.poll()) {
      try {
        command.run();
      } catch (RuntimeException e) {
        log.error("A command to a media loop failed.", e);
      }
    }
  }

  private void tick(long now) {
    for (int i = ticking.size() - 1; i >= 0; i--) {
      try {
        ticking.get(i).tick(now);
      } catch (RuntimeException e) {
        log.error("A turn of a media loop failed.", e);
      }
    }
  }

  private void receive(DatagramChannel channel) {
    for (int i = 0; i < BATCH; i++) {
      try {
        in.clear();
        SocketAddress from = channel.receive(in);
        if (from == null) {
          return;
        }
        int length = in.flip().remaining();
        in.get(packet, 0, length);
        if (length > 0 && length < PACKET) {
          take(channel, from, length);
        }
      } catch (ClosedChannelException e) {
        return;
      } catch (IOException e) {
        log.trace("A datagram could not be received.", e);
      } catch (RuntimeException e) {
        log.error("A datagram could not be handled.", e);
      }
    }
  }

  /// Tells the protocols apart by their first byte (RFC 7983 §7).
  private void take(DatagramChannel channel, SocketAddress from, int length) {
    int first = packet[0] & 0xFF;
    if (first < 4) {
      check(channel, from, length);
      return;
    }
    Transport transport = byRemote.get(from);
    if (transport == null) {
      return;
    }
    if (first >= 128 && first < 192) {
      transport.protectedPacket(packet, length, now());
    } else if (first >= 20 && first < 64) {
      transport.dtlsRecord(packet, length);
    }
  }

  /// A connectivity check. Without the right password it leaves no trace.
  private void check(DatagramChannel channel, SocketAddress from, int length) {
    if (!stun.wrap(packet, 0, length) || !stun.isBindingRequest()) {
      return;
    }
    int at = stun.ufragOffset();
    int count = stun.ufragLength();
    if (at < 0 || count > 64) {
      return;
    }
    Transport transport = byUfrag.get(new String(packet, at, count, StandardCharsets.ISO_8859_1));
    if (transport != null) {
      transport.connectivityCheck(stun, new Path(channel, from), now());
    }
  }

  private void closeChannels() {
    for (DatagramChannel channel : channels) {
      try {
        channel.close();
      } catch (IOException e) {
        log.debug("A socket could not be closed.", e);
      }
    }
    try {
      selector.close();
    } catch (IOException e) {
      log.debug("A selector could not be closed.", e);
    }
  }
}
