package allmende.files.dav;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A request byte by byte, for what no client library would send.
///
/// @param method of any form
/// @param path as it stands in the request line, one byte a char
/// @param headers whole lines, one byte a char
record Raw(String method, String path, List<String> headers, byte[] body) {
  static Raw of(String method, String path, String... headers) {
    return new Raw(method, path, List.of(headers), new byte[0]);
  }

  Raw body(String text) {
    return new Raw(method, path, headers, text.getBytes(StandardCharsets.UTF_8));
  }

  Raw body(byte[] bytes) {
    return new Raw(method, path, headers, bytes);
  }

  /// These lines, and the length of the body.
  Raw measured() {
    List<String> more = new ArrayList<>(headers);
    more.add("Content-Length: " + body.length);
    return new Raw(method, path, List.copyOf(more), body);
  }

  /// Sends it with whatever the headers say of its length, and ends the sending.
  ///
  /// @return the answer's status; 0 when the connection ended without one
  int status(int port, String authorization) throws IOException {
    String answer = answer(port, authorization);
    return answer.startsWith("HTTP/1.1 ") ? Integer.parseInt(answer.substring(9, 12)) : 0;
  }

  /// All that comes back.
  String answer(int port, String authorization) throws IOException {
    StringBuilder head = new StringBuilder();
    head.append(method).append(' ').append(path).append(" HTTP/1.1\r\nHost: localhost\r\n");
    head.append("Connection: close\r\nAuthorization: ").append(authorization).append("\r\n");
    headers.forEach(line -> head.append(line).append("\r\n"));
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(30_000);
      OutputStream out = socket.getOutputStream();
      try {
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        out.write(body);
        socket.shutdownOutput();
      } catch (SocketException e) {
        // Refused before it was all sent: the answer is there to be read.
      }
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (SocketException e) {
      return "";
    }
  }

  @Override
  public String toString() {
    return method
        + " "
        + path
        + "\n"
        + String.join("\n", headers)
        + "\n\n"
        + new String(body, StandardCharsets.ISO_8859_1);
  }
}
