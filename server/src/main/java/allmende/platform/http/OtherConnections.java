package allmende.platform.http;

import java.nio.ByteBuffer;
import java.util.List;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.AbstractConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.DetectorConnectionFactory;

/// Leads connections that are not HTTP's to the other protocol
/// (docs/decisions/0011-media-at-the-port-of-https.md).
final class OtherConnections extends AbstractConnectionFactory
    implements ConnectionFactory.Detecting {
  /// The name by which a TLS client may ask for TURN at once (RFC 7443).
  static final String STUN_TURN = "stun.turn";

  private final OtherProtocol protocol;

  OtherConnections(OtherProtocol protocol) {
    super(STUN_TURN);
    this.protocol = protocol;
  }

  @Override
  public Detection detect(ByteBuffer buffer) {
    if (!buffer.hasRemaining()) {
      return Detection.NEED_MORE_BYTES;
    }
    return protocol.beginsWith(buffer.get(buffer.position()))
        ? Detection.RECOGNIZED
        : Detection.NOT_RECOGNIZED;
  }

  @Override
  public Connection newConnection(Connector connector, EndPoint endPoint) {
    return configure(
        new OtherConnection(endPoint, connector.getExecutor(), protocol), connector, endPoint);
  }

  /// Looks at the first bytes, and goes on as one of two.
  static final class Either extends DetectorConnectionFactory {
    private final String name;
    private final ConnectionFactory otherwise;

    /// @param name under which it stands in its connector
    /// @param otherwise for what is not recognised
    Either(String name, OtherConnections other, ConnectionFactory otherwise) {
      super(other);
      this.name = name;
      this.otherwise = otherwise;
      installBean(otherwise);
    }

    @Override
    public String getProtocol() {
      return name;
    }

    @Override
    public List<String> getProtocols() {
      return List.of(name);
    }

    @Override
    protected void nextProtocol(Connector connector, EndPoint endPoint, ByteBuffer buffer) {
      upgradeToConnectionFactory(otherwise, connector, endPoint);
    }
  }
}
