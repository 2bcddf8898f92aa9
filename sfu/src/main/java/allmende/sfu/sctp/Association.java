package allmende.sfu.sctp;

import allmende.sfu.sctp.Chunk.Extensions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// One end of an association (RFC 9260 §4). Give it what arrives by [#receive], take what is to be
/// sent by [#poll] until there is nothing more, and call [#advance] when [#nextTimeout] has come.
///
/// Either end may begin, or both. A peer that begins anew within the association is ignored: WebRTC
/// makes a new DTLS connection for that. An association ends by ABORT, as browsers end theirs; a
/// peer's SHUTDOWN is answered.
public final class Association {
  private static final long OFF = Long.MAX_VALUE;
  private static final long HEARTBEAT = 30_000_000_000L;
  private static final int MOST_FAILURES = 10;
  private static final int MOST_HANDSHAKES = 8;
  private static final Extensions EXTENSIONS = new Extensions(true, true);

  private enum State {
    CLOSED,
    COOKIE_WAIT,
    COOKIE_ECHOED,
    ESTABLISHED,
    SHUTTING_DOWN,
    OVER
  }

  /// What an established association consists of.
  private record Transfer(long peerTag, Sender sender, Receiver receiver, StreamResets resets) {}

  /// A chunk that answers or opens something, and the tag that its packet must bear.
  private record Control(Chunk chunk, long tag) {}

  private final SctpOptions options;
  private final SctpListener listener;
  private final StateCookie.Seal seal;
  private final ChunkWriter packet = new ChunkWriter();
  private final ArrayDeque<Control> controls = new ArrayDeque<>();
  private final SendQueue queue = new SendQueue();
  private final RoundTrip roundTrip = new RoundTrip();
  private final List<Integer> earlyResets = new ArrayList<>();
  private final long tag;
  private final long firstTsn;
  private State state = State.CLOSED;
  private @Nullable Transfer transfer;
  private @Nullable Control opening;
  private Chunk.@Nullable InitAck accepted;
  private int openings;
  private long openAt = OFF;
  private long heartbeatAt = OFF;
  private int heartbeatsOut;
  private long malformed;

  public Association(SctpOptions options, RandomGenerator random, SctpListener listener) {
    this.options = options;
    this.listener = listener;
    seal = new StateCookie.Seal(random);
    tag = random.nextLong(1, 1L << 32);
    firstTsn = random.nextLong(1L << 32);
  }

  /// Begins the handshake.
  public void connect(long now) {
    if (state == State.CLOSED) {
      state = State.COOKIE_WAIT;
      open(
          new Chunk.Init(
              tag,
              options.receiveWindow(),
              SctpOptions.STREAMS,
              SctpOptions.STREAMS,
              firstTsn,
              EXTENSIONS),
          0,
          now);
    }
  }

  public boolean isEstablished() {
    return state == State.ESTABLISHED;
  }

  public boolean isOver() {
    return state == State.OVER;
  }

  /// Packets that were dropped because they did not hold what they said.
  public long malformed() {
    return malformed;
  }

  /// Bytes of messages of which nothing has been sent.
  public int buffered() {
    return queue.bytes();
  }

  /// Hands a message over. False if it is empty or too long, too much waits already, or the
  /// association is over. Messages may be handed over before it is established.
  public boolean send(
      int stream,
      long payloadProtocol,
      boolean ordered,
      Reliability reliability,
      byte[] message,
      long now) {
    if (state == State.OVER
        || state == State.SHUTTING_DOWN
        || stream >= SctpOptions.STREAMS
        || message.length == 0
        || queue.bytes() + message.length > options.sendBuffer()) {
      return false;
    }
    queue.add(new OutgoingMessage(stream, payloadProtocol, !ordered, reliability, message, now));
    return true;
  }

  /// Lets streams of this side begin anew, once their messages have been sent.
  public void reset(List<Integer> streams) {
    Transfer established = transfer;
    if (established == null) {
      earlyResets.addAll(streams);
    } else {
      established.resets.want(streams);
    }
  }

  /// Ends the association and tells the peer, with the packet that is polled next.
  public void abort() {
    Transfer established = transfer;
    if (established != null && state != State.OVER) {
      controls.clear();
      controls.add(new Control(new Chunk.Abort(false), established.peerTag));
    }
    end(false);
  }

