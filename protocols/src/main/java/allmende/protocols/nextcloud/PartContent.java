package allmende.protocols.nextcloud;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/// The content of one part. It answers "end" only once the boundary after it has been found.
final class PartContent extends InputStream {
  private final PartSource source;
  private long remaining;
  private boolean delimiterRead;

  PartContent(PartSource source, long length) {
    this.source = source;
    this.remaining = length;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] to, int off, int len) throws IOException {
    Objects.checkFromIndexSize(off, len, to.length);
    if (len == 0) {
      return 0;
    }
    if (remaining == 0) {
      if (!delimiterRead) {
        source.readDelimiterAfterContent();
        delimiterRead = true;
      }
      return -1;
    }
    int n = source.readContent(to, off, (int) Math.min(len, remaining));
    remaining -= n;
    return n;
  }

  void skipRest() throws IOException {
    byte[] discarded = new byte[8192];
    while (read(discarded, 0, discarded.length) >= 0) {
      // Reading to the end also checks the boundary.
    }
  }
}
