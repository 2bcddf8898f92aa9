package allmende.sfu.media;

import allmende.protocols.stun.StunView;
import allmende.sfu.sight.EngineSight;
import allmende.sfu.turn.TurnCredentials;
import allmende.sfu.turn.TurnSettings;
import allmende.sfu.udp.Burst;
import allmende.sfu.udp.Endpoint;
import allmende.sfu.udp.UdpPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One platform thread that owns a UDP port and the transports of the rooms that live here. From
/// receiving to sending a packet passes no lock, no queue and no other thread; everything else
/// reaches a loop as a command.
public final class MediaLoop implements Executor, AutoCloseable {
  /// Larger than any datagram that WebRTC sends over Ethernet.
  static final int PACKET = UdpPort.MOST;

  /// Packets that are passed on together at most.
  private static final int ROOMS = 64;

  /// What is read of a connection at a time.
  private static final int READ = 32 << 10;

  private static final int PATIENCE_SECONDS = 5;
  private static final int TICK_MILLIS = 10;
  private static final long TICK = TICK_MILLIS * 1_000_000L;
  private static final Logger log = LoggerFactory.getLogger(MediaLoop.class);

  private final List<UdpPort> ports = new ArrayList<>();
  private final List<InetSocketAddress> addresses = new ArrayList<>();
  private final Selector selector;
  private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean woken = new AtomicBoolean();
  private final Thread thread;
  private final Map<String, Admission> byUfrag = new HashMap<>();
  private final Map<Endpoint, Transport> byRemote = new HashMap<>();
  private final List<Ticking> ticking = new ArrayList<>();
  private final Burst burst = new Burst();
  private final UdpPort.Taker taker = new Datagrams();
  private final Packet[] rooms = new Packet[ROOMS];
  private final UpTrack[] waiting = new UpTrack[ROOMS];
  private int roomsUsed;
  private int waitingCount;
  private final List<Pacing> holding = new ArrayList<>();
  private final ByteBuffer streamIn = ByteBuffer.allocateDirect(READ);
  private final ByteBuffer streamOut = ByteBuffer.allocateDirect(2 * StreamCutter.LARGEST);
  private final byte[] read = new byte[READ];
  private final int number;
  private final StunView stun = new StunView();
  private final Workbench bench;
  private @Nullable Relays relays;
  private volatile boolean closed;
  private long nextTick;

  /// Opens the sockets.
  ///
  /// @param port 0: one that the system chooses, for each address its own
  /// @param clock that sender reports go by
  /// @throws UncheckedIOException when the port is taken, or an address is not ours
  public MediaLoop(int number, List<InetAddress> locals, int port, Clock clock) {
    this.number = number;
    bench = new Workbench(clock, System.nanoTime());
    Arrays.setAll(rooms, _ -> new Packet());
    try {
      selector = Selector.open();
      for (InetAddress local : locals) {
        open(new InetSocketAddress(local, port));
      }
    } catch (IOException e) {
      closePorts();
      throw new UncheckedIOException(
          "The port " + port + " for media (meetings.udp-port) cannot be opened.", e);
    }
    thread = Thread.ofPlatform().daemon().name("media-" + number).unstarted(this::run);
  }

  private void open(InetSocketAddress address) throws IOException {
    UdpPort port = bind(address);
    Ready receiving = () -> receive(port, taker);
    port.channel().register(selector, SelectionKey.OP_READ, receiving);
    addresses.add(port.local());
  }

  private UdpPort bind(InetSocketAddress address) throws IOException {
    UdpPort port = UdpPort.open(address);
    ports.add(port);
    return port;
  }

  /// Offers TURN beside media, to whoever comes with a connection; to be called before [#start()].
  public MediaLoop relaying(
      TurnSettings settings, TurnCredentials credentials, RandomGenerator random) {
    relays = new Relays(this, settings, credentials, random);
    return this;
  }

