package allmende.platform.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.HostPort;
import org.jspecify.annotations.Nullable;

/// Believes what a trusted proxy says about who is calling and by which address, and nobody else.
///
/// Each proxy appends the peer that it saw, so the list is read from the right and ends at the
/// first address that is not a trusted proxy: what stands further left was written by that
/// stranger. Where `X-Forwarded-*` is present, `Forwarded` is not looked at, because the common
/// proxies write the former and pass a stranger's `Forwarded` through.
final class ForwardedHeaders implements HttpConfiguration.Customizer {
  private static final int MOST_HOPS = 32;

  private final Networks trusted;

  ForwardedHeaders(Networks trusted) {
    this.trusted = trusted;
  }

  // What one proxy wrote of the connection that reached it.
  private record Hop(Optional<String> from, Optional<String> scheme, Optional<String> host) {}

  @Override
  public Request customize(Request request, HttpFields.Mutable responseHeaders) {
    if (!(request.getConnectionMetaData().getRemoteSocketAddress()
            instanceof InetSocketAddress peer)
        || peer.getAddress() == null
        || !trusted.contain(peer.getAddress())) {
      return request;
    }
    HttpFields headers = request.getHeaders();
    List<Hop> hops = hops(headers);
    if (hops.isEmpty()) {
      return request;
    }
    InetSocketAddress remote = peer;
    Optional<String> scheme = Optional.empty();
    Optional<String> host = Optional.empty();
    for (Hop hop : hops.reversed()) {
      if (hop.scheme().isPresent()) {
        scheme = hop.scheme();
      }
      if (hop.host().isPresent()) {
        host = hop.host();
      }
      if (hop.from().isEmpty()) {
        break;
      }
      Optional<InetSocketAddress> from = address(hop.from().get());
      if (from.isEmpty()) {
        break;
      }
      remote = from.get();
      if (!trusted.contain(remote.getAddress())) {
        break;
      }
    }
    return new Corrected(
        request,
        remote,
        scheme.flatMap(ForwardedHeaders::scheme),
        host.flatMap(ForwardedHeaders::host));
  }

  private static List<Hop> hops(HttpFields headers) {
    List<String> from = list(headers, "X-Forwarded-For");
    List<String> schemes = list(headers, "X-Forwarded-Proto");
    List<String> hosts = list(headers, "X-Forwarded-Host");
    var hops = new ArrayList<Hop>();
    int most = Math.max(from.size(), Math.max(schemes.size(), hosts.size()));
    if (most > 0) {
      if (from.isEmpty()) {
        return List.of(new Hop(Optional.empty(), last(schemes), last(hosts)));
      }
      for (int i = 0; i < from.size(); i++) {
        hops.add(
            new Hop(
                Optional.of(from.get(i)),
                beside(schemes, i, from.size()),
                beside(hosts, i, from.size())));
      }
      return nearest(hops);
    }
    for (String element : list(headers, "Forwarded")) {
      hops.add(element(element));
    }
    return nearest(hops);
  }

  private static List<Hop> nearest(List<Hop> hops) {
    return hops.size() <= MOST_HOPS ? hops : hops.subList(hops.size() - MOST_HOPS, hops.size());
  }

  // Most proxies overwrite these two with one value; only a list as long as the addresses belongs
  // to them one by one.
  private static Optional<String> beside(List<String> values, int at, int addresses) {
    return values.size() == addresses ? Optional.of(values.get(at)) : last(values);
  }

  private static Optional<String> last(List<String> values) {
    return values.isEmpty() ? Optional.empty() : Optional.of(values.getLast());
  }

  private static List<String> list(HttpFields headers, String name) {
    var values = new ArrayList<String>();
    for (String line : headers.getValuesList(name)) {
      values.addAll(split(line, ','));
    }
    return values;
  }

