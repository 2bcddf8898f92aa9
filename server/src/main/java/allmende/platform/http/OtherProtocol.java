package allmende.platform.http;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

/// A protocol that is spoken at the same ports as HTTP, over TLS or in the clear, and told from it
/// by how a connection begins: one open port may be all that a firewall grants.
public interface OtherProtocol {
  /// Whether a connection whose first byte this is speaks it. None of TLS and HTTP may.
  boolean beginsWith(byte first);

  /// A connection has come; empty: it is not wanted now.
  Optional<Session> open(Line line);

  /// What happens on a connection; told by one thread at a time.
  interface Session {
    /// Bytes have come, cut anyhow. The array is the caller's again at once.
    void received(byte[] bytes, int offset, int length);

    void closed();
  }

  /// How to answer.
  interface Line {
    InetSocketAddress remote();

    /// Sends all of it or, when too much waits already, nothing. Never waits; the buffer is the
    /// caller's again at once.
    void send(ByteBuffer message);

    void close();
  }
}