  /// Takes a packet.
  public void receive(byte[] bytes, int offset, int length, long now) {
    if (state == State.OVER) {
      return;
    }
    ChunkReader.Packet read;
    try {
      read = ChunkReader.read(bytes, offset, length);
    } catch (MalformedSctp e) {
      malformed++;
      return;
    }
    for (Chunk chunk : read.chunks()) {
      if (state != State.OVER && isFor(read.tag(), chunk)) {
        take(chunk, now);
      }
    }
  }

  /// RFC 9260 §8.5: who does not know the tag is not heard.
  private boolean isFor(long theirs, Chunk chunk) {
    return switch (chunk) {
      case Chunk.Init _ -> theirs == 0;
      case Chunk.Abort(boolean reflected) -> theirs == (reflected ? peerTag() : tag);
      case Chunk.ShutdownComplete(boolean reflected) -> theirs == (reflected ? peerTag() : tag);
      default -> theirs == tag;
    };
  }

  private long peerTag() {
    Transfer established = transfer;
    return established == null ? -1 : established.peerTag;
  }

  private void take(Chunk chunk, long now) {
    switch (chunk) {
      case Chunk.Init it -> init(it, now);
      case Chunk.InitAck it -> initAck(it, now);
      case Chunk.CookieEcho it -> cookieEcho(it, now);
      case Chunk.CookieAck _ -> cookieAck(now);
      case Chunk.Abort _ -> end(true);
      case Chunk.ShutdownComplete _ -> {
        if (state == State.SHUTTING_DOWN) {
          end(true);
        }
      }
      case Chunk.Data _,
          Chunk.Sack _,
          Chunk.Heartbeat _,
          Chunk.HeartbeatAck _,
          Chunk.Shutdown _,
          Chunk.ShutdownAck _,
          Chunk.Reconfiguration _,
          Chunk.ForwardTsn _,
          Chunk.OperationError _,
          Chunk.Unknown _ -> {
        Transfer established = transfer;
        if (established != null) {
          transferred(chunk, established, now);
        }
      }
    }
  }

  private void transferred(Chunk chunk, Transfer it, long now) {
    heartbeatAt = now + HEARTBEAT;
    switch (chunk) {
      case Chunk.Data data -> {
        if (!it.receiver.data(data, now)) {
          abort();
          listener.closed();
        }
      }
      case Chunk.Sack sack -> it.sender.acknowledged(sack, now);
      case Chunk.Heartbeat heartbeat ->
          control(new Chunk.HeartbeatAck(heartbeat.information()), it.peerTag);
      case Chunk.HeartbeatAck _ -> heartbeatsOut = 0;
      case Chunk.Shutdown _ -> {
        state = State.SHUTTING_DOWN;
        control(new Chunk.ShutdownAck(), it.peerTag);
      }
      case Chunk.Reconfiguration reconfiguration -> {
        Chunk answer = it.resets.take(reconfiguration);
        if (answer != null) {
          control(answer, it.peerTag);
        }
      }
      case Chunk.ForwardTsn forward -> it.receiver.forward(forward, now);
      default -> {}
    }
  }

  /// The other side begins. Nothing of it is kept: it comes back in the cookie. If both sides
  /// begin, each answers with the tag and TSN that it has named already (RFC 9260 §5.2.1).
  private void init(Chunk.Init it, long now) {
    boolean another = transfer != null && it.tag() != peerTag();
    if (it.tag() == 0 || it.outgoing() == 0 || it.incoming() == 0 || another) {
      return;
    }
    byte[] cookie =
        new StateCookie(tag, it.tag(), firstTsn, it.tsn(), it.window(), it.extensions(), now)
            .bytes(seal);
    control(
        new Chunk.InitAck(
            tag,
            options.receiveWindow(),
            SctpOptions.STREAMS,
            SctpOptions.STREAMS,
            firstTsn,
            EXTENSIONS,
            cookie),
        it.tag());
  }

  private void initAck(Chunk.InitAck it, long now) {
    if (state != State.COOKIE_WAIT || it.tag() == 0 || it.cookie().length == 0) {
      return;
    }
    state = State.COOKIE_ECHOED;
    accepted = it;
    openings = 0;
    open(new Chunk.CookieEcho(it.cookie()), it.tag(), now);
  }

  private void cookieEcho(Chunk.CookieEcho it, long now) {
    StateCookie cookie = StateCookie.read(it.cookie(), seal, now);
    if (cookie == null) {
      return;
    }
    if (transfer == null) {
      establish(cookie.peerTag(), cookie.peerTsn(), cookie.peerWindow(), cookie.extensions(), now);
    }
    if (cookie.peerTag() == peerTag()) {
      control(new Chunk.CookieAck(), cookie.peerTag());
    }
  }

