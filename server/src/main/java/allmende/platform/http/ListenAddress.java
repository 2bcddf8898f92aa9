package allmende.platform.http;

import java.net.URI;
import java.util.Locale;

/// One place to listen at.
///
/// @param host an address or a name, without brackets
record ListenAddress(boolean secure, String host, int port) {

  /// Reads `HOST:PORT`, `http://HOST:PORT` or `https://HOST:PORT`.
  static ListenAddress parse(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    boolean secure = lower.startsWith("https://");
    String rest =
        secure ? text.substring(8) : lower.startsWith("http://") ? text.substring(7) : text;
    int colon = rest.lastIndexOf(':');
    String host = colon > 0 ? rest.substring(0, colon) : "";
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    } else if (host.indexOf(':') >= 0) {
      host = "";
    }
    int port;
    try {
      port = Integer.parseInt(rest.substring(colon + 1));
    } catch (NumberFormatException e) {
      port = -1;
    }
    if (host.isEmpty() || host.indexOf('/') >= 0 || port < 0 || port > 65535) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no place to listen at. Write HOST:PORT or https://HOST:PORT.");
    }
    return new ListenAddress(secure, host, port);
  }

  URI uri(int actualPort) {
    String shown = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return URI.create((secure ? "https" : "http") + "://" + shown + ":" + actualPort);
  }
}
