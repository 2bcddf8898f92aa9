package allmende.platform.http;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import jdk.net.ExtendedSocketOptions;
import org.eclipse.jetty.server.Request;

/// Acknowledges the head of a request whose body is on its way, at once.
///
/// Clients that write the two one after the other and leave Nagle's algorithm on, as Qt does and
/// with it Nextcloud's desktop client, send the body when the head is acknowledged (RFC 896). Linux
/// would wait with that for an answer to send along, for 40 milliseconds (RFC 1122 §4.2.3.2): an
/// upload of a small file would take ten times as long as it needs.
final class PromptAck {
  private PromptAck() {}

  /// @param request over HTTP/1, which announces a body
  static void send(Request request) throws IOException {
    if (request.getConnectionMetaData().getConnection().getEndPoint().getTransport()
            instanceof SocketChannel channel
        && channel.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK)) {
      channel.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
    }
  }
}
