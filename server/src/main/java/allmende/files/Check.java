package allmende.files;

import allmende.files.store.CheckStore;
import allmende.platform.blobs.Blob;
import allmende.platform.blobs.BlobStore;
import allmende.spaces.SpaceId;
import allmende.spaces.Spaces;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/// Compares every row with every other and with the files on disk, as `./allmende fsck` does.
///
/// The rows are those of one moment. Files come and go beside a server that runs: what looks wrong
/// about one counts only if it still does when asked again.
public final class Check {
  private final Jdbi jdbi;
  private final Clock clock;
  private final BlobStore blobs;
  private final Spaces spaces;
  private final Duration grace;
  private final CheckStore store = new CheckStore();

  /// @param grace how old a file without a row must be to count: the collector leaves it that long
  public Check(Jdbi jdbi, Clock clock, BlobStore blobs, Spaces spaces, Duration grace) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.blobs = blobs;
    this.spaces = spaces;
    this.grace = grace;
  }

  /// What was looked at.
  ///
  /// @param wrong how many findings there were
  public record Summary(long nodes, long contents, long bytes, long wrong) {}

  /// @param quick whether to believe in the bytes of files that have the right size
  /// @param finding is handed a sentence for each thing that is wrong
  public Summary run(boolean quick, Consumer<String> finding) throws IOException {
    Tally tally = new Tally(finding);
    // Before the rows, so that what arrives meanwhile is too young to count.
    Instant old = clock.instant().minus(grace);
    try (Handle snapshot = jdbi.open()) {
      snapshot.setReadOnly(true);
      snapshot.useTransaction(
          TransactionIsolationLevel.REPEATABLE_READ, handle -> check(handle, quick, tally));
    }
    for (int folder = 0; folder < BlobStore.FOLDERS; folder++) {
      findStrays(folder, old, tally);
    }
    return new Summary(tally.nodes, tally.contents, tally.bytes, tally.wrong);
  }

  private static final class Tally {
    private final Consumer<String> finding;
    private long nodes;
    private long contents;
    private long bytes;
    private long wrong;

    Tally(Consumer<String> finding) {
      this.finding = finding;
    }

    void wrong(String sentence) {
      wrong++;
      finding.accept(sentence);
    }
  }

  private void check(Handle snapshot, boolean quick, Tally tally) throws IOException {
    tally.nodes = store.count(snapshot);
    store.contradictions(snapshot, tally::wrong);
    for (long space : store.spaces(snapshot)) {
      if (spaces.byId(new SpaceId(space)).isEmpty()) {
        tally.wrong("There are files of space " + space + ", which does not exist.");
      }
    }
    try (Stream<CheckStore.Row> rows = store.contents(snapshot)) {
      for (CheckStore.Row row : (Iterable<CheckStore.Row>) rows::iterator) {
        tally.contents++;
        tally.bytes += row.segments().isEmpty() ? row.blob().size() : 0;
        checkContent(row, quick, tally);
      }
    }
  }

  private void checkContent(CheckStore.Row row, boolean quick, Tally tally) throws IOException {
    String fault = fault(row, quick);
    // What nothing refers to may go at any moment, and what is there no more was no fault.
    if (!fault.isEmpty() && row.used()) {
      try (Handle now = jdbi.open()) {
        if (store.known(now, row.blob().hash())) {
          String whose =
              store.named(now, row.blob().hash()).map(name -> " (" + name + ")").orElse("");
          tally.wrong("Content " + row.blob().hex() + whose + " " + fault);
        }
      }
    }
  }

  /// The end of a sentence, or nothing.
  private String fault(CheckStore.Row row, boolean quick) throws IOException {
    List<Blob> segments;
    try {
      segments = blobs.segments(row.blob());
    } catch (NoSuchFileException e) {
      return "is missing on disk.";
    } catch (IOException e) {
      return "has a list of segments that cannot be read.";
    }
    boolean listed = segments.size() > 1 || !segments.getFirst().hex().equals(row.blob().hex());
    if (listed && !segments.stream().map(Blob::hex).toList().equals(row.segments())) {
      return "is joined on disk from other contents than its row says.";
    }
    if (!blobs.holds(row.blob())) {
      return "has another size on disk than the " + row.blob().size() + " bytes of its row.";
    }
    // The segments of joined content are rows of their own, and are read as such; their sum is read
    // all the same, since only it tells of a wrong order.
    if (!quick && !blobs.verify(row.blob())) {
      return "is damaged on disk: its bytes have another SHA-256.";
    }
    return "";
  }

  private void findStrays(int folder, Instant old, Tally tally) throws IOException {
    List<BlobStore.Stored> stored;
    try {
      stored = blobs.stored(folder);
    } catch (NoSuchFileException e) {
      return;
    }
    try (Handle handle = jdbi.open()) {
      for (BlobStore.Stored file : stored) {
        if (file.touched().isBefore(old)
            && !store.known(handle, file.hash())
            && blobs.touched(file.hash()).filter(old::isAfter).isPresent()) {
          tally.wrong(
              "The file of content "
                  + file.hex()
                  + " has no row; it is left from an upload that was not finished.");
        }
      }
    }
  }
}
