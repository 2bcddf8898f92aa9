package allmende.platform.images;

import allmende.platform.blobs.Blob;
import allmende.platform.blobs.BlobStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.stream.ImageInputStreamImpl;

/// A content as image readers want it: they jump about in it, and no copy is made.
public final class BlobImageInputStream extends ImageInputStreamImpl {
  private static final int WINDOW = 64 << 10;

  private final BlobStore blobs;
  private final Blob blob;
  private byte[] window = {};
  private long start;

  public BlobImageInputStream(BlobStore blobs, Blob blob) {
    this.blobs = blobs;
    this.blob = blob;
  }

  @Override
  public int read() throws IOException {
    bitOffset = 0;
    if (!fill()) {
      return -1;
    }
    return window[(int) (streamPos++ - start)] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    bitOffset = 0;
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int from = (int) (streamPos - start);
    int count = Math.min(length, window.length - from);
    System.arraycopy(window, from, bytes, offset, count);
    streamPos += count;
    return count;
  }

  @Override
  public long length() {
    return blob.size();
  }

  private boolean fill() throws IOException {
    if (streamPos >= start && streamPos < start + window.length) {
      return true;
    }
    long left = blob.size() - streamPos;
    if (left <= 0) {
      return false;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(WINDOW);
    blobs.copy(blob, streamPos, Math.min(WINDOW, left), out);
    window = out.toByteArray();
    start = streamPos;
    return true;
  }
}
