package allmende.sfu.room;

import allmende.sfu.turn.TurnCredentials;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import livekit.LivekitRtc.ICEServer;

/// How clients come to the TURN server of a loop (RFC 7065), and what they log in with.
///
/// @param credentials makes them
/// @param prefix of names, which says the loop
/// @param valid for how long somebody may ask for a relay
/// @param clear addresses without TLS
/// @param secure addresses with TLS; empty: those at which clients have come to us over TLS
/// @param clock that credentials run out by
public record TurnOffer(
    TurnCredentials credentials,
    String prefix,
    Duration valid,
    List<String> clear,
    List<String> secure,
    Clock clock) {
  public TurnOffer {
    clear = List.copyOf(clear);
    secure = List.copyOf(secure);
  }

  /// `turn:HOST:PORT?transport=…`
  public static Stream<String> addresses(List<InetSocketAddress> places, String transport) {
    return places.stream()
        .map(each -> {
          String host = Reach.text(each);
          String shown = each.getAddress() instanceof Inet6Address ? "[" + host + "]" : host;
          return "turn:" + shown + ":" + each.getPort() + "?transport=" + transport;
        });
  }

  /// What a participant's client is told.
  ///
  /// @param cameTo the host and port at which the client has come to us over TLS, which so can be
  ///   reached
  /// @param secureAlone whether nothing else is to be tried
  Optional<ICEServer> server(String participant, Optional<String> cameTo, boolean secureAlone) {
    List<String> tls =
        secure.isEmpty()
            ? cameTo.map(host -> "turns:" + host + "?transport=tcp").stream().toList()
            : secure;
    List<String> urls = new ArrayList<>();
    if (!secureAlone || tls.isEmpty()) {
      urls.addAll(clear);
    }
    urls.addAll(tls);
    if (urls.isEmpty()) {
      return Optional.empty();
    }
    TurnCredentials.Login login =
        credentials.issue(prefix + participant, clock.instant().plus(valid));
    return Optional.of(
        ICEServer.newBuilder()
            .addAllUrls(urls)
            .setUsername(login.username())
            .setCredential(login.password())
            .build());
  }
}
