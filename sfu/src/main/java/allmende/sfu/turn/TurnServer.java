package allmende.sfu.turn;

import allmende.protocols.stun.ChannelData;
import allmende.protocols.stun.KeyedHash;
import allmende.protocols.stun.MalformedStun;
import allmende.protocols.stun.StunAttribute.Data;
import allmende.protocols.stun.StunAttribute.XorPeerAddress;
import allmende.protocols.stun.StunClass;
import allmende.protocols.stun.StunMessage;
import allmende.protocols.stun.StunMethod;
import allmende.protocols.stun.StunView;
import allmende.protocols.stun.TransactionId;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Takes what clients send and what media has for them. Times are nanoseconds of a clock that only
/// goes forward. Whoever has not logged in costs no memory.
public final class TurnServer {
  private static final int LONGEST = 1 << 16;

  private final TurnSettings settings;
  private final TurnRelay relay;
  private final Allocations allocations;
  private final TurnRequests requests;
  private final RandomGenerator random;
  private final Patience patience;
  private final StunView view = new StunView();
  private final byte[] buffer = new byte[ChannelData.HEADER + LONGEST];
  private long dropped;

  public TurnServer(
      TurnSettings settings, TurnCredentials credentials, RandomGenerator random, TurnRelay relay) {
    this.settings = settings;
    this.relay = relay;
    this.random = random;
    patience = new Patience(random);
    allocations = new Allocations(settings, random, relay);
    requests = new TurnRequests(settings, credentials, allocations);
  }

  /// One that tells clients how to log in and gives nothing out: whoever has logged in is to be led
  /// elsewhere.
  public static TurnServer lobby(
      TurnSettings settings, TurnCredentials credentials, RandomGenerator random) {
    return new TurnServer(settings, credentials, random, new Nowhere());
  }

  /// Messages that made no sense, or were not permitted.
  public long dropped() {
    return dropped;
  }

  /// Allocations that there are.
  public int allocations() {
    return allocations.size();
  }

  /// Whether somebody has been given a relay.
  public boolean serves(TurnClient client) {
    return allocations.of(client) != null;
  }

  /// Takes one message of a client: a datagram, or what `TurnStream` has cut off a stream.
  public void receive(TurnClient client, byte[] bytes, int offset, int length, long now) {
    if (ChannelData.isChannelData(bytes, offset, length)) {
      channelData(client, bytes, offset, now);
    } else if (view.wrap(bytes, offset, length)
        && (!view.hasFingerprint() || view.fingerprintHolds())) {
      message(client, now);
    } else {
      dropped++;
    }
  }

  private void channelData(TurnClient client, byte[] bytes, int offset, long now) {
    Allocation allocation = allocations.of(client);
    InetSocketAddress peer =
        allocation == null ? null : allocation.peer(ChannelData.channel(bytes, offset), now);
    if (allocation == null || peer == null || allocation.hasExpired(now)) {
      dropped++;
      return;
    }
    int data = offset + ChannelData.HEADER;
    relay.toMedia(allocation.relayed, peer, bytes, data, ChannelData.dataLength(bytes, offset));
  }

  private void message(TurnClient client, long now) {
    try {
      StunMessage message = StunMessage.read(view);
      switch (message.kind()) {
        case REQUEST -> {
          TurnRequests.Answer answer = requests.answer(client, message, view, now);
          if (answer.key() == null && !patience.answers(client.address().getAddress(), now)) {
            dropped++;
          } else {
            reply(client, answer.message(), answer.key());
          }
        }
        case INDICATION -> indication(client, message, now);
        case SUCCESS, ERROR -> dropped++;
      }
    } catch (MalformedStun e) {
      dropped++;
    }
  }

  private void reply(TurnClient client, StunMessage message, @Nullable KeyedHash key) {
    byte[] bytes = message.toBytes(key, view.hasFingerprint());
    client.send(bytes, 0, bytes.length);
  }

  /// RFC 8656 §11.2: indications are not signed; what they may do, permissions say.
  private void indication(TurnClient client, StunMessage message, long now) {
    Allocation allocation = allocations.of(client);
    Optional<XorPeerAddress> peer = message.find(XorPeerAddress.class);
    Optional<Data> data = message.find(Data.class);
    if (message.method() != StunMethod.SEND
        || allocation == null
        || allocation.hasExpired(now)
        || peer.isEmpty()
        || data.isEmpty()
        || !message.notUnderstood().isEmpty()
        || !settings.media().contains(peer.get().address())
        || !allocation.isPermitted(peer.get().address().getAddress(), now)) {
      dropped++;
      return;
    }
    byte[] bytes = data.get().bytes();
    relay.toMedia(allocation.relayed, peer.get().address(), bytes, 0, bytes.length);
  }

  /// Hands a packet of one of our sockets to the client behind a relayed address. False if there is
  /// none, or it has not asked to hear from that socket.
  public boolean toClient(
      InetSocketAddress relayed,
      InetSocketAddress socket,
      byte[] bytes,
      int offset,
      int length,
      long now) {
    Allocation allocation = allocations.at(relayed);
    if (allocation == null
        || allocation.hasExpired(now)
        || length >= LONGEST
        || !allocation.isPermitted(socket.getAddress(), now)) {
      return false;
    }
    int channel = allocation.channel(socket, now);
    if (channel == 0) {
      dataIndication(allocation.client, socket, bytes, offset, length);
    } else {
      ChannelData.writeHeader(buffer, 0, channel, length);
      System.arraycopy(bytes, offset, buffer, ChannelData.HEADER, length);
      int size =
          allocation.client.isStream() ? ChannelData.onStream(length) : ChannelData.HEADER + length;
      Arrays.fill(buffer, ChannelData.HEADER + length, size, (byte) 0);
      allocation.client.send(buffer, 0, size);
    }
    return true;
  }

  private void dataIndication(
      TurnClient client, InetSocketAddress socket, byte[] bytes, int offset, int length) {
    byte[] message =
        new StunMessage(
                StunMethod.DATA,
                StunClass.INDICATION,
                new TransactionId(random.nextInt(), random.nextLong()),
                new XorPeerAddress(socket),
                new Data(Arrays.copyOfRange(bytes, offset, offset + length)))
            .toBytes(null, false);
    client.send(message, 0, message.length);
  }

  /// The client's connection is gone, and with it what it was given.
  public void gone(TurnClient client) {
    Allocation allocation = allocations.of(client);
    if (allocation != null) {
      allocations.remove(allocation);
    }
  }

  /// To be called now and then: forgets what has run out.
  public void advance(long now) {
    allocations.removeExpired(now);
  }

  /// Relays that lead nowhere.
  private static final class Nowhere implements TurnRelay {
    @Override
    public void toMedia(
        InetSocketAddress relayed,
        InetSocketAddress socket,
        byte[] bytes,
        int offset,
        int length) {}

    @Override
    public void ended(InetSocketAddress relayed) {}
  }
}
