package allmende.sfu.media;

import allmende.protocols.BigEndian;
import allmende.protocols.rtp.PacketFraming;
import allmende.protocols.stun.MalformedStun;
import allmende.protocols.stun.StunAttribute.Username;
import allmende.protocols.stun.StunMessage;
import allmende.protocols.stun.StunView;
import allmende.sfu.turn.TurnClient;
import allmende.sfu.turn.TurnCredentials;
import allmende.sfu.turn.TurnServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where connections wait until their first words say which loop they are for: a connectivity check
/// by the name that it is addressed to, a TURN client by the name that it logs in with. They have
/// little time, little room, and when there are too many the oldest has to go; loops hear of none
/// of it.
public final class Entrance implements AutoCloseable {
  /// What somebody may say before they are known, in bytes.
  private static final int FIRST_WORDS = 2_048;

  private static final long SECOND = 1_000_000_000L;

  /// How long somebody may take to say it. An honest client speaks at once.
  private static final long PATIENCE = 10 * SECOND;

  private static final int COOKIE = 0x2112A442;
  private static final int BACKLOG = 128;
  private static final Logger log = LoggerFactory.getLogger(Entrance.class);

  private final List<MediaLoop> loops;
  private final TurnServer lobby;
  private final TurnCredentials credentials;
  private final int most;
  private final Selector selector;
  private final List<ServerSocketChannel> servers = new ArrayList<>();
  private final Thread thread;

  /// In the order in which they came. Guarded by itself, as is the lobby.
  private final LinkedHashSet<Guest> guests = new LinkedHashSet<>();

  private final StunView view = new StunView();
  private final ByteBuffer in = ByteBuffer.allocate(FIRST_WORDS);
  private volatile boolean closed;

