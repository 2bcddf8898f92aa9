package allmende.sfu.media;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/// The sending side of a client's connection, held by a loop or by whoever embeds the engine, such
/// as a TLS server.
public interface StreamLine {
  /// Where the client is seen.
  InetSocketAddress remote();

  /// Sends a message, whole or not at all: it is dropped when too much waits already. Never waits;
  /// the buffer is the caller's again at once.
  void send(ByteBuffer message);

  /// Ends the connection.
  void close();
}
