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

  /// What is done with content that has arrived. It is durably on disk, and held until this ends.
  @FunctionalInterface
  public interface Use<T> {
    T of(Blob content) throws IOException;
  }

  /// Takes a request's whole body.
  ///
  /// @throws Problem.Invalid when it is not what was announced; nothing is stored then, and what is
  ///   left of the body can be [discarded][#discard]
  public static <T> T body(Request request, BlobStore blobs, Verification verification, Use<T> use)
      throws IOException {
    // Closed only at its end: closing it before would end the connection, and the answer with it.
    InputStream body = Content.Source.asInputStream(request);
    return take(
        body,
        request.getLength(),
        blobs,
        verification,
        content -> {
          body.close();
          return use.of(content);
        });
  }

  /// As [#body], from a stream that stays open.
  ///
  /// @param length that was announced, or a negative one
  public static <T> T take(
      InputStream body, long length, BlobStore blobs, Verification verification, Use<T> use)
      throws IOException {
    try (BlobStore.Writer writer = blobs.writer()) {
      if (length < 0 || length > PIECE) {
        Hashing.beside(body, writer, verification);
      } else {
        small(body, (int) length, writer, verification);
      }
      verification.require();
      return use.of(writer.finish());
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
