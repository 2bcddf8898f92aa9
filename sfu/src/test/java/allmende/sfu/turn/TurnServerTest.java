package allmende.sfu.turn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.protocols.stun.AddressFamily;
import allmende.protocols.stun.ChannelData;
import allmende.protocols.stun.KeyedHash;
import allmende.protocols.stun.MalformedStun;
import allmende.protocols.stun.StunAttribute;
import allmende.protocols.stun.StunAttribute.ChannelNumber;
import allmende.protocols.stun.StunAttribute.Data;
import allmende.protocols.stun.StunAttribute.ErrorCode;
import allmende.protocols.stun.StunAttribute.EvenPort;
import allmende.protocols.stun.StunAttribute.Lifetime;
import allmende.protocols.stun.StunAttribute.Nonce;
import allmende.protocols.stun.StunAttribute.Realm;
import allmende.protocols.stun.StunAttribute.RequestedAddressFamily;
import allmende.protocols.stun.StunAttribute.RequestedTransport;
import allmende.protocols.stun.StunAttribute.Username;
import allmende.protocols.stun.StunAttribute.XorMappedAddress;
import allmende.protocols.stun.StunAttribute.XorPeerAddress;
import allmende.protocols.stun.StunAttribute.XorRelayedAddress;
import allmende.protocols.stun.StunClass;
import allmende.protocols.stun.StunMessage;
import allmende.protocols.stun.StunMethod;
import allmende.protocols.stun.StunView;
import allmende.protocols.stun.TransactionId;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TurnServerTest {
  private static final long SECOND = 1_000_000_000;
  private static final InetSocketAddress MEDIA = new InetSocketAddress("192.0.2.1", 7_882);
  private static final InetSocketAddress ELSEWHERE = new InetSocketAddress("192.0.2.99", 25);
  private static final RequestedTransport UDP = new RequestedTransport(RequestedTransport.UDP);

  /// A client that keeps what it was sent.
  private record Client(InetSocketAddress address, boolean isStream, List<byte[]> heard)
      implements TurnClient {
    Client(int port, boolean stream) {
      this(new InetSocketAddress("198.51.100.5", port), stream, new ArrayList<>());
    }

    @Override
    public void send(byte[] bytes, int offset, int length) {
      heard.add(Arrays.copyOfRange(bytes, offset, offset + length));
    }

    @Override
    public void released() {}

    @Override
    public boolean equals(Object other) {
      return other instanceof Client client && client.address.equals(address);
    }

    @Override
    public int hashCode() {
      return address.hashCode();
    }
  }

  private Instant wall = Instant.parse("2026-11-23T16:00:00Z");
  private long now = SECOND;
  private int transactions;
  private final List<String> relayed = new ArrayList<>();
  private final List<InetSocketAddress> ended = new ArrayList<>();
  private final TurnCredentials credentials =
      new TurnCredentials("allmende", new byte[] {1, 2, 3}, () -> wall);
  private final TurnServer server =
      new TurnServer(
          new TurnSettings("allmende", List.of(host("192.0.2.1")), Set.of(MEDIA), 8, 3),
          credentials,
          new Random(8_656),
          new TurnRelay() {
            @Override
            public void toMedia(
                InetSocketAddress from,
                InetSocketAddress to,
                byte[] bytes,
                int offset,
                int length) {
              relayed.add(
                  from
                      + " -> "
                      + to
                      + " "
                      + new String(bytes, offset, length, StandardCharsets.UTF_8));
            }

            @Override
            public void ended(InetSocketAddress address) {
              ended.add(address);
            }
          });
  private final Client client = new Client(50_000, false);
  private final TurnCredentials.Login login = credentials.issue("PA_anna", wall.plusSeconds(7_200));

  private static InetAddress host(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  private StunMessage ask(Client from, StunMessage request, KeyedHash key) throws MalformedStun {
    from.heard.clear();
    byte[] bytes = request.toBytes(key);
    server.receive(from, bytes, 0, bytes.length, now);
    byte[] answer = from.heard.getFirst();
    var view = new StunView();
    assertTrue(view.wrap(answer, 0, answer.length));
    assertTrue(view.fingerprintHolds());
    StunMessage message = StunMessage.read(view);
    assertEquals(request.id(), message.id());
    boolean challenged =
        message
            .find(ErrorCode.class)
            .map(each -> each.code() == 401 || each.code() == 438)
            .orElse(false);
    assertEquals(!challenged, view.integrityHolds(key), "answers are signed");
    return message;
  }

  private StunMessage ask(Client from, StunMethod method, StunAttribute... attributes)
      throws MalformedStun {
    return ask(
        from,
        request(method, login, credentials.nonce(), attributes),
        credentials.key(login.username()));
  }

  private StunMessage request(
      StunMethod method, TurnCredentials.Login by, String nonce, StunAttribute... attributes) {
    List<StunAttribute> all = new ArrayList<>(List.of(attributes));
    all.add(new Username(by.username()));
    all.add(new Realm("allmende"));
    all.add(new Nonce(nonce));
    return new StunMessage(method, StunClass.REQUEST, new TransactionId(1, transactions++), all);
  }

  private InetSocketAddress allocated(Client by) throws MalformedStun {
    StunMessage answer = ask(by, StunMethod.ALLOCATE, UDP);
    assertEquals(StunClass.SUCCESS, answer.kind(), answer.toString());
    assertEquals(by.address, answer.find(XorMappedAddress.class).orElseThrow().address());
    return answer.find(XorRelayedAddress.class).orElseThrow().address();
  }

  private static int code(StunMessage answer) {
    assertEquals(StunClass.ERROR, answer.kind());
    return answer.find(ErrorCode.class).orElseThrow().code();
  }

  @Test
  void aClientReachesMediaAndMediaTheClient() throws Exception {
    InetSocketAddress mine = allocated(client);
    assertEquals(host("192.0.2.1"), mine.getAddress());
    byte[] hello = "hello".getBytes(StandardCharsets.UTF_8);
    assertFalse(server.toClient(mine, MEDIA, hello, 0, 5, now), "it has not asked to hear");

    assertEquals(
        StunClass.SUCCESS,
        ask(client, StunMethod.CREATE_PERMISSION, new XorPeerAddress(MEDIA)).kind());
    byte[] send =
        new StunMessage(
                StunMethod.SEND,
                StunClass.INDICATION,
                new TransactionId(2, 2),
                new XorPeerAddress(MEDIA),
                new Data(hello))
            .toBytes(null, false);
    server.receive(client, send, 0, send.length, now);
    assertEquals(List.of(mine + " -> " + MEDIA + " hello"), relayed);

    client.heard.clear();
    assertTrue(server.toClient(mine, MEDIA, hello, 0, 5, now));
    byte[] heard = client.heard.getFirst();
    StunMessage indication = StunMessage.read(heard, 0, heard.length);
    assertEquals(StunMethod.DATA, indication.method());
    assertArrayEquals(hello, indication.find(Data.class).orElseThrow().bytes());
    assertEquals(MEDIA, indication.find(XorPeerAddress.class).orElseThrow().address());
  }

  @Test
  void whoGuessesTooOftenIsNotHeardForAWhile() throws Exception {
    InetSocketAddress mine = allocated(client);
    Client guesser = new Client(50_001, false);
    byte[] guess =
        new StunMessage(
                StunMethod.ALLOCATE, StunClass.REQUEST, new TransactionId(5, 5), List.of(UDP))
            .toBytes(null);
    for (int i = 0; i < 5_000; i++) {
      server.receive(guesser, guess, 0, guess.length, now);
    }
    assertTrue(guesser.heard.size() < 2_001, "it has become quiet");
    assertTrue(guesser.heard.size() > 1_000);
    assertEquals(
        StunClass.SUCCESS,
        ask(client, StunMethod.REFRESH).kind(),
        "who has logged in is heard, from the same address too");
    now += 2 * SECOND;
    guesser.heard.clear();
    server.receive(guesser, guess, 0, guess.length, now);
    assertEquals(1, guesser.heard.size());
    assertEquals(1, server.allocations());
    assertTrue(ended.isEmpty(), mine::toString);
  }

  @Test
  void aRelayOutlivesItsLogin() throws Exception {
    allocated(client);
    wall = wall.plusSeconds(7_201);
    now += 500 * SECOND;
    assertEquals(StunClass.SUCCESS, ask(client, StunMethod.REFRESH).kind());
    assertEquals(
        401, code(ask(new Client(50_001, false), StunMethod.ALLOCATE, UDP)), "but no new one");
  }

  @Test
  void channelsAreTheShortWay() throws Exception {
    for (Client each : List.of(client, new Client(50_001, true))) {
      InetSocketAddress mine = allocated(each);
      assertEquals(
          StunClass.SUCCESS,
          ask(each, StunMethod.CHANNEL_BIND, new ChannelNumber(0x4001), new XorPeerAddress(MEDIA))
              .kind());
      byte[] packet = new byte[11];
      ChannelData.writeHeader(packet, 2, 0x4001, 5);
      System.arraycopy("video".getBytes(StandardCharsets.UTF_8), 0, packet, 6, 5);
      relayed.clear();
      server.receive(each, packet, 2, 9, now);
      assertEquals(List.of(mine + " -> " + MEDIA + " video"), relayed);
      each.heard.clear();
      assertTrue(server.toClient(mine, MEDIA, packet, 6, 5, now));
      byte[] heard = each.heard.getFirst();
      assertEquals(each.isStream ? 12 : 9, heard.length, "padded on a stream");
      assertArrayEquals(Arrays.copyOfRange(packet, 2, 11), Arrays.copyOf(heard, 9));
    }
  }

  @Test
  void nothingButOurMediaIsReached() throws Exception {
    allocated(client);
    assertEquals(
        403, code(ask(client, StunMethod.CREATE_PERMISSION, new XorPeerAddress(ELSEWHERE))));
    assertEquals(
        403,
        code(
            ask(
                client,
                StunMethod.CREATE_PERMISSION,
                new XorPeerAddress(MEDIA),
                new XorPeerAddress(ELSEWHERE))));
    var otherPort = new InetSocketAddress(MEDIA.getAddress(), 22);
    assertEquals(
        403,
        code(
            ask(
                client,
                StunMethod.CHANNEL_BIND,
                new ChannelNumber(0x4001),
                new XorPeerAddress(otherPort))));
    assertEquals(
        StunClass.SUCCESS,
        ask(client, StunMethod.CREATE_PERMISSION, new XorPeerAddress(otherPort)).kind(),
        "permissions name hosts");
    for (InetSocketAddress peer : List.of(ELSEWHERE, otherPort)) {
      byte[] send =
          new StunMessage(
                  StunMethod.SEND,
                  StunClass.INDICATION,
                  new TransactionId(2, 2),
                  new XorPeerAddress(peer),
                  new Data(new byte[3]))
              .toBytes(null, false);
      server.receive(client, send, 0, send.length, now);
    }
    byte[] unbound = new byte[8];
    ChannelData.writeHeader(unbound, 0, 0x4001, 4);
    server.receive(client, unbound, 0, 8, now);
    assertEquals(List.of(), relayed);
    assertEquals(3, server.dropped());
  }

  @Test
  void whoHasNotLoggedInGetsAChallengeAndCostsNothing() throws Exception {
    var bare =
        new StunMessage(StunMethod.ALLOCATE, StunClass.REQUEST, new TransactionId(9, 9), UDP);
    byte[] bytes = bare.toBytes(null);
    server.receive(client, bytes, 0, bytes.length, now);
    StunMessage challenge =
        StunMessage.read(client.heard.getFirst(), 0, client.heard.getFirst().length);
    assertEquals(401, code(challenge));
    String nonce = challenge.find(Nonce.class).orElseThrow().value();
    assertEquals("allmende", challenge.find(Realm.class).orElseThrow().name());

    KeyedHash wrong = new HmacSha1(new byte[] {9});
    assertEquals(401, code(ask(client, request(StunMethod.ALLOCATE, login, nonce, UDP), wrong)));
    var old = credentials.issue("PA_anna", wall.minusSeconds(1));
    assertEquals(
        401,
        code(
            ask(
                client,
                request(StunMethod.ALLOCATE, old, nonce, UDP),
                credentials.key(old.username()))));
    var nobody = new TurnCredentials.Login("anna", "");
    assertEquals(
        401,
        code(
            ask(
                client,
                request(StunMethod.ALLOCATE, nobody, nonce, UDP),
                credentials.key("anna"))));
    assertEquals(
        438,
        code(
            ask(
                client,
                request(StunMethod.ALLOCATE, login, nonce + "0", UDP),
                credentials.key(login.username()))));
    assertEquals(0, server.allocations());

    assertEquals(
        StunClass.SUCCESS,
        ask(
                client,
                request(StunMethod.ALLOCATE, login, nonce, UDP),
                credentials.key(login.username()))
            .kind());
    wall = wall.plusSeconds(3_600);
    assertEquals(
        438,
        code(
            ask(
                client,
                request(StunMethod.REFRESH, login, nonce),
                credentials.key(login.username()))));
  }

  @Test
  void theBrowsersKeyIsOurs() throws Exception {
    // What a client computes from what it was told (RFC 8489 §9.2.2).
    byte[] md5 =
        MessageDigest.getInstance("MD5")
            .digest(
                (login.username() + ":allmende:" + login.password())
                    .getBytes(StandardCharsets.UTF_8));
    StunMessage request = request(StunMethod.ALLOCATE, login, credentials.nonce(), UDP);
    assertEquals(StunClass.SUCCESS, ask(client, request, new HmacSha1(md5)).kind());
    assertNotEquals(
        login.password(), credentials.issue("PA_bert", wall.plusSeconds(7_200)).password());
  }

  @Test
  void aRepeatedRequestGetsTheSameAllocation() throws Exception {
    StunMessage request = request(StunMethod.ALLOCATE, login, credentials.nonce(), UDP);
    KeyedHash key = credentials.key(login.username());
    InetSocketAddress first =
        ask(client, request, key).find(XorRelayedAddress.class).orElseThrow().address();
    assertEquals(
        first, ask(client, request, key).find(XorRelayedAddress.class).orElseThrow().address());
    assertEquals(437, code(ask(client, StunMethod.ALLOCATE, UDP)), "another request is refused");
    assertEquals(1, server.allocations());
  }

  @Test
  void anAllocationBelongsToItsUser() throws Exception {
    allocated(client);
    var other = credentials.issue("PA_bert", wall.plusSeconds(60));
    assertEquals(
        441,
        code(
            ask(
                client,
                request(StunMethod.REFRESH, other, credentials.nonce()),
                credentials.key(other.username()))));
  }

  @Test
  void requestsThatCannotBeMet() throws Exception {
    assertEquals(437, code(ask(client, StunMethod.REFRESH)));
    assertEquals(400, code(ask(client, StunMethod.ALLOCATE)));
    assertEquals(442, code(ask(client, StunMethod.ALLOCATE, new RequestedTransport(6))));
    assertEquals(
        440,
        code(
            ask(client, StunMethod.ALLOCATE, UDP, new RequestedAddressFamily(AddressFamily.IPV6))));
    assertEquals(508, code(ask(client, StunMethod.ALLOCATE, UDP, new EvenPort(true))));
    allocated(client);
    assertEquals(400, code(ask(client, StunMethod.CREATE_PERMISSION)));
    assertEquals(
        400,
        code(
            ask(
                client,
                StunMethod.CHANNEL_BIND,
                new ChannelNumber(0x3FFF),
                new XorPeerAddress(MEDIA))));
    assertEquals(400, code(ask(client, StunMethod.CHANNEL_BIND, new XorPeerAddress(MEDIA))));
    assertEquals(
        StunClass.SUCCESS,
        ask(client, StunMethod.CHANNEL_BIND, new ChannelNumber(0x4000), new XorPeerAddress(MEDIA))
            .kind());
    assertEquals(
        400,
        code(
            ask(
                client,
                StunMethod.CHANNEL_BIND,
                new ChannelNumber(0x4001),
                new XorPeerAddress(MEDIA))),
        "a second number");
  }

  @Test
  void thereAreLimits() throws Exception {
    for (int i = 0; i < 3; i++) {
      allocated(new Client(51_000 + i, false));
    }
    assertEquals(486, code(ask(new Client(51_003, false), StunMethod.ALLOCATE, UDP)));
    for (int i = 0; i < 5; i++) {
      var other = credentials.issue("PA_" + i, wall.plusSeconds(60));
      assertEquals(
          StunClass.SUCCESS,
          ask(
                  new Client(52_000 + i, false),
                  request(StunMethod.ALLOCATE, other, credentials.nonce(), UDP),
                  credentials.key(other.username()))
              .kind());
    }
    var last = credentials.issue("PA_last", wall.plusSeconds(60));
    assertEquals(
        508,
        code(
            ask(
                new Client(53_000, false),
                request(StunMethod.ALLOCATE, last, credentials.nonce(), UDP),
                credentials.key(last.username()))));
    server.gone(new Client(51_000, false));
    allocated(new Client(51_003, false));
  }

  @Test
  void everythingRunsOutUnlessItIsRefreshed() throws Exception {
    InetSocketAddress mine = allocated(client);
    ask(client, StunMethod.CREATE_PERMISSION, new XorPeerAddress(MEDIA));
    now += 301 * SECOND;
    assertFalse(server.toClient(mine, MEDIA, new byte[4], 0, 4, now), "the permission");
    assertEquals(
        3_600,
        ask(client, StunMethod.REFRESH, new Lifetime(100_000))
            .find(Lifetime.class)
            .orElseThrow()
            .seconds());
    now += 3_000 * SECOND;
    server.advance(now);
    assertEquals(1, server.allocations());
    now += 700 * SECOND;
    assertEquals(437, code(ask(client, StunMethod.REFRESH)), "the allocation");
    assertEquals(0, server.allocations());
    mine = allocated(client);
    assertEquals(
        0,
        ask(client, StunMethod.REFRESH, new Lifetime(0))
            .find(Lifetime.class)
            .orElseThrow()
            .seconds());
    assertEquals(0, server.allocations());
    assertFalse(server.toClient(mine, MEDIA, new byte[4], 0, 4, now));
  }

  @Test
  void whoeverAsksIsToldWhereItComesFrom() throws Exception {
    byte[] bytes =
        new StunMessage(StunMethod.BINDING, StunClass.REQUEST, new TransactionId(4, 4))
            .toBytes(null, false);
    server.receive(client, bytes, 0, bytes.length, now);
    StunMessage answer =
        StunMessage.read(client.heard.getFirst(), 0, client.heard.getFirst().length);
    assertEquals(client.address, answer.find(XorMappedAddress.class).orElseThrow().address());
  }

  @Test
  void survivesDamage() throws Exception {
    allocated(client);
    ask(client, StunMethod.CHANNEL_BIND, new ChannelNumber(0x4001), new XorPeerAddress(MEDIA));
    var random = new Random(5_766);
    byte[] good =
        request(
                StunMethod.CHANNEL_BIND,
                login,
                credentials.nonce(),
                new ChannelNumber(0x4001),
                new XorPeerAddress(MEDIA))
            .toBytes(credentials.key(login.username()), false);
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = good.clone();
      for (int i = random.nextInt(4); i >= 0; i--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      int length = round % 3 == 0 ? random.nextInt(bytes.length) : bytes.length;
      bytes[0] = round % 5 == 0 ? 0x40 : bytes[0];
      server.receive(client, bytes, 0, length, now);
    }
    assertEquals(1, server.allocations());
    client.heard.clear();
  }
}
