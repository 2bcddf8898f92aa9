package allmende.protocols.nextcloud;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/// The bytes of a multipart body, read forward only, and its delimiters.
final class PartSource {
  private final InputStream in;
  private final byte[] delimiter;
  private boolean closed;

  PartSource(InputStream in, byte[] delimiter) {
    this.in = new BufferedInputStream(in, 16 * 1024);
    this.delimiter = delimiter;
  }

  /// Whether the closing delimiter has been read. What follows it is no concern of ours.
  boolean isClosed() {
    return closed;
  }

  /// The first delimiter may follow one empty line.
  void readFirstDelimiter() throws IOException {
    int first = in.read();
    if (first == '\r') {
      expect('\n');
      first = in.read();
    }
    if (first != delimiter[0]) {
      throw noDelimiter();
    }
    readDelimiter(1);
  }

  /// The line break that belongs to a delimiter, and the delimiter.
  void readDelimiterAfterContent() throws IOException {
    expect('\r');
    expect('\n');
    readDelimiter(0);
  }

  private void readDelimiter(int from) throws IOException {
    for (int i = from; i < delimiter.length; i++) {
      expect(delimiter[i]);
    }
    int next = in.read();
    if (next == '-') {
      expect('-');
      closed = true;
      return;
    }
    // Padding by white space is allowed there (RFC 2046 §5.1.1), within reason.
    for (int i = 0; i < 16 && (next == ' ' || next == '\t'); i++) {
      next = in.read();
    }
    if (next != '\r') {
      throw noDelimiter();
    }
    expect('\n');
  }

  private void expect(int wanted) throws IOException {
    if (in.read() != wanted) {
      throw noDelimiter();
    }
  }

  /// The next byte, which must be there.
  int readByte() throws IOException {
    int b = in.read();
    if (b < 0) {
      throw truncated();
    }
    return b;
  }

  /// At least one byte of content.
  int readContent(byte[] to, int off, int len) throws IOException {
    int n = in.read(to, off, len);
    if (n < 0) {
      throw truncated();
    }
    return n;
  }

  private static MalformedMultipart noDelimiter() {
    return new MalformedMultipart("A boundary is not where the length of the part says.");
  }

  private static MalformedMultipart truncated() {
    return new MalformedMultipart("The request ends in the middle of a part.");
  }
}