  // Splits outside of quotes; an empty element stays out.
  private static List<String> split(String line, char separator) {
    var parts = new ArrayList<String>();
    boolean quoted = false;
    int start = 0;
    for (int i = 0; i <= line.length(); i++) {
      boolean end = i == line.length();
      if (!end && line.charAt(i) == '"') {
        quoted = !quoted;
      }
      if (end || !quoted && line.charAt(i) == separator) {
        String part = line.substring(start, i).strip();
        if (!part.isEmpty()) {
          parts.add(part);
        }
        start = i + 1;
      }
    }
    return parts;
  }

  private static Hop element(String element) {
    Optional<String> from = Optional.empty();
    Optional<String> scheme = Optional.empty();
    Optional<String> host = Optional.empty();
    for (String pair : split(element, ';')) {
      int equals = pair.indexOf('=');
      if (equals < 0) {
        continue;
      }
      String value = unquoted(pair.substring(equals + 1).strip());
      switch (pair.substring(0, equals).strip().toLowerCase(Locale.ROOT)) {
        case "for" -> from = Optional.of(value);
        case "proto" -> scheme = Optional.of(value);
        case "host" -> host = Optional.of(value);
        default -> {}
      }
    }
    return new Hop(from, scheme, host);
  }

  private static String unquoted(String value) {
    return value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"")
        ? value.substring(1, value.length() - 1)
        : value;
  }

  private static Optional<InetSocketAddress> address(String text) {
    String value = unquoted(text);
    String literal = value;
    if (value.startsWith("[")) {
      int end = value.indexOf(']');
      literal = end < 0 ? "" : value.substring(1, end);
    } else if (value.indexOf(':') == value.lastIndexOf(':') && value.indexOf('.') >= 0) {
      int colon = value.indexOf(':');
      literal = colon < 0 ? value : value.substring(0, colon);
    }
    try {
      // A literal only: a name here would make us ask the DNS for a stranger.
      return Optional.of(new InetSocketAddress(InetAddress.ofLiteral(literal), 0));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> scheme(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return lower.equals("http") || lower.equals("https") ? Optional.of(lower) : Optional.empty();
  }

  private static Optional<HostPort> host(String text) {
    try {
      HostPort host = new HostPort(text);
      return host.hasHost() ? Optional.of(host) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static final class Corrected extends Request.Wrapper {
    private final HttpURI uri;
    private final ConnectionMetaData connection;
    private final boolean secure;
    private final HttpFields headers;

    Corrected(
        Request request,
        InetSocketAddress remote,
        Optional<String> scheme,
        Optional<HostPort> host) {
      super(request);
      HttpURI original = request.getHttpURI();
      String newScheme = scheme.orElse(original.getScheme());
      this.secure = scheme.map("https"::equals).orElse(request.isSecure());
      if (scheme.isEmpty() && host.isEmpty()) {
        this.uri = original;
      } else {
        var changed = HttpURI.build(original).scheme(newScheme);
        host.ifPresent(h -> changed.authority(h.getHost(), h.getPort()));
        this.uri = changed.asImmutable();
      }
      HostPort authority = host.orElse(request.getConnectionMetaData().getServerAuthority());
      // The address and the Host header must agree, here as in every request.
      this.headers =
          host.isEmpty()
              ? request.getHeaders()
              : HttpFields.build(request.getHeaders())
                  .put(HttpHeader.HOST, host.get().toString())
                  .asImmutable();
      boolean nowSecure = secure;
      this.connection =
          new ConnectionMetaData.Wrapper(request.getConnectionMetaData()) {
            @Override
            public SocketAddress getRemoteSocketAddress() {
              return remote;
            }

            @Override
            public boolean isSecure() {
              return nowSecure;
            }

            @Override
            public @Nullable HostPort getServerAuthority() {
              return authority;
            }
          };
    }

    @Override
    public HttpFields getHeaders() {
      return headers;
    }

    @Override
    public HttpURI getHttpURI() {
      return uri;
    }

    @Override
    public ConnectionMetaData getConnectionMetaData() {
      return connection;
    }

    @Override
    public boolean isSecure() {
      return secure;
    }
  }
}
