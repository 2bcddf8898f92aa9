package allmende.files;

import allmende.platform.blobs.Blob;
import allmende.platform.blobs.BlobStore;
import allmende.platform.office.OfficeProgram;
import allmende.platform.office.OfficeToPdf;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Office documents as PDF, to be looked at: made one at a time when first asked for, and kept for
/// a while. What could not be made is remembered, so that a document that hangs its converter does
/// so once.
///
/// Who may see a document is the caller's to decide, by the file; equal contents share one.
public final class Documents implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Documents.class);

  private static final Set<String> ENDINGS =
      Set.of(
          "doc", "docx", "docm", "dot", "dotx", "odt", "ott", "rtf", "xls", "xlsx", "xlsm", "xlt",
          "xltx", "ods", "ots", "ppt", "pptx", "pptm", "pps", "ppsx", "pot", "odp", "otp", "odg");

  private static final int MOST_WAITING = 20;
  private static final int PIECE = 256 << 10;

  /// After this long a document is tried again: the program may be a better one by then.
  private static final Duration REMEMBERED = Duration.ofDays(7);

  private static final String NONE = "none";

  private final BlobStore blobs;
  private final PreviewShelf shelf;
  private final OfficeProgram program;
  private final OfficeToPdf converter;
  private final long largest;
  private final Clock clock;
  private final ThreadPoolExecutor maker;

  /// What is being made, and behind it what waits, in this order.
  private final Set<String> underWay = new LinkedHashSet<>();

  /// @param folder where they are kept
  /// @param room how many bytes they may take there
  /// @param largest the largest document that is tried, in bytes
  public Documents(
      BlobStore blobs,
      Path folder,
      long room,
      long largest,
      OfficeProgram program,
      OfficeToPdf converter,
      Clock clock) {
    this.blobs = blobs;
    this.shelf = new PreviewShelf(folder, room, clock);
    this.program = program;
    this.converter = converter;
    this.largest = largest;
    this.clock = clock;
    this.maker =
        new ThreadPoolExecutor(
            1,
            1,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MOST_WAITING),
            Thread.ofPlatform().daemon().name("document").factory());
    maker.allowCoreThreadTimeOut(true);
  }

  /// How far a document's PDF is.
  public sealed interface State {
    /// There is no program on this machine that could make it.
    record NoConverter() implements State {}

    /// Too many others wait; it is to be asked for again.
    record Busy() implements State {}

    /// @param before how many others come first; the one that is being made counts
    record Waiting(int before) implements State {}

    /// It could not be made, and is not tried again for a while.
    record Failed() implements State {}

    record Ready() implements State {}
  }

  /// Whether it is worth asking: the name says that it is a document.
  public static boolean mayHave(Node node) {
    return !node.folder() && node.size() > 0 && ending(node).isPresent();
  }

  /// How far it is; the first who asks sets it going.
  public State state(Node file) throws IOException {
    String name = name(file);
    if (shelf.path(name).isPresent()) {
      return new State.Ready();
    }
    if (file.size() > largest || hasFailed(name)) {
      return new State.Failed();
    }
    Optional<Path> converting = program.find();
    if (converting.isEmpty()) {
      return new State.NoConverter();
    }
    synchronized (underWay) {
      if (underWay.contains(name)) {
        return new State.Waiting(underWay.stream().toList().indexOf(name));
      }
      try {
        maker.execute(() -> make(converting.get(), file.content(), name));
      } catch (RejectedExecutionException e) {
        return new State.Busy();
      }
      underWay.add(name);
      return new State.Waiting(underWay.size() - 1);
    }
  }

  /// The PDF, when it is ready.
  public Optional<Path> pdf(Node file) throws IOException {
    return mayHave(file) ? shelf.path(name(file)) : Optional.empty();
  }

  /// Removes what was made of a content, when that is removed for good.
  public void forget(Blob content) throws IOException {
    shelf.remove(content.hex());
  }

  @Override
  public void close() {
    maker.shutdownNow();
  }

  private void make(Path converting, Blob content, String name) {
    try {
      Path work = Files.createTempDirectory("allmende-document-");
      try {
        Path document = work.resolve("document" + name.substring(name.indexOf('.'), lastDot(name)));
        copy(content, document);
        Optional<Path> pdf = converter.convert(converting, document, work);
        if (pdf.isPresent()) {
          shelf.put(name, pdf.get());
        } else {
          shelf.put(name + NONE, clock.instant().toString().getBytes(StandardCharsets.US_ASCII));
        }
      } finally {
        remove(work);
      }
    } catch (IOException e) {
      // The disk's fault, perhaps, and not the document's: whoever asks next tries again.
      log.warn("a document could not be converted: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      synchronized (underWay) {
        underWay.remove(name);
      }
    }
  }

  private boolean hasFailed(String name) throws IOException {
    Optional<byte[]> mark = shelf.find(name + NONE);
    if (mark.isEmpty()) {
      return false;
    }
    String text = new String(mark.get(), StandardCharsets.US_ASCII);
    // A crash may have left it short: then it counts for nothing.
    return text.endsWith("Z") && Instant.parse(text).plus(REMEMBERED).isAfter(clock.instant());
  }

  private void copy(Blob content, Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(PIECE);
    try (BlobStore.Reader in = blobs.reader(content, 0);
        FileChannel out =
            FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      while (in.read(bytes) >= 0) {
        bytes.flip();
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        bytes.clear();
      }
    }
  }

  /// The same bytes may be one document as a text and another as a table.
  private static String name(Node file) {
    return file.content().hex() + "." + ending(file).orElse("bin") + ".pdf";
  }

  private static int lastDot(String name) {
    return name.lastIndexOf('.');
  }

  private static Optional<String> ending(Node node) {
    String name = node.name();
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(java.util.Locale.ROOT);
    return Optional.of(ending).filter(ENDINGS::contains);
  }

  private static void remove(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes facts)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(
              Path done, @org.jspecify.annotations.Nullable IOException failure)
              throws IOException {
            Files.delete(done);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
