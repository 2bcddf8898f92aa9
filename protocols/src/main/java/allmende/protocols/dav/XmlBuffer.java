package allmende.protocols.dav;

import allmende.protocols.ByteSink;
import allmende.protocols.http.HttpDate;
import allmende.protocols.xml.XmlText;
import java.io.IOException;

/// Bytes of XML on their way to a sink: filled in place, handed on when full, never copied between.
final class XmlBuffer {
  /// Chars encoded between two looks at the room left.
  private static final int RUN = 512;

  /// A char of text never needs more bytes than this: `&quot;` is not used, `&amp;` is.
  private static final int MAX_BYTES_PER_CHAR = 5;

  /// Room for one run of a percent-encoded path, the widest thing written in one go.
  static final int MIN_CAPACITY = RUN * DavPath.MAX_BYTES_PER_CHAR;

  private static final int LONG_DIGITS = 20;

  private final ByteSink sink;
  private final byte[] buffer;
  private int at;

  XmlBuffer(ByteSink sink, byte[] buffer) {
    if (buffer.length < MIN_CAPACITY) {
      throw new IllegalArgumentException("The buffer holds less than " + MIN_CAPACITY + " bytes.");
    }
    this.sink = sink;
    this.buffer = buffer;
  }

  void raw(byte[] bytes) throws IOException {
    if (bytes.length > buffer.length - at) {
      flush();
      if (bytes.length > buffer.length) {
        sink.write(bytes, 0, bytes.length);
        return;
      }
    }
    System.arraycopy(bytes, 0, buffer, at, bytes.length);
    at += bytes.length;
  }

  void text(String text) throws IOException {
    int length = text.length();
    for (int from = 0; from < length; ) {
      int to = runEnd(text, from);
      ensure((to - from) * MAX_BYTES_PER_CHAR);
      escape(text, from, to);
      from = to;
    }
  }

  void path(String segment) throws IOException {
    int length = segment.length();
    for (int from = 0; from < length; ) {
      int to = runEnd(segment, from);
      ensure((to - from) * DavPath.MAX_BYTES_PER_CHAR);
      at = DavPath.encode(segment, from, to, buffer, at);
      from = to;
    }
  }

  /// Where a run ends that begins at `from`; never between the halves of a surrogate pair.
  private static int runEnd(String text, int from) {
    int to = Math.min(text.length(), from + RUN);
    return to < text.length() && Character.isHighSurrogate(text.charAt(to - 1)) ? to - 1 : to;
  }

  private void escape(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        ascii(c);
      } else if (c < 0x800) {
        buffer[at++] = (byte) (0xC0 | (c >> 6));
        buffer[at++] = (byte) (0x80 | (c & 0x3F));
      } else if (Character.isHighSurrogate(c)
          && i + 1 < to
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        int point = Character.toCodePoint(c, text.charAt(++i));
        buffer[at++] = (byte) (0xF0 | (point >> 18));
        buffer[at++] = (byte) (0x80 | ((point >> 12) & 0x3F));
        buffer[at++] = (byte) (0x80 | ((point >> 6) & 0x3F));
        buffer[at++] = (byte) (0x80 | (point & 0x3F));
      } else {
        threeBytes(XmlText.isAllowed(c) ? c : '\uFFFD');
      }
    }
  }

  private void ascii(char c) {
    switch (c) {
      case '&' -> entity('a', 'm', 'p');
      case '<' -> entity('l', 't');
      case '>' -> entity('g', 't');
      case '\r' -> entity('#', '1', '3');
      default -> {
        if (c >= ' ' || c == '\n' || c == '\t') {
          buffer[at++] = (byte) c;
        } else {
          threeBytes('\uFFFD');
        }
      }
    }
  }

  private void threeBytes(char c) {
    buffer[at++] = (byte) (0xE0 | (c >> 12));
    buffer[at++] = (byte) (0x80 | ((c >> 6) & 0x3F));
    buffer[at++] = (byte) (0x80 | (c & 0x3F));
  }

  private void entity(char a, char b) {
    buffer[at++] = '&';
    buffer[at++] = (byte) a;
    buffer[at++] = (byte) b;
    buffer[at++] = ';';
  }

  private void entity(char a, char b, char c) {
    buffer[at++] = '&';
    buffer[at++] = (byte) a;
    buffer[at++] = (byte) b;
    buffer[at++] = (byte) c;
    buffer[at++] = ';';
  }

  /// Decimal digits, with zeros in front up to `minDigits` (at most 19).
  void number(long value, int minDigits) throws IOException {
    ensure(LONG_DIGITS);
    // Counting down from the negative side, so that Long.MIN_VALUE needs no exception.
    long rest = value < 0 ? value : -value;
    if (value < 0) {
      buffer[at++] = '-';
    }
    int digits = 1;
    for (long limit = rest; limit <= -10; limit /= 10) {
      digits++;
    }
    digits = Math.max(digits, minDigits);
    for (int i = at + digits - 1; i >= at; i--) {
      buffer[i] = (byte) ('0' - rest % 10);
      rest /= 10;
    }
    at += digits;
  }

  void date(long epochSeconds) throws IOException {
    ensure(HttpDate.LENGTH);
    at = HttpDate.write(epochSeconds, buffer, at);
  }

  void flush() throws IOException {
    if (at > 0) {
      sink.write(buffer, 0, at);
      at = 0;
    }
  }

  private void ensure(int room) throws IOException {
    if (room > buffer.length - at) {
      flush();
    }
  }
}