  /// @param loops by their numbers
  /// @param lobby answers those who have not logged in; it gives nothing out
  /// @param most connections that wait at the same time
  public Entrance(List<MediaLoop> loops, TurnServer lobby, TurnCredentials credentials, int most) {
    this.loops = List.copyOf(loops);
    this.lobby = lobby;
    this.credentials = credentials;
    this.most = most;
    try {
      selector = Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    thread = Thread.ofPlatform().daemon().name("media-entrance").unstarted(this::run);
  }

  /// Takes TCP connections at these addresses; to be called before [#start()].
  ///
  /// @param port 0: one that the system chooses, for each address its own
  /// @return where clients reach it
  /// @throws UncheckedIOException when the port is taken
  public List<InetSocketAddress> listen(List<InetAddress> locals, int port) {
    List<InetSocketAddress> opened = new ArrayList<>();
    try {
      for (InetAddress local : locals) {
        ServerSocketChannel server = ServerSocketChannel.open();
        servers.add(server);
        server.configureBlocking(false);
        server.bind(new InetSocketAddress(local, port), BACKLOG);
        server.register(selector, SelectionKey.OP_ACCEPT);
        opened.add((InetSocketAddress) server.getLocalAddress());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The port " + port + " for media over TCP (meetings.tcp-port) cannot be opened.", e);
    }
    return List.copyOf(opened);
  }

  public Entrance start() {
    thread.start();
    return this;
  }

  /// A connection that somebody else holds.
  public StreamSession welcome(StreamLine line) {
    Guest guest = new Guest(line, null);
    wait(guest);
    return guest;
  }

  /// How many wait now.
  int waiting() {
    synchronized (guests) {
      return guests.size();
    }
  }

  private void wait(Guest guest) {
    Guest oldest = null;
    synchronized (guests) {
      guests.add(guest);
      if (guests.size() > most) {
        oldest = guests.removeFirst();
      }
    }
    if (oldest != null) {
      oldest.line.close();
    }
    selector.wakeup();
  }

  private boolean leave(Guest guest) {
    synchronized (guests) {
      return guests.remove(guest);
    }
  }

  private void run() {
    try {
      while (!closed) {
        selector.select(this::ready, waiting() == 0 ? 0 : 1_000);
        sendTheSlowAway(System.nanoTime());
      }
    } catch (IOException e) {
      log.error("Media's entrance ends.", e);
    } finally {
      shut();
    }
  }

  private void sendTheSlowAway(long now) {
    List<Guest> slow = new ArrayList<>();
    synchronized (guests) {
      while (!guests.isEmpty() && now - guests.getFirst().since > PATIENCE) {
        slow.add(guests.removeFirst());
      }
    }
    slow.forEach(each -> each.line.close());
  }

  private void ready(SelectionKey key) {
    try {
      if (key.attachment() instanceof Guest guest) {
        guest.read();
      } else {
        accept((ServerSocketChannel) key.channel());
      }
    } catch (IOException | RuntimeException e) {
      log.debug("A connection could not be taken.", e);
    }
  }

  private void accept(ServerSocketChannel server) throws IOException {
    for (SocketChannel socket = server.accept(); socket != null; socket = server.accept()) {
      socket.configureBlocking(false);
      Guest guest = new Guest(new Waiting(socket), socket);
      socket.register(selector, SelectionKey.OP_READ, guest);
      wait(guest);
    }
  }

  private void shut() {
    synchronized (guests) {
      guests.forEach(each -> each.line.close());
      guests.clear();
    }
    for (ServerSocketChannel server : servers) {
      try {
        server.close();
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
      shut();
    }
  }

  /// A socket of ours while nobody knows whose it is: what cannot be sent at once is not.
  private record Waiting(SocketChannel socket) implements StreamLine {
    @Override
    public InetSocketAddress remote() {
      try {
        return (InetSocketAddress) socket.getRemoteAddress();
      } catch (IOException e) {
        return new InetSocketAddress(0);
      }
    }

    @Override
    public void send(ByteBuffer message) {
      try {
        socket.write(message);
        if (message.hasRemaining()) {
          close();
        }
      } catch (IOException e) {
        close();
      }
    }

    @Override
    public void close() {
      try {
        socket.close();
      } catch (IOException e) {
        log.debug("A connection could not be closed.", e);
      }
    }
  }

  /// Somebody who waits, and where they have gone to.
  private final class Guest implements StreamSession {
    private final StreamLine line;
    private final @Nullable SocketChannel socket;
    private final long since = System.nanoTime();
    private final Stranger stranger;
    private byte[] words = new byte[FIRST_WORDS];
    private int held;
    private @Nullable HandedOver gone;

    Guest(StreamLine line, @Nullable SocketChannel socket) {
      this.line = line;
      this.socket = socket;
      this.stranger = new Stranger(line);
    }

    void read() throws IOException {
      SocketChannel from = socket;
      if (from == null) {
        return;
      }
      in.clear();
      int count;
      try {
        count = from.read(in);
      } catch (IOException e) {
        count = -1;
      }
      if (count < 0) {
        leave(this);
        line.close();
      } else {
        received(in.array(), 0, count);
      }
    }

    @Override
    public void received(byte[] bytes, int offset, int length) {
      HandedOver there = gone;
      if (there != null) {
        there.received(bytes, offset, length);
        return;
      }
      if (length > words.length - held) {
        refuse();
        return;
      }
      System.arraycopy(bytes, offset, words, held, length);
      held += length;
      listen();
    }

    /// Listens to what has been said, message by message, until it leads somewhere.
    private void listen() {
      while (held >= 10) {
        StreamFraming framing = framing();
        int length = framing == null ? FIRST_WORDS + 1 : length(framing);
        if (framing == null || length > FIRST_WORDS) {
          refuse();
          return;
        }
        if (length == StreamFraming.UNKNOWN || length > held) {
          return;
        }
        int loop = framing == StreamFraming.PACKETS ? addressed(length) : loggedIn(length);
        if (loop >= 0) {
          handOver(loop, framing);
          return;
        }
        if (framing == StreamFraming.PACKETS) {
          refuse();
          return;
        }
        System.arraycopy(words, length, words, 0, held - length);
        held -= length;
      }
    }

    /// STUN stands behind the length of its frame, or right at the front.
    private @Nullable StreamFraming framing() {
      if (BigEndian.int32(words, 4) == COOKIE) {
        return StreamFraming.TURN;
      }
      return BigEndian.int32(words, 4 + PacketFraming.HEADER) == COOKIE
          ? StreamFraming.PACKETS
          : null;
    }

    private int length(StreamFraming framing) {
      try {
        return framing.length(words, 0, held);
      } catch (MalformedStun e) {
        return FIRST_WORDS + 1;
      }
    }

    /// The loop that a connectivity check is addressed to, or -1.
    private int addressed(int length) {
      synchronized (guests) {
        if (!view.wrap(words, PacketFraming.HEADER, length - PacketFraming.HEADER)
            || !view.isBindingRequest()
            || view.ufragOffset() < 0) {
          return -1;
        }
        return known(IceCredentials.loop(words, view.ufragOffset(), view.ufragLength()));
      }
    }

    /// The loop that a TURN client has logged in for, or -1: then it has been answered.
    private int loggedIn(int length) {
      synchronized (guests) {
        if (view.wrap(words, 0, length) && view.hasIntegrity()) {
          try {
            String name =
                StunMessage.read(view).find(Username.class).map(Username::name).orElse("");
            String participant = credentials.participant(name);
            if (participant != null && view.integrityHolds(credentials.key(name))) {
              return known(IceCredentials.loop(participant));
            }
          } catch (MalformedStun e) {
            return -1;
          }
        }
        lobby.receive(stranger, words, 0, length, System.nanoTime());
        return -1;
      }
    }

    private int known(int loop) {
      return loop < loops.size() ? loop : -1;
    }

    private void handOver(int number, StreamFraming framing) {
      if (!leave(this)) {
        return; // It was sent away in the meantime.
      }
      MediaLoop loop = loops.get(number);
      byte[] first = Arrays.copyOf(words, held);
      words = new byte[0];
      SocketChannel from = socket;
      if (from == null) {
        HandedOver there = new HandedOver(loop, line, framing);
        gone = there;
        there.received(first, 0, first.length);
      } else {
        from.keyFor(selector).cancel();
        loop.adopt(from, framing, first);
      }
    }

    private void refuse() {
      leave(this);
      line.close();
    }

    @Override
    public void closed() {
      leave(this);
      HandedOver there = gone;
      if (there != null) {
        there.closed();
      }
    }
  }

  /// How the lobby sees somebody.
  private record Stranger(StreamLine line) implements TurnClient {
    @Override
    public InetSocketAddress address() {
      return line.remote();
    }

    @Override
    public boolean isStream() {
      return true;
    }

    @Override
    public void send(byte[] bytes, int offset, int length) {
      line.send(ByteBuffer.wrap(bytes, offset, length));
    }

    @Override
    public void released() {}
  }
}
