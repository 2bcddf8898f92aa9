package allmende.files.transfer;

import allmende.platform.blobs.BlobStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/// Hashes a large body beside its being received and written: on two cores that takes the time of
/// the slower of the two, not of both.
final class Hashing {
  private static final int PIECE = 128 << 10;
  private static final int PIECES = 4;

  /// Part of the body; none ends it.
  private record Piece(byte[] bytes, int length) {}

  private static final Piece END = new Piece(new byte[0], 0);

  private final BlockingQueue<Piece> waiting = new ArrayBlockingQueue<>(PIECES + 1);
  private final BlockingQueue<byte[]> free = new ArrayBlockingQueue<>(PIECES);
  private final BlobStore.Writer writer;
  private final Verification verification;
  private volatile @Nullable Throwable failure;

  private Hashing(BlobStore.Writer writer, Verification verification) {
    this.writer = writer;
    this.verification = verification;
  }

  /// Takes the whole body; when this returns everything is written and hashed.
  static void beside(InputStream body, BlobStore.Writer writer, Verification verification)
      throws IOException {
    new Hashing(writer, verification).take(body);
  }

  private void take(InputStream body) throws IOException {
    for (int i = 0; i < PIECES; i++) {
      free.add(new byte[PIECE]);
    }
    Thread hasher = Thread.ofPlatform().name("hashing").daemon().start(this::hash);
    try {
      receive(body);
      waiting.put(END);
      hasher.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the server stops");
    } finally {
      hasher.interrupt();
    }
    Throwable failed = failure;
    if (failed != null) {
      throw new IOException("the content could not be hashed", failed);
    }
  }

  private void receive(InputStream body) throws IOException, InterruptedException {
    while (true) {
      byte[] bytes = free.take();
      int length = body.readNBytes(bytes, 0, bytes.length);
      if (length == 0) {
        return;
      }
      waiting.put(new Piece(bytes, length));
      writer.append(ByteBuffer.wrap(bytes, 0, length));
    }
  }

  private void hash() {
    try {
      for (Piece piece = waiting.take(); piece != END; piece = waiting.take()) {
        verification.write(piece.bytes(), 0, piece.length());
        writer.hash(ByteBuffer.wrap(piece.bytes(), 0, piece.length()));
        free.put(piece.bytes());
      }
    } catch (InterruptedException e) {
      // The body broke off; its end will not come.
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      failure = e;
    }
  }
}
