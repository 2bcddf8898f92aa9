package allmende.platform.http;

import allmende.platform.problem.CannotStart;
import java.io.IOException;
import java.nio.channels.UnresolvedAddressException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;

/// Makes Jetty's listening sockets: HTTP/1.1 in the clear, HTTP/2 and HTTP/1.1 over TLS, and the
/// other protocol beside either.
final class Connectors {
  private static final int INPUT = 64 << 10;

  private Connectors() {}

  static ServerConnector open(
      Server server,
      ListenAddress address,
      HttpSettings settings,
      Optional<Certificates> certificates,
      Optional<OtherProtocol> other) {
    HttpConfiguration http = new HttpConfiguration();
    // File names contain anything: the raw path reaches the core handlers, and PlainPaths guards
    // the routes.
    http.setUriCompliance(UriCompliance.UNSAFE);
    http.setSendServerVersion(false);
    http.setSendXPoweredBy(false);
    http.setRequestHeaderSize(settings.maxHeaderBytes());
    http.setIdleTimeout(settings.idleTimeout().toMillis());
    http.setRelativeRedirectAllowed(true);
    ServerConnector connector;
    if (address.secure()) {
      // An address, or a name that a proxy chose, need not be in the certificate: the client judges
      // that, not we.
      http.addCustomizer(new SecureRequestCustomizer(false));
      var one = oneOr(other, one(http));
      var two = new HTTP2ServerConnectionFactory(http);
      List<ConnectionFactory> spoken = new ArrayList<>(List.of(two, one));
      other.ifPresent(protocol -> spoken.add(new OtherConnections(protocol)));
      // As registered (RFC 7301 §6), in lower case: Jetty's own name of HTTP/1.1 is another.
      var negotiation =
          new ALPNServerConnectionFactory(
              spoken.stream()
                  .map(each -> each.getProtocol().toLowerCase(Locale.ROOT))
                  .toArray(String[]::new));
      negotiation.setDefaultProtocol(one.getProtocol());
      var tls =
          oneOr(
              other,
              new SslConnectionFactory(
                  certificates.orElseThrow().tls(), negotiation.getProtocol()));
      spoken.addAll(0, List.of(tls, negotiation));
      connector = new ServerConnector(server, spoken.toArray(ConnectionFactory[]::new));
    } else {
      connector = new ServerConnector(server, oneOr(other, one(http)));
    }
    if (!settings.trustedProxies().isEmpty()) {
      http.addCustomizer(new ForwardedHeaders(Networks.parse(settings.trustedProxies())));
    }
    connector.setHost(address.host());
    connector.setPort(address.port());
    connector.setIdleTimeout(settings.idleTimeout().toMillis());
    return connector;
  }

  /// Takes the address. Jetty would do it when it starts, and call whatever went wrong a taken
  /// port.
  ///
  /// @param place as the settings name it
  /// @throws CannotStart with the reason
  static void bind(ServerConnector connector, String place) {
    try {
      connector.open();
    } catch (IOException | UnresolvedAddressException | SecurityException e) {
      throw new CannotStart(place + " cannot be listened at: " + why(e), e);
    }
  }

  private static String why(Throwable failure) {
    Throwable innermost = failure;
    while (innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    String message = String.valueOf(innermost.getMessage());
    if (innermost instanceof UnresolvedAddressException) {
      return "there is no host of this name.";
    }
    return switch (message) {
      case "Address already in use" ->
          "another program listens there. End it, or name another place by --listen.";
      case "Permission denied" ->
          "ports below 1024 are for root. Put a proxy in front, or allow it with setcap.";
      case "Cannot assign requested address" -> "this machine has no such address.";
      default -> message + ".";
    };
  }

  /// The same protocol, or the other one where a connection begins like that.
  private static ConnectionFactory oneOr(Optional<OtherProtocol> other, ConnectionFactory one) {
    return other
        .<ConnectionFactory>map(protocol ->
            new OtherConnections.Either(one.getProtocol(), new OtherConnections(protocol), one))
        .orElse(one);
  }

  /// Large reads for large uploads; a connection holds its buffer only while something arrives.
  private static ForgivingHttp1 one(HttpConfiguration http) {
    var one = new ForgivingHttp1(http);
    one.setInputBufferSize(INPUT);
    return one;
  }
}
