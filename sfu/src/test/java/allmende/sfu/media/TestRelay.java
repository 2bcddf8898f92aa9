package allmende.sfu.media;

import allmende.protocols.stun.ChannelData;
import allmende.protocols.stun.KeyedHash;
import allmende.protocols.stun.StunAttribute;
import allmende.protocols.stun.StunAttribute.ChannelNumber;
import allmende.protocols.stun.StunAttribute.Nonce;
import allmende.protocols.stun.StunAttribute.Realm;
import allmende.protocols.stun.StunAttribute.RequestedTransport;
import allmende.protocols.stun.StunAttribute.Username;
import allmende.protocols.stun.StunAttribute.XorPeerAddress;
import allmende.protocols.stun.StunClass;
import allmende.protocols.stun.StunMessage;
import allmende.protocols.stun.StunMethod;
import allmende.protocols.stun.StunView;
import allmende.protocols.stun.TransactionId;
import allmende.sfu.turn.TurnCredentials;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A way through TURN: logs in, asks for a relay and a channel, and speaks over that.
final class TestRelay implements TestWay {
  private static final int CHANNEL = 0x4001;
  private static final int PATIENCE_MILLIS = 5_000;

  private final TestWay below;
  private final TurnCredentials.Login login;
  private final KeyedHash key;
  private Optional<Nonce> nonce = Optional.empty();
  private int transactions;

  TestRelay(TestWay below, TurnCredentials credentials, TurnCredentials.Login login) {
    this.below = below;
    this.login = login;
    this.key = credentials.key(login.username());
  }

  /// Opens the way to one of our sockets. Whether that was permitted.
  boolean open(InetSocketAddress media) throws Exception {
    RequestedTransport udp = new RequestedTransport(RequestedTransport.UDP);
    StunMessage refused = ask(StunMethod.ALLOCATE, udp);
    nonce = refused.find(Nonce.class);
    return ask(StunMethod.ALLOCATE, udp).kind() == StunClass.SUCCESS
        && ask(StunMethod.CHANNEL_BIND, new ChannelNumber(CHANNEL), new XorPeerAddress(media))
                .kind()
            == StunClass.SUCCESS;
  }

  StunMessage ask(StunMethod method, StunAttribute... attributes) throws Exception {
    List<StunAttribute> all = new ArrayList<>(List.of(attributes));
    nonce.ifPresent(known -> {
      all.add(new Username(login.username()));
      all.add(new Realm("allmende"));
      all.add(known);
    });
    TransactionId id = new TransactionId(3, transactions++);
    below.send(
        new StunMessage(method, StunClass.REQUEST, id, all)
            .toBytes(nonce.isPresent() ? key : null));
    while (true) {
      byte[] answer = below.next(PATIENCE_MILLIS).orElseThrow();
      if (StunView.isStun(answer, 0, answer.length)) {
        StunMessage message = StunMessage.read(answer, 0, answer.length);
        if (message.id().equals(id)) {
          return message;
        }
      }
    }
  }

  @Override
  public void send(byte[] bytes) throws IOException {
    byte[] message = new byte[ChannelData.HEADER + bytes.length];
    ChannelData.writeHeader(message, 0, CHANNEL, bytes.length);
    System.arraycopy(bytes, 0, message, ChannelData.HEADER, bytes.length);
    below.send(message);
  }

  @Override
  public Optional<byte[]> next(int millis) throws IOException {
    return below
        .next(millis)
        .filter(message -> ChannelData.isChannelData(message, 0, message.length))
        .map(message ->
            Arrays.copyOfRange(
                message,
                ChannelData.HEADER,
                ChannelData.HEADER + ChannelData.dataLength(message, 0)));
  }

  @Override
  public void close() throws IOException {
    below.close();
  }
}
