package allmende.files;

import allmende.platform.blobs.Blob;
import allmende.platform.blobs.BlobStore;
import allmende.platform.images.BlobImageInputStream;
import allmende.platform.images.Shrinking;
import allmende.platform.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Small pictures of image files, made when first asked for and kept for a while.
///
/// Who may see a picture is the caller's to decide, by the file; equal contents share one.
public final class Previews implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Previews.class);
  private static final Set<String> TYPES =
      Set.of("image/png", "image/jpeg", "image/gif", "image/bmp", "image/webp");
  private static final long LARGEST_FILE = 256L << 20;
  private static final int MOST_WAITING = 500;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /// What is made; askers get the largest that fits, so that few are kept of one file.
  private static final int[] SIZES = {
    32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024, 1536, 2048
  };

  /// Stands for a picture that cannot be made, so that nobody tries again.
  private static final byte[] NONE = "none".getBytes(StandardCharsets.US_ASCII);

  private final BlobStore blobs;
  private final PreviewShelf shelf;
  private final ThreadPoolExecutor makers;

  /// @param folder where they are kept
  /// @param room how many bytes they may take there
  /// @param atOnce how many are made at the same time
  public Previews(BlobStore blobs, Path folder, long room, int atOnce, Clock clock) {
    this.blobs = blobs;
    this.shelf = new PreviewShelf(folder, room, clock);
    // Platform threads: a decoder in native code would hold on to the carrier of virtual ones.
    this.makers =
        new ThreadPoolExecutor(
            atOnce,
            atOnce,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MOST_WAITING),
            Thread.ofPlatform()
                .daemon()
                .name("preview-", 0)
                .priority(Thread.MIN_PRIORITY)
                .factory());
    makers.allowCoreThreadTimeOut(true);
  }

  /// A small picture.
  ///
  /// @param tag changes with the picture, without quotes
  public record Picture(byte[] bytes, String type, String tag) {}

  /// Whether it is worth asking: the name says that it is an image.
  public static boolean mayHave(Node node) {
    return !node.folder()
        && node.size() > 0
        && node.size() <= LARGEST_FILE
        && MediaType.of(node.name()).filter(TYPES::contains).isPresent();
  }

  /// The picture of a file that fits into so many pixels.
  ///
  /// @return nothing for what is no image, or none that can be read
  /// @throws Problem.Unavailable while too many others are waiting for theirs
  public Optional<Picture> of(Node file, int width, int height) throws IOException {
    if (!mayHave(file)) {
      return Optional.empty();
    }
    Blob content = file.content();
    int size = size(Math.min(width, height));
    String name = content.hex() + "-" + size;
    Optional<byte[]> kept = kept(name);
    byte[] bytes = kept.isPresent() ? kept.get() : made(content, size, name);
    return Arrays.equals(bytes, NONE)
        ? Optional.empty()
        : Optional.of(new Picture(bytes, isPng(bytes) ? "image/png" : "image/jpeg", name));
  }

  /// Removes what was made of a content, when that is removed for good.
  public void forget(Blob content) throws IOException {
    shelf.remove(content.hex());
  }

  @Override
  public void close() {
    makers.shutdownNow();
  }

  private byte[] made(Blob content, int size, String name) throws IOException {
    Future<byte[]> making;
    try {
      making = makers.submit(() -> make(content, size, name));
    } catch (RejectedExecutionException e) {
      throw busy();
    }
    try {
      return making.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      making.cancel(false);
      throw busy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw busy();
    } catch (ExecutionException e) {
      throw new IOException("a preview could not be made", e.getCause());
    }
  }

  private byte[] make(Blob content, int size, String name) throws IOException {
    // Somebody else may have asked for the same one before.
    Optional<byte[]> kept = kept(name);
    if (kept.isPresent()) {
      return kept.get();
    }
    byte[] made;
    try (BlobImageInputStream in = new BlobImageInputStream(blobs, content)) {
      made = Shrinking.of(in, size).map(Shrinking.Shrunk::bytes).orElse(NONE);
    }
    try {
      shelf.put(name, made);
    } catch (IOException e) {
      log.warn("a preview could not be kept: {}", e.toString());
    }
    return made;
  }

  /// What is kept, unless a crash left it short.
  private Optional<byte[]> kept(String name) throws IOException {
    return shelf.find(name).filter(bytes -> Arrays.equals(bytes, NONE) || isWhole(bytes));
  }

  private static boolean isWhole(byte[] bytes) {
    int end = bytes.length;
    return end > 8
        && (isPng(bytes)
            ? bytes[end - 2] == 0x60 && bytes[end - 1] == (byte) 0x82
            : bytes[end - 2] == (byte) 0xFF && bytes[end - 1] == (byte) 0xD9);
  }

  private static boolean isPng(byte[] bytes) {
    return bytes[0] == (byte) 0x89;
  }

  private static int size(int wanted) {
    int fitting = SIZES[0];
    for (int size : SIZES) {
      if (size <= wanted) {
        fitting = size;
      }
    }
    return fitting;
  }

  private static Problem busy() {
    return new Problem.Unavailable("Too many previews are being made. Please try again.");
  }
}
