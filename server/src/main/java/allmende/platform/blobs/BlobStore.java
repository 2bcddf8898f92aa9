package allmende.platform.blobs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/// Immutable files named by their SHA-256, in 256 folders. What [Writer#finish()] answers is on
/// disk: the file and the folder entry that names it are both fsynced.
public final class BlobStore {
  private final Path root;
  private final Path arriving;
  private final AtomicLong count = new AtomicLong();

  /// Opens the store, making its folders first where they are missing, and clears what a crash left
  /// half-written.
  ///
  /// Only the process that holds the data folder may call this.
  public static BlobStore open(Path root) throws IOException {
    BlobStore store = new BlobStore(root);
    Files.createDirectories(store.arriving);
    for (int i = 0; i < 256; i++) {
      Files.createDirectories(root.resolve(HexFormat.of().toHexDigits((byte) i)));
    }
    try (Stream<Path> halves = Files.list(store.arriving)) {
      for (Path half : halves.toList()) {
        Files.delete(half);
      }
    }
    sync(root);
    return store;
  }

  /// The store of a server that runs, for commands beside it: nothing is made or cleared.
  public static BlobStore beside(Path root) {
    return new BlobStore(root);
  }

  private BlobStore(Path root) {
    this.root = root;
    this.arriving = root.resolve("arriving");
  }

  /// A place for content that is about to arrive; it is nothing until it is finished.
  public Writer writer() throws IOException {
    return new Writer(arriving.resolve(Long.toString(count.incrementAndGet())));
  }

  /// Opens the content for reading.
  ///
  /// @throws NoSuchFileException when the store does not hold it
  public FileChannel read(byte[] hash) throws IOException {
    return FileChannel.open(path(hash), StandardOpenOption.READ);
  }

  /// Whether content of this hash and size is there.
  public boolean holds(Blob blob) {
    try {
      return Files.size(path(blob.hash())) == blob.size();
    } catch (IOException e) {
      return false;
    }
  }

  /// Whether the bytes on disk are those that the hash promises. Reads all of them.
  public boolean verify(Blob blob) throws IOException {
    MessageDigest digest = sha256();
    ByteBuffer buffer = ByteBuffer.allocate(256 << 10);
    try (FileChannel channel = read(blob.hash())) {
      while (channel.read(buffer) >= 0) {
        digest.update(buffer.flip());
        buffer.clear();
      }
    } catch (NoSuchFileException e) {
      return false;
    }
    return MessageDigest.isEqual(digest.digest(), blob.hash());
  }

  private Path path(byte[] hash) {
    String name = HexFormat.of().formatHex(hash);
    return root.resolve(name.substring(0, 2)).resolve(name);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  private static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /// Takes content piece by piece. Closing it before it is finished leaves nothing.
  public final class Writer implements AutoCloseable {
    private final Path half;
    private final FileChannel channel;
    private final MessageDigest digest = sha256();
    private long size;
    private boolean finished;

    private Writer(Path half) throws IOException {
      this.half = half;
      this.channel =
          FileChannel.open(half, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /// Writes all that remains in the buffer.
    public void write(ByteBuffer bytes) throws IOException {
      size += bytes.remaining();
      digest.update(bytes.duplicate());
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }

    public long size() {
      return size;
    }

    /// Puts the content in its place, durably. Content that is there already is replaced by its
    /// equal, so that a file which a crash left short is mended.
    public Blob finish() throws IOException {
      Blob blob = new Blob(digest.digest(), size);
      Path place = path(blob.hash());
      channel.force(true);
      Files.move(half, place, StandardCopyOption.ATOMIC_MOVE);
      finished = true;
      sync(root.resolve(blob.hex().substring(0, 2)));
      return blob;
    }

    @Override
    public void close() throws IOException {
      channel.close();
      if (!finished) {
        Files.deleteIfExists(half);
      }
    }
  }
}
