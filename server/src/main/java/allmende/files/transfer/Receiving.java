package allmende.files.transfer;

import allmende.platform.blobs.Blob;
import allmende.platform.blobs.BlobStore;
import allmende.platform.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/// Takes a request's body to the disk, piece by piece: a body of any size needs no more memory than
/// a small one.
public final class Receiving {
  private static final int PIECE = 64 << 10;

  private Receiving() {}

  /// Takes a request's whole body.
  ///
  /// @return what arrived, durably on disk
  /// @throws Problem.Invalid when it is not what was announced; nothing is stored then, and what is
  ///   left of the body can be [discarded][#discard]
  public static Blob body(Request request, BlobStore blobs, Verification verification)
      throws IOException {
    // Closed only at its end: closing it before would end the connection, and the answer with it.
    InputStream body = Content.Source.asInputStream(request);
    Blob content = take(body, request.getLength(), blobs, verification);
    body.close();
    return content;
  }

  /// As [#body], from a stream that stays open.
  ///
  /// @param length that was announced, or a negative one
  public static Blob take(InputStream body, long length, BlobStore blobs, Verification verification)
      throws IOException {
    try (BlobStore.Writer writer = blobs.writer()) {
      if (length < 0 || length > PIECE) {
        Hashing.beside(body, writer, verification);
      } else {
        small(body, (int) length, writer, verification);
      }
      verification.require();
      return writer.finish();
    }
  }

  private static void small(
      InputStream body, int length, BlobStore.Writer writer, Verification verification)
      throws IOException {
    byte[] piece = new byte[Math.max(1, length)];
    for (int read; (read = body.read(piece)) >= 0; ) {
      verification.write(piece, 0, read);
      writer.write(ByteBuffer.wrap(piece, 0, read));
    }
  }

  /// Reads what is left of a body that is not wanted, up to a limit.
  public static void discard(Request request, long limit) {
    byte[] piece = new byte[PIECE];
    try (InputStream body = Content.Source.asInputStream(request)) {
      for (long left = limit; left > 0; ) {
        int read = body.read(piece);
        if (read < 0) {
          return;
        }
        left -= read;
      }
    } catch (IOException e) {
      // Its sender is gone; there is nobody to hear anything.
    }
  }
}