  /// Offers TURN over UDP too, at the same addresses; to be called before [#start()].
  ///
  /// @param port 0: one that the system chooses, for each address its own
  /// @return where clients reach it
  /// @throws UncheckedIOException when the port is taken
  public List<InetSocketAddress> relayDatagrams(int port) {
    List<InetSocketAddress> opened = new ArrayList<>();
    try {
      for (InetSocketAddress local : addresses) {
        UdpPort socket = bind(new InetSocketAddress(local.getAddress(), port));
        TurnSocket clients = new TurnSocket(this);
        Ready receiving = () -> receive(socket, clients);
        socket.channel().register(selector, SelectionKey.OP_READ, receiving);
        opened.add(socket.local());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The port " + port + " for TURN (meetings.turn-udp-port) cannot be opened.", e);
    }
    return List.copyOf(opened);
  }

  public MediaLoop start() {
    thread.start();
    return this;
  }

  /// Which of all loops this is.
  int number() {
    return number;
  }

  /// To be asked only where TURN is offered.
  Relays relays() {
    return Objects.requireNonNull(relays, "TURN is not offered");
  }

  /// What a selector's key leads to.
  @FunctionalInterface
  interface Ready {
    /// There is something to read, or room to write.
    void ready();
  }

  /// Takes a connection over, with what has come of it already.
  void adopt(SocketChannel channel, StreamFraming framing, byte[] first) {
    execute(() -> {
      try {
        TcpLine line = new TcpLine(this, selector, channel, framing);
        line.connection().received(first, 0, first.length);
      } catch (IOException e) {
        log.trace("A connection ended.", e);
        close(channel);
      }
    });
  }

  private static void close(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      log.debug("A connection could not be closed.", e);
    }
  }

  /// Reads what is there of a connection into [#readBytes()].
  int read(SocketChannel channel) throws IOException {
    streamIn.clear();
    int count = channel.read(streamIn);
    if (count > 0) {
      streamIn.flip().get(read, 0, count);
    }
    return count;
  }

  byte[] readBytes() {
    return read;
  }

  /// A packet as it goes over a connection (RFC 4571 §2); good until the next one.
  ByteBuffer framed(byte[] bytes, int offset, int length) {
    streamOut.clear();
    return streamOut.putShort((short) length).put(bytes, offset, length).flip();
  }

  /// A message as it goes over a connection without a frame; good until the next one.
  ByteBuffer unframed(byte[] bytes, int offset, int length) {
    streamOut.clear();
    return streamOut.put(bytes, offset, length).flip();
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

  void know(Admission admission) {
    byUfrag.put(admission.ufrag(), admission);
  }

  void forget(Admission admission) {
    byUfrag.remove(admission.ufrag());
  }

  /// From now on what comes from an address is a transport's. False while it is another's that is
  /// in use: nobody takes an address away by pretending to have it.
  boolean know(Path path, Transport transport, long now) {
    return switch (path) {
      case CarriedPath carried -> carried.claim(transport);
      case DatagramPath datagrams -> {
        Transport other = byRemote.get(datagrams.endpoint());
        if (other != null && other != transport && other.isInUse(now)) {
          yield false;
        }
        byRemote.put(datagrams.endpoint(), transport);
        yield true;
      }
    };
  }

  void forget(Path path, Transport transport) {
    switch (path) {
      case CarriedPath carried -> carried.release(transport);
      case DatagramPath datagrams -> byRemote.remove(datagrams.endpoint(), transport);
    }
  }

  /// A track has something to pass on. It may wait until all has been taken that is there by now.
  void waits(UpTrack track) {
    waiting[waitingCount++] = track;
  }

  private void passOn() {
    for (int i = 0; i < waitingCount; i++) {
      try {
        waiting[i].passOn();
      } catch (RuntimeException e) {
        log.error("A packet could not be passed on.", e);
      }
    }
    waitingCount = 0;
    roomsUsed = 0;
  }

  /// Sends before the loop waits for anything, or not at all: a full socket drops, as any link
  /// does.
  void send(Path path, byte[] bytes, int offset, int length) {
    switch (path) {
      case DatagramPath datagrams ->
          send(datagrams.port(), datagrams.endpoint(), bytes, offset, length);
      case CarriedPath carried -> carried.send(bytes, offset, length);
    }
  }

  void send(UdpPort port, Endpoint to, byte[] bytes, int offset, int length) {
    burst.add(port, to, bytes, offset, length);
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
      closePorts();
    }
  }

