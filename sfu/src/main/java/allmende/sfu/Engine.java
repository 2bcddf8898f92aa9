package allmende.sfu;

import allmende.sfu.auth.TokenRefresh;
import allmende.sfu.dtls.DtlsIdentity;
import allmende.sfu.media.Entrance;
import allmende.sfu.media.IceCredentials;
import allmende.sfu.media.MediaLoop;
import allmende.sfu.room.Limits;
import allmende.sfu.room.Media;
import allmende.sfu.room.Reach;
import allmende.sfu.room.RoomListener;
import allmende.sfu.room.Rooms;
import allmende.sfu.room.TurnOffer;
import allmende.sfu.sight.EngineSight;
import allmende.sfu.turn.TurnCredentials;
import allmende.sfu.turn.TurnServer;
import allmende.sfu.turn.TurnSettings;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// What runs once somebody has joined: the loops, their entrance, and the rooms that are spread
/// over them.
final class Engine implements AutoCloseable {
  private static final String REALM = "allmende";
  private static final int SECRET = 32;

  private final SfuSettings settings;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final byte[] secret = new byte[SECRET];
  private final List<MediaLoop> loops = new ArrayList<>();
  private final List<Media> media = new ArrayList<>();
  private final AtomicInteger next = new AtomicInteger();
  private final Entrance entrance;
  private final Rooms rooms;

  Engine(SfuSettings settings, Clock clock, RoomListener listener, TokenRefresh refresh) {
    this.settings = settings;
    this.clock = clock;
    random.nextBytes(secret);
    DtlsIdentity identity = DtlsIdentity.make(random, clock);
    List<List<String>> relays = new ArrayList<>();
    try {
      for (int i = 0; i < settings.loops(); i++) {
        MediaLoop loop =
            new MediaLoop(i, settings.addresses(), after(settings.udpPort(), i), clock);
        loops.add(loop);
        relays.add(relay(loop, i));
      }
      entrance = entrance();
    } catch (RuntimeException e) {
      loops.forEach(MediaLoop::close);
      throw e;
    }
    List<InetSocketAddress> tcp;
    try {
      tcp =
          settings.tcp().port() == SfuSettings.NONE
              ? List.of()
              : entrance.listen(settings.addresses(), settings.tcp().port());
    } catch (RuntimeException e) {
      entrance.close();
      loops.forEach(MediaLoop::close);
      throw e;
    }
    for (int i = 0; i < loops.size(); i++) {
      media.add(new Media(loops.get(i), identity, random, reach(i, tcp, relays.get(i))));
    }
    loops.forEach(MediaLoop::start);
    entrance.start();
    this.rooms =
        new Rooms(
            () -> media.get(Math.floorMod(next.getAndIncrement(), media.size())),
            Limits.of(settings.participants()),
            clock,
            listener,
            refresh);
  }

  private static int after(int port, int number) {
    return port == 0 ? 0 : port + number;
  }

  /// Has a loop relay media, and says where over UDP.
  private List<String> relay(MediaLoop loop, int number) {
    loop.relaying(turn(loop.addresses()), credentials(), random);
    if (settings.turn().udpPort() == SfuSettings.NONE) {
      return List.of();
    }
    return TurnOffer.addresses(
            perFamily(told(loop.relayDatagrams(after(settings.turn().udpPort(), number)))), "udp")
        .toList();
  }

  /// @param sockets that relays may lead to
  private TurnSettings turn(List<InetSocketAddress> sockets) {
    Set<InetSocketAddress> reachable = new HashSet<>(sockets);
    reachable.addAll(told(sockets));
    List<InetAddress> relays =
        perFamily(told(sockets)).stream().map(InetSocketAddress::getAddress).toList();
    return new TurnSettings(
        REALM, relays, reachable, settings.turn().relays(), settings.turn().relaysOfOne());
  }

  private List<InetSocketAddress> told(List<InetSocketAddress> sockets) {
    return sockets.stream()
        .map(each -> Reach.told(each, settings.publicAddress()))
        .distinct()
        .toList();
  }

  /// The first of IPv4 and the first of IPv6: browsers try each address that they are told, and
  /// take their time for it.
  private static List<InetSocketAddress> perFamily(List<InetSocketAddress> all) {
    return Stream.of(Inet4Address.class, Inet6Address.class)
        .flatMap(
            family -> all.stream().filter(each -> family.isInstance(each.getAddress())).limit(1))
        .toList();
  }

  private TurnCredentials credentials() {
    return new TurnCredentials(REALM, secret, clock);
  }

  private Entrance entrance() {
    TurnSettings nothing = turn(loops.getFirst().addresses());
    TurnCredentials credentials = credentials();
    return new Entrance(
        loops,
        TurnServer.lobby(nothing, credentials, random),
        credentials,
        settings.tcp().waiting());
  }

  private Reach reach(int number, List<InetSocketAddress> tcp, List<String> datagrams) {
    List<InetSocketAddress> connections = new ArrayList<>(tcp);
    for (int port : settings.tcp().shared()) {
      settings.addresses().forEach(each -> connections.add(new InetSocketAddress(each, port)));
    }
    TurnOffer offer =
        new TurnOffer(
            credentials(),
            IceCredentials.prefix(number),
            settings.turn().valid(),
            Stream.concat(
                    datagrams.stream(), TurnOffer.addresses(perFamily(told(connections)), "tcp"))
                .toList(),
            settings.turn().secure(),
            clock);
    return Reach.at(
        loops.get(number).addresses(), connections, settings.publicAddress(), Optional.of(offer));
  }

  Rooms rooms() {
    return rooms;
  }

  Entrance door() {
    return entrance;
  }

  /// What all loops have forwarded.
  EngineSight figures() {
    EngineSight all = rooms.count();
    for (MediaLoop loop : loops) {
      all = loop.plus(all);
    }
    return all;
  }

  @Override
  public void close() {
    rooms.close();
    entrance.close();
    loops.forEach(MediaLoop::close);
  }
}