  private void cookieAck(long now) {
    Chunk.InitAck peer = accepted;
    if (state == State.COOKIE_ECHOED && peer != null) {
      establish(peer.tag(), peer.tsn(), peer.window(), peer.extensions(), now);
    }
  }

  private void establish(
      long peerTag, long peerTsn, long peerWindow, Extensions extensions, long now) {
    state = State.ESTABLISHED;
    opening = null;
    openAt = OFF;
    heartbeatAt = now + HEARTBEAT;
    var sender =
        new Sender(
            options.mtu(), extensions.partialReliability(), firstTsn, peerWindow, queue, roundTrip);
    var receiver = new Receiver(options, peerTsn, listener::message);
    var resets = new StreamResets(firstTsn, peerTsn, queue, sender, receiver, roundTrip, listener);
    resets.want(earlyResets);
    earlyResets.clear();
    transfer = new Transfer(peerTag, sender, receiver, resets);
    listener.established();
  }

  private void open(Chunk chunk, long peerTag, long now) {
    opening = new Control(chunk, peerTag);
    openAt = now + roundTrip.timeout();
    controls.add(opening);
  }

  /// A peer that asks without end gets no memory without end.
  private void control(Chunk chunk, long peerTag) {
    if (controls.size() < 32) {
      controls.add(new Control(chunk, peerTag));
    }
  }

  private void end(boolean tell) {
    if (state != State.OVER) {
      state = State.OVER;
      if (tell) {
        controls.clear();
        listener.closed();
      }
    }
  }

  /// When [#advance] must be called at the latest, or `Long.MAX_VALUE`.
  public long nextTimeout() {
    Transfer established = transfer;
    if (state == State.OVER) {
      return OFF;
    }
    long next = Math.min(openAt, heartbeatAt);
    return established == null
        ? next
        : Math.min(
            Math.min(next, established.sender.nextTimeout()),
            Math.min(established.receiver.nextTimeout(), established.resets.nextTimeout()));
  }

  /// Does what is due. What comes of it is to be polled.
  public void advance(long now) {
    Transfer established = transfer;
    if (state == State.OVER) {
      return;
    }
    if (now >= openAt) {
      openAgain(now);
    }
    if (established != null) {
      established.sender.advance(now);
      if (now >= heartbeatAt) {
        heartbeatAt = now + HEARTBEAT;
        heartbeatsOut++;
        control(new Chunk.Heartbeat(new byte[] {0, 1, 0, 8, 0, 0, 0, 0}), established.peerTag);
      }
      if (established.sender.failures() + heartbeatsOut > MOST_FAILURES) {
        abort();
        listener.closed();
      }
    }
  }

  private void openAgain(long now) {
    Control again = opening;
    if (again == null || ++openings > MOST_HANDSHAKES) {
      end(true);
      return;
    }
    roundTrip.backOff();
    openAt = now + roundTrip.timeout();
    controls.add(again);
  }

  /// Writes the next packet to be sent, of at most [SctpOptions#mtu] bytes, and returns its length;
  /// 0 if there is nothing to send.
  public int poll(byte[] out, int offset, long now) {
    packet.begin(out, offset, options.mtu());
    Transfer established = transfer;
    long bears = established == null ? 0 : established.peerTag;
    Control first = controls.peek();
    if (first != null) {
      bears = first.tag;
      fillControls(first.tag);
    }
    boolean alone = first != null && travelsAlone(first.chunk);
    if (established != null && bears == established.peerTag && !alone && state != State.OVER) {
      established.receiver.fill(packet, now);
      if (state == State.ESTABLISHED) {
        established.sender.fill(packet, now);
        established.resets.fill(packet, now);
      }
    }
    return packet.isEmpty() ? 0 : packet.end(options.port(), bears);
  }

  private void fillControls(long bears) {
    Control next = controls.peek();
    while (next != null && next.tag == bears) {
      if (travelsAlone(next.chunk) && !packet.isEmpty()) {
        return;
      }
      // What fits into no packet at all, such as the echo of something huge, is let go.
      if (!packet.write(next.chunk) && !packet.isEmpty()) {
        return;
      }
      controls.remove();
      next = travelsAlone(next.chunk) ? null : controls.peek();
    }
  }

  /// RFC 9260 §6.10.
  private static boolean travelsAlone(Chunk chunk) {
    return chunk instanceof Chunk.Init || chunk instanceof Chunk.InitAck;
  }
}
