package allmende.packaged;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// A server on this machine and who speaks to it.
///
/// @param port on loopback
/// @param root the encoded path of the person's WebDAV root, without a slash at the end
public record Endpoint(int port, String root, String user, String password) {
  /// `HOST:PORT`.
  public String authority() {
    return "127.0.0.1:" + port;
  }

  /// The server's own address.
  public String origin() {
    return "http://" + authority();
  }

  /// The WebDAV root as a URL with a slash at the end.
  public String url() {
    return origin() + root + "/";
  }

  /// The `Authorization` header's value (RFC 7617).
  public String basic() {
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }
}
