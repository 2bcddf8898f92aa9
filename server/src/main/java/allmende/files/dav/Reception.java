package allmende.files.dav;

import allmende.platform.blobs.Blob;
import allmende.platform.blobs.BlobStore;
import allmende.protocols.nextcloud.OcChecksum;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;

/// Takes bytes from the network to the disk piece by piece, and verifies on the way.
final class Reception {
  private static final int PIECE = 64 << 10;

  private final BlobStore blobs;

  Reception(BlobStore blobs) {
    this.blobs = blobs;
  }

  /// Nothing is kept unless everything arrived and every checksum matches.
  Blob take(InputStream body, List<OcChecksum> checksums) throws IOException {
    try (BlobStore.Writer writer = blobs.writer()) {
      Verification verification = new Verification(checksums);
      byte[] piece = new byte[PIECE];
      for (int read; (read = body.read(piece)) >= 0; ) {
        verification.write(piece, 0, read);
        writer.write(ByteBuffer.wrap(piece, 0, read));
      }
      verification.require();
      return writer.finish();
    }
  }
}
