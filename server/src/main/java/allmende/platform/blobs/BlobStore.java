package allmende.platform.blobs;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Immutable files named by their SHA-256, in 256 folders. What [Writer#finish()] answers is on
/// disk: the file and the folder entry that names it are both fsynced.
///
/// Whoever is about to refer to content holds it until the reference is committed, and nobody can
/// remove it meanwhile.
public final class BlobStore {
  private static final int PIECE = 128 << 10;

  private static final int STRIPES = 1024;

  /// How many folders the files are spread over, by the first byte of their hash.
  public static final int FOLDERS = 256;

  private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}(\\.list)?");

  private final Path root;
  private final Path arriving;
  private final AtomicLong count = new AtomicLong();

  /// Of content that is being referred to, by its hash, and by how many.
  private final ConcurrentHashMap<ByteBuffer, Integer> held = new ConcurrentHashMap<>();

  /// Two arrivals of equal content must not come between the other's naming and syncing, nor the
  /// removal between somebody's holding and naming.
  private final ReentrantLock[] oneAtATime =
      Stream.generate(ReentrantLock::new).limit(STRIPES).toArray(ReentrantLock[]::new);

  /// The folders, kept open to be fsynced.
  private final AtomicReferenceArray<@Nullable FileChannel> folders =
      new AtomicReferenceArray<>(FOLDERS);

  /// Opens the store, making its folders first where they are missing, and clears what a crash left
  /// half-written.
  ///
  /// Only the process that holds the data folder may call this.
  public static BlobStore open(Path root) throws IOException {
    BlobStore store = new BlobStore(root);
    Files.createDirectories(store.arriving);
    for (int i = 0; i < FOLDERS; i++) {
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
    return new Writer(half());
  }

  /// Keeps content, if it is there, from being removed until it is let go.
  public Held hold(Blob blob) {
    ReentrantLock one = oneAtATime(blob.hash());
    one.lock();
    try {
      return new Held(blob);
    } finally {
      one.unlock();
    }
  }

  /// That content is held. Several may hold the same.
  public final class Held implements AutoCloseable {
    private final ByteBuffer hash;

    private Held(Blob blob) {
      hash = ByteBuffer.wrap(blob.hash());
      held.merge(hash, 1, Integer::sum);
    }

    @Override
    public void close() {
      held.computeIfPresent(hash, (_, count) -> count == 1 ? null : count - 1);
    }
  }

  /// Joins contents that are here already into one, without copying them: they are read once for
  /// the hash of the whole. It is there when its list is written, or was before.
  ///
  /// @param segments in order; at least one
  /// @param witness is handed every byte of the whole; what it throws ends the joining
  public Blob join(List<Blob> segments, OutputStream witness) throws IOException {
    MessageDigest digest = sha256();
    OutputStream both = new DigestOutputStream(witness, digest);
    long size = 0;
    for (Blob segment : segments) {
      copy(segment, 0, segment.size(), both);
      size = Math.addExact(size, segment.size());
    }
    both.flush();
    return new Blob(digest.digest(), size);
  }

  /// Makes joined content of its segments, durably. A list that is there already is replaced.
  public void writeList(Blob whole, List<Blob> segments) throws IOException {
    Path half = half();
    try (FileChannel channel = create(half)) {
      writeAll(channel, ByteBuffer.wrap(SegmentList.write(segments)));
      channel.force(true);
    }
    Files.move(half, list(whole.hash()), StandardCopyOption.ATOMIC_MOVE);
    syncFolder(whole);
  }

  /// Sends a part of the content to a sink, piece by piece.
  ///
  /// @throws NoSuchFileException when the store does not hold it; nothing was sent then
  public void copy(Blob blob, long first, long length, OutputStream sink) throws IOException {
    byte[] piece = new byte[(int) Math.min(PIECE, length)];
    try (Reader reader = reader(blob, first)) {
      for (long left = length; left > 0; ) {
        int read = reader.read(ByteBuffer.wrap(piece, 0, (int) Math.min(piece.length, left)));
        if (read < 0) {
          throw new IOException("content is shorter than was promised");
        }
        sink.write(piece, 0, read);
        left -= read;
      }
    }
  }

  /// Opens content for reading.
  ///
  /// @param first the byte to begin with
  /// @throws NoSuchFileException when the store does not hold it
  public Reader reader(Blob blob, long first) throws IOException {
    try {
      return new Reader(List.of(), FileChannel.open(path(blob.hash())).position(first));
    } catch (NoSuchFileException joined) {
      return new Reader(SegmentList.read(Files.readAllBytes(list(blob.hash()))), first);
    }
  }

  /// What content is made of: itself, or the contents that it was joined from.
  ///
  /// @throws NoSuchFileException when the store does not hold it
  public List<Blob> segments(Blob blob) throws IOException {
    if (Files.exists(path(blob.hash()))) {
      return List.of(blob);
    }
    return SegmentList.read(Files.readAllBytes(list(blob.hash())));
  }

  /// Whether content of this hash and size is there.
  public boolean holds(Blob blob) {
    try {
      long there = 0;
      for (Blob segment : segments(blob)) {
        there += Files.size(path(segment.hash()));
      }
      return there == blob.size();
    } catch (IOException e) {
      return false;
    }
  }

  /// Content that has a file in the store, or a list.
  ///
  /// @param touched when it was last written
  public record Stored(byte[] hash, Instant touched) {
    public String hex() {
      return HexFormat.of().formatHex(hash);
    }
  }

  /// What is in one of the folders. Files that are none of ours are left out.
  public List<Stored> stored(int folder) throws IOException {
    Path path = root.resolve(HexFormat.of().toHexDigits((byte) folder));
    List<Stored> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (NAME.matcher(name).matches()) {
          try {
            found.add(
                new Stored(
                    HexFormat.of().parseHex(name.substring(0, 64)),
                    Files.getLastModifiedTime(file).toInstant()));
          } catch (NoSuchFileException e) {
            // Replaced by its equal just now, or removed: the next look will tell.
            continue;
          }
        }
      }
    }
    return found;
  }

  /// When content was last written; empty when the store does not hold it.
  public Optional<Instant> touched(byte[] hash) throws IOException {
    Optional<Instant> latest = Optional.empty();
    for (Path file : List.of(path(hash), list(hash))) {
      if (Files.exists(file)) {
        Instant here = Files.getLastModifiedTime(file).toInstant();
        latest = latest.filter(here::isBefore).or(() -> Optional.of(here));
      }
    }
    return latest;
  }

  /// Removes content unless somebody holds it.
  ///
  /// @param unused is asked while nobody can begin to hold it: whether nothing refers to it, or can
  ///   begin to
  /// @return false when it is held or used
  public boolean remove(byte[] hash, BooleanSupplier unused) throws IOException {
    ReentrantLock one = oneAtATime(hash);
    one.lock();
    try {
      if (held.containsKey(ByteBuffer.wrap(hash)) || !unused.getAsBoolean()) {
        return false;
      }
      Files.deleteIfExists(path(hash));
      Files.deleteIfExists(list(hash));
      return true;
    } finally {
      one.unlock();
    }
  }

  private ReentrantLock oneAtATime(byte[] hash) {
    return oneAtATime[Math.floorMod(Arrays.hashCode(hash), STRIPES)];
  }

  private Path half() {
    return arriving.resolve(Long.toString(count.incrementAndGet()));
  }

  private static FileChannel create(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private Path folder(Blob blob) {
    return root.resolve(blob.hex().substring(0, 2));
  }

  private Path list(byte[] hash) {
    Path path = path(hash);
    return path.resolveSibling(path.getFileName() + ".list");
  }

  /// Whether the bytes on disk are those that the hash promises. Reads all of them.
  public boolean verify(Blob blob) throws IOException {
    MessageDigest digest = sha256();
    try {
      copy(blob, 0, blob.size(), new DigestOutputStream(OutputStream.nullOutputStream(), digest));
    } catch (NoSuchFileException e) {
      return false;
    }
    return holds(blob) && MessageDigest.isEqual(digest.digest(), blob.hash());
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

  private void syncFolder(Blob blob) throws IOException {
    int index = Byte.toUnsignedInt(blob.hash()[0]);
    FileChannel open = folders.get(index);
    // A thread that was interrupted while it synced has closed it.
    if (open == null || !open.isOpen()) {
      FileChannel mine = FileChannel.open(folder(blob), StandardOpenOption.READ);
      if (folders.compareAndSet(index, open, mine)) {
        open = mine;
      } else {
        mine.close();
        open = Objects.requireNonNull(folders.get(index));
      }
    }
    open.force(true);
  }

  private static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /// Gives content piece by piece.
  public final class Reader implements AutoCloseable {
    private final Iterator<Blob> segments;
    private FileChannel channel;

    private Reader(List<Blob> following, FileChannel channel) {
      this.segments = following.iterator();
      this.channel = channel;
    }

    private Reader(List<Blob> all, long first) throws IOException {
      this.segments = all.iterator();
      long skip = first;
      Blob segment = segments.next();
      while (skip >= segment.size() && segments.hasNext()) {
        skip -= segment.size();
        segment = segments.next();
      }
      this.channel = FileChannel.open(path(segment.hash())).position(skip);
    }

    /// Reads some bytes into what remains of the buffer; -1 at the end.
    public int read(ByteBuffer buffer) throws IOException {
      int read = channel.read(buffer);
      while (read < 0 && segments.hasNext()) {
        channel.close();
        channel = FileChannel.open(path(segments.next().hash()));
        read = channel.read(buffer);
      }
      return read;
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  /// Takes content piece by piece. Closing it before it is finished leaves nothing; what is
  /// finished is held until it is closed.
  public final class Writer implements AutoCloseable {
    private final Path half;
    private final FileChannel channel;
    private final MessageDigest digest = sha256();
    private @Nullable Held holding;
    private long size;
    private boolean placed;

    private Writer(Path half) throws IOException {
      this.half = half;
      this.channel = create(half);
    }

    /// Takes all that remains in the buffer.
    public void write(ByteBuffer bytes) throws IOException {
      hash(bytes.duplicate());
      append(bytes);
    }

    /// The first half of [#write], so that it can be done beside the other: pieces are hashed in
    /// their order, by one thread.
    public void hash(ByteBuffer bytes) {
      digest.update(bytes);
    }

    /// The other half of [#write].
    public void append(ByteBuffer bytes) throws IOException {
      size += bytes.remaining();
      writeAll(channel, bytes);
    }

    public long size() {
      return size;
    }

    /// Puts the content in its place, durably. Content that is there already is replaced by its
    /// equal, so that a file which a crash left short is mended.
    public Blob finish() throws IOException {
      Blob blob = new Blob(digest.digest(), size);
      Path place = path(blob.hash());
      ReentrantLock one = oneAtATime(blob.hash());
      one.lock();
      try {
        holding = new Held(blob);
        // Named first and synced then, a new file and its name go to the disk together, and syncing
        // the folder finds nothing left to do. But what is there may be all that somebody's file
        // has: it is only ever replaced by bytes that are on the disk already.
        boolean known = Files.exists(place);
        if (known) {
          channel.force(false);
        }
        Files.move(half, place, StandardCopyOption.ATOMIC_MOVE);
        placed = true;
        if (!known) {
          channel.force(false);
        }
      } finally {
        one.unlock();
      }
      syncFolder(blob);
      return blob;
    }

    @Override
    public void close() throws IOException {
      if (holding != null) {
        holding.close();
      }
      channel.close();
      if (!placed) {
        Files.deleteIfExists(half);
      }
    }
  }
}
