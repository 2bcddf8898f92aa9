package allmende.platform.http;

import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.internal.HttpConnection;

/// HTTP/1.1 in which an address that Jetty cannot read (`%00`, `%zz`) costs nobody the connection.
///
/// Jetty ends it in the middle of the request, and answers as if it spoke HTTP/1.0, so that the
/// client is not told. Where the request begins and ends is known all the same: only its address is
/// none.
final class ForgivingHttp1 extends HttpConnectionFactory {
  /// An address that every reader refuses: no UTF-8 has this byte (RFC 3629 §1).
  private static final String NONE = "/%FF";

  ForgivingHttp1(HttpConfiguration settings) {
    super(settings);
  }

  @Override
  public Connection newConnection(Connector connector, EndPoint endPoint) {
    return configure(
        new Forgiving(getHttpConfiguration(), connector, endPoint), connector, endPoint);
  }

  private static final class Forgiving extends HttpConnection {
    Forgiving(HttpConfiguration settings, Connector connector, EndPoint endPoint) {
      super(settings, connector, endPoint);
    }

    @Override
    protected HttpStreamOverHTTP1 newHttpStream(String method, String uri, HttpVersion version) {
      try {
        // Of what is no request at all Jetty makes one of its own, of HTTP/1.0. The answer says
        // HTTP/1.1 and must therefore say that the connection ends, too (RFC 9112 §9.6).
        return super.newHttpStream(
            method, uri, method.equals("BAD") ? HttpVersion.HTTP_1_1 : version);
      } catch (IllegalArgumentException e) {
        return super.newHttpStream(method, NONE, version);
      }
    }
  }
}
