package allmende.packaged;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A request, as it goes out.
///
/// @param path encoded, from the server's root
/// @param headers whole lines, without `Host`, `Authorization` and `Content-Length`
public record Request(String method, String path, List<String> headers, Content content) {
  private static final Content NONE = new Content(0, _ -> {});

  /// What a request carries.
  ///
  /// @param length that is announced
  public record Content(long length, Writing writing) {}

  /// Sends the bytes.
  public interface Writing {
    void to(OutputStream out) throws IOException;
  }

  /// One without a body.
  public static Request of(String method, String path, String... headers) {
    return new Request(method, path, List.of(headers), NONE);
  }

  public Request body(byte[] bytes) {
    return body(new Content(bytes.length, out -> out.write(bytes)));
  }

  public Request body(String text) {
    return body(text.getBytes(StandardCharsets.UTF_8));
  }

  public Request body(Content given) {
    return new Request(method, path, headers, given);
  }

  public Request header(String line) {
    List<String> more = new ArrayList<>(headers);
    more.add(line);
    return new Request(method, path, List.copyOf(more), content);
  }
}
