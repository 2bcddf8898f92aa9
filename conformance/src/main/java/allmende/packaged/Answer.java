package allmende.packaged;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/// What came back.
///
/// @param headers by lower-case name; the last of several
/// @param body empty when it went to a sink
/// @param length of the body, wherever it went
@SuppressWarnings("ArrayRecordComponent") // it is read once, and never compared
public record Answer(int status, Map<String, String> headers, byte[] body, long length) {
  /// Whether the server says that it did it (RFC 9110 §15.3).
  public boolean ok() {
    return status / 100 == 2;
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return status + " " + headers + "\n" + text();
  }
}