  private void run() {
    try {
      while (!closed) {
        selector.select(key -> ready((Ready) key.attachment()), patience());
        passOn();
        woken.set(false);
        obey();
        // Connections that others hold bring their packets as commands.
        passOn();
        long now = now();
        if (now - nextTick >= 0) {
          nextTick = now + TICK;
          tick(now);
        }
        release(now);
        burst.flush();
      }
    } catch (IOException e) {
      log.error("A media loop ends.", e);
    } finally {
      closeConnections();
      closePorts();
    }
  }

  private static void ready(Ready one) {
    try {
      one.ready();
    } catch (RuntimeException e) {
      log.error("A connection could not be handled.", e);
    }
  }

  private static long now() {
    return System.nanoTime();
  }

  /// How long there may be nothing to do, in milliseconds; 0: for ever.
  private long patience() {
    if (!holding.isEmpty()) {
      return 1;
    }
    return ticking.isEmpty() ? 0 : untilTick(now());
  }

  /// Somebody's packets wait for their turn.
  void holds(Pacing one) {
    holding.add(one);
  }

  private void release(long now) {
    for (int i = holding.size() - 1; i >= 0; i--) {
      try {
        if (holding.get(i).release(now)) {
          continue;
        }
      } catch (RuntimeException e) {
        log.error("Packets that waited could not be sent.", e);
      }
      holding.remove(i);
    }
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

  private static void receive(UdpPort port, UdpPort.Taker taker) {
    try {
      port.receive(taker);
    } catch (IOException e) {
      log.trace("Datagrams could not be received.", e);
    }
  }

  /// Room for the next packet.
  private Packet room() {
    if (roomsUsed == ROOMS) {
      passOn();
    }
    return rooms[roomsUsed];
  }

  /// A packet that has come by a connection or a relay; to be called on the loop.
  void take(CarriedPath from, byte[] bytes, int offset, int length) {
    if (length > 0 && length < PACKET) {
      Packet packet = room();
      System.arraycopy(bytes, offset, packet.bytes, 0, length);
      packet.length = length;
      if (packet.isStun()) {
        check(from, packet);
      } else {
        hand(from.owner(), packet);
      }
    }
  }

  private void hand(@Nullable Transport transport, Packet packet) {
    if (transport == null) {
      return;
    }
    if (packet.isRtpOrRtcp()) {
      packet.arrived = now();
      if (transport.protectedPacket(packet)) {
        roomsUsed++;
      }
    } else if (packet.isDtls()) {
      transport.dtlsRecord(packet.bytes, packet.length);
    }
  }

  /// A connectivity check. Without the right password it leaves no trace.
  private void check(Path from, Packet packet) {
    if (!stun.wrap(packet.bytes, 0, packet.length) || !stun.isBindingRequest()) {
      return;
    }
    int at = stun.ufragOffset();
    int count = stun.ufragLength();
    if (at < 0 || count > 64) {
      return;
    }
    Admission by = byUfrag.get(new String(packet.bytes, at, count, StandardCharsets.ISO_8859_1));
    if (by != null) {
      by.transport().connectivityCheck(stun, by, from, now());
    }
  }

  private void closeConnections() {
    for (SelectionKey key : selector.keys()) {
      if (key.attachment() instanceof TcpLine line) {
        line.close();
      }
    }
  }

  private void closePorts() {
    for (UdpPort port : ports) {
      try {
        port.close();
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

  /// What comes as datagrams.
  private final class Datagrams implements UdpPort.Taker {
    @Override
    public byte[] room() {
      return MediaLoop.this.room().bytes;
    }

    @Override
    public void take(UdpPort port, Endpoint from, int length) {
      Packet packet = MediaLoop.this.room();
      packet.length = length;
      try {
        if (packet.isStun()) {
          check(new DatagramPath(port, from), packet);
        } else {
          hand(byRemote.get(from), packet);
        }
      } catch (RuntimeException e) {
        log.error("A datagram could not be handled.", e);
      }
    }
  }
}
