package allmende.packaged;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// One keep-alive HTTP/1.1 connection, as plain as can be. A client library would retry, redirect
/// and hide what a crash test must see, and would cost a measurement more than the server does.
public final class Wire implements AutoCloseable {
  private static final int PIECE = 64 << 10;

  private final Endpoint endpoint;
  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final byte[] piece = new byte[PIECE];
  private int next;
  private int end;

  public Wire(Endpoint endpoint) throws IOException {
    this.endpoint = endpoint;
    this.socket = new Socket();
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), endpoint.port()), 5_000);
    socket.setTcpNoDelay(true);
    this.in = socket.getInputStream();
    this.out = socket.getOutputStream();
  }

  /// How long an answer may let wait.
  public Wire patience(Duration most) throws IOException {
    socket.setSoTimeout(Math.toIntExact(most.toMillis()));
    return this;
  }

  /// Sends a request and keeps the answer's body.
  ///
  /// @throws IOException when the connection ends before the answer does: what the server did is
  ///   unknown then
  public Answer ask(Request request) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    Answer answer = ask(request, body);
    return new Answer(answer.status(), answer.headers(), body.toByteArray(), answer.length());
  }

  /// As [#ask(Request)], with the answer's body going to a sink.
  public Answer ask(Request request, OutputStream sink) throws IOException {
    send(request);
    String line = line();
    while (line.startsWith("HTTP/1.1 1")) {
      skipHeaders();
      line = line();
    }
    int status = Integer.parseInt(line.substring(9, 12));
    Map<String, String> headers = headers();
    boolean bodiless = request.method().equals("HEAD") || status == 204 || status == 304;
    return new Answer(status, headers, new byte[0], bodiless ? 0 : body(headers, sink));
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone either way.
    }
  }

  private void send(Request request) throws IOException {
    StringBuilder head = new StringBuilder(256);
    head.append(request.method()).append(' ').append(request.path()).append(" HTTP/1.1\r\n");
    head.append("Host: ").append(endpoint.authority()).append("\r\n");
    head.append("Authorization: ").append(endpoint.basic()).append("\r\n");
    request.headers().forEach(header -> head.append(header).append("\r\n"));
    long length = request.content().length();
    if (length > 0 || request.method().equals("PUT")) {
      head.append("Content-Length: ").append(length).append("\r\n");
    }
    byte[] bytes = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    if (length < PIECE) {
      // One system call for a small request.
      ByteArrayOutputStream whole = new ByteArrayOutputStream(bytes.length + (int) length);
      whole.write(bytes);
      request.content().writing().to(whole);
      whole.writeTo(out);
    } else {
      out.write(bytes);
      request.content().writing().to(out);
    }
  }

  private long body(Map<String, String> headers, OutputStream sink) throws IOException {
    if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
      long whole = 0;
      while (true) {
        long chunk = Long.parseLong(line().split(";", 2)[0].trim(), 16);
        if (chunk == 0) {
          skipHeaders();
          return whole;
        }
        pass(chunk, sink);
        whole += chunk;
        line();
      }
    }
    String length = headers.get("content-length");
    if (length != null) {
      pass(Long.parseLong(length), sink);
      return Long.parseLong(length);
    }
    long whole = 0;
    while (next < end || fill()) {
      sink.write(piece, next, end - next);
      whole += end - next;
      next = end;
    }
    return whole;
  }

  private void pass(long length, OutputStream sink) throws IOException {
    for (long left = length; left > 0; ) {
      if (next == end && !fill()) {
        throw new EOFException("the body ended early");
      }
      int part = (int) Math.min(left, end - next);
      sink.write(piece, next, part);
      next += part;
      left -= part;
    }
  }

  private Map<String, String> headers() throws IOException {
    Map<String, String> headers = new HashMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).trim());
      }
    }
    return headers;
  }

  private void skipHeaders() throws IOException {
    while (!line().isEmpty()) {}
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    while (true) {
      if (next == end && !fill()) {
        throw new EOFException("the connection ended before the answer did");
      }
      int b = piece[next++] & 0xFF;
      if (b == '\n') {
        return line.toString();
      }
      if (b != '\r') {
        line.append((char) b);
      }
    }
  }

  private boolean fill() throws IOException {
    int read = in.read(piece);
    next = 0;
    end = Math.max(read, 0);
    return read > 0;
  }
}
