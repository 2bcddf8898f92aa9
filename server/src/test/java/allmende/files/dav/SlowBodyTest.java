package allmende.files.dav;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.platform.http.HttpSettings;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A body that stops half-way while its connection stays: the server waits, and not for ever.
class SlowBodyTest extends DavHouse {
  @Override
  HttpSettings settings() {
    HttpSettings usual = super.settings();
    return new HttpSettings(
        usual.listen(),
        usual.trustedProxies(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        usual.localNames(),
        Duration.ofSeconds(3),
        usual.maxHeaderBytes(),
        usual.maxJsonBytes(),
        usual.virtualThreads(),
        usual.maxThreads(),
        Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({"PUT, new.txt", "PROPFIND, ''", "LOCK, new.txt"})
  void aBodyThatStandsStillStoresNothing(String method, String file) throws Exception {
    String answer;
    try (Socket socket = new Socket("127.0.0.1", server.uri().getPort())) {
      socket
          .getOutputStream()
          .write(
              (method
                      + " "
                      + path(file)
                      + " HTTP/1.1\r\nHost: localhost\r\nDepth: 0\r\nAuthorization: "
                      + authorization
                      + "\r\nContent-Length: 100\r\n\r\nhalf")
                  .getBytes(StandardCharsets.UTF_8));
      answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
    assertTrue(answer.startsWith("HTTP/1.1 408 "), answer);
    assertTrue(answer.contains("\r\nConnection: close\r\n"), answer);
    assertEquals(404, send("GET", "new.txt", "").statusCode());
    assertFalse(propfind("", "1").body().contains("new.txt"));
  }
}
