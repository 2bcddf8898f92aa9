package allmende.files;

import allmende.files.store.TreeStore;
import allmende.files.store.UploadStore;
import allmende.files.store.UploadStore.Chunk;
import allmende.identity.Actor;
import allmende.platform.blobs.Blob;
import allmende.platform.blobs.BlobStore;
import allmende.platform.problem.Problem;
import allmende.protocols.nextcloud.ChunkName;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;

/// Large files that arrive in chunks, in any order and over any time. Each chunk is on disk when it
/// is acknowledged; the file is made of them without copying a byte.
public final class Uploads {
  private final Jdbi jdbi;
  private final BlobStore blobs;
  private final Tree tree;
  private final UploadStore store = new UploadStore();
  private final TreeStore claims = new TreeStore();

  public Uploads(Jdbi jdbi, BlobStore blobs, Tree tree) {
    this.jdbi = jdbi;
    this.blobs = blobs;
    this.tree = tree;
  }

  /// A chunk that is here.
  public record Part(String name, long size) {}

  /// @throws Problem.Exists when the client has an upload of that name
  /// @throws Problem.Invalid for a name that no file could have either
  public void begin(Actor actor, String upload) {
    NodeName.of(upload);
    if (!jdbi.inTransaction(handle -> store.begin(handle, id(actor), upload))) {
      throw new Problem.Exists("There is an upload of that name already.");
    }
  }

  /// Takes a chunk, whose content is held; one of the same name is replaced.
  public void put(Actor actor, String upload, String name, Blob content) {
    NodeName.of(name);
    OptionalLong ordinal = ChunkName.orderKey(name);
    if (ordinal.isEmpty()) {
      throw new Problem.Invalid("This is not a chunk's name.");
    }
    jdbi.useTransaction(handle -> {
      require(store.exists(handle, id(actor), upload));
      claims.claim(handle, content);
      store.put(handle, id(actor), upload, new Chunk(name, ordinal.getAsLong(), content));
    });
  }

  /// Takes a chunk of the first protocol, in which nobody begins an upload: its chunks are put
  /// beside the file that they become.
  ///
  /// @param path of the file to be
  /// @return the upload's name for [#finish] once all its chunks are here
  public Optional<String> putBeside(
      Actor actor, List<String> path, ChunkName.Legacy chunk, Blob content) {
    String upload = besideName(path, chunk);
    int here =
        jdbi.inTransaction(handle -> {
          store.begin(handle, id(actor), upload);
          // Two that bring the last two chunks at once must not both find the other's missing.
          store.hold(handle, id(actor), upload);
          claims.claim(handle, content);
          String name = Integer.toString(chunk.index());
          store.put(handle, id(actor), upload, new Chunk(name, chunk.index(), content));
          return store.count(handle, id(actor), upload);
        });
    return here == chunk.total() ? Optional.of(upload) : Optional.empty();
  }

  /// A name that no client can give to an upload: none of theirs has a slash.
  private static String besideName(List<String> path, ChunkName.Legacy chunk) {
    // A path may be longer than an index of PostgreSQL takes.
    UUID place = UUID.nameUUIDFromBytes(String.join("/", path).getBytes(StandardCharsets.UTF_8));
    return "/" + place + "/" + chunk.transferId() + "/" + chunk.total();
  }

  /// @throws Problem.NotFound when the client has no upload of that name
  public void requireThere(Actor actor, String upload) {
    require(jdbi.withHandle(handle -> store.exists(handle, id(actor), upload)));
  }

  /// What has arrived, in order: a client that was cut off goes on from here.
  public List<Part> parts(Actor actor, String upload) {
    return jdbi.withHandle(handle -> {
      require(store.exists(handle, id(actor), upload));
      return store.chunks(handle, id(actor), upload).stream()
          .map(chunk -> new Part(chunk.name(), chunk.content().size()))
          .toList();
    });
  }

  /// Joins the chunks to a file, and forgets the upload. When this fails the chunks stay for
  /// another try.
  ///
  /// @param length what they must come to, if the client told
  /// @param witness is handed every byte, and what it throws ends it
  /// @param upload makes the file's facts of the joined content; asked after the witness saw it all
  /// @throws Problem.Invalid for a chunk that is missing or there twice
  public Tree.Done finish(
      Actor actor,
      String name,
      List<String> path,
      OptionalLong length,
      OutputStream witness,
      Function<Blob, Upload> upload,
      Terms terms)
      throws IOException {
    return finish(
        actor, name, length, witness, whole -> tree.put(actor, path, upload.apply(whole), terms));
  }

  /// As the other, for who makes the file in a way of their own.
  ///
  /// @param place makes the file of the joined content
  public Tree.Done finish(
      Actor actor,
      String name,
      OptionalLong length,
      OutputStream witness,
      Function<Blob, Tree.Done> place)
      throws IOException {
    List<Chunk> chunks =
        jdbi.withHandle(handle -> {
          require(store.exists(handle, id(actor), name));
          return store.chunks(handle, id(actor), name);
        });
    requireGapless(chunks);
    List<Blob> segments = chunks.stream().map(Chunk::content).toList();
    long total = segments.stream().mapToLong(Blob::size).reduce(0, Math::addExact);
    if (length.isPresent() && length.getAsLong() != total) {
      throw new Problem.Invalid("The chunks do not come to the announced length.");
    }
    boolean one = segments.size() == 1;
    try {
      Blob whole = one ? segments.getFirst() : blobs.join(segments, witness);
      try (BlobStore.Held _ = blobs.hold(whole)) {
        if (one) {
          blobs.copy(whole, 0, total, witness);
        } else {
          claim(whole, segments);
        }
        Tree.Done done = place.apply(whole);
        jdbi.useTransaction(handle -> store.end(handle, id(actor), name));
        return done;
      }
    } catch (NoSuchFileException e) {
      throw givenUp();
    }
  }

  /// Gives an upload up.
  public void abort(Actor actor, String upload) {
    require(jdbi.inTransaction(handle -> store.end(handle, id(actor), upload)));
  }

  /// Gives one chunk up.
  public void drop(Actor actor, String upload, String name) {
    require(jdbi.inTransaction(handle -> store.drop(handle, id(actor), upload, name)));
  }

  private void claim(Blob whole, List<Blob> segments) throws IOException {
    jdbi.useTransaction(handle -> {
      UploadStore.Joined joined = store.claimJoined(handle, whole, segments);
      if (!joined.complete()) {
        throw givenUp();
      }
      // The list on disk is always the one that the row names: equal content may be joined from
      // other pieces at the same time, and only the pieces in the row are kept.
      if (joined.fresh()) {
        blobs.writeList(whole, segments);
      } else if (!blobs.holds(whole)) {
        // A crash came between a removal and its commit.
        store.rejoin(handle, whole, segments);
        blobs.writeList(whole, segments);
      }
    });
  }

  private static Problem givenUp() {
    return new Problem.Unavailable("The upload was given up meanwhile. Send it again.");
  }

  private static void requireGapless(List<Chunk> chunks) {
    if (chunks.isEmpty()) {
      throw new Problem.Invalid("No chunk has arrived.");
    }
    for (int i = 1; i < chunks.size(); i++) {
      Chunk before = chunks.get(i - 1);
      Chunk chunk = chunks.get(i);
      // Byte ranges as names tell where each begins; plain numbers must follow one another.
      long next = before.ordinal() + (before.name().contains("-") ? before.content().size() : 1);
      if (chunk.ordinal() != next) {
        throw new Problem.Invalid("A chunk is missing, or is there twice.");
      }
    }
  }

  private static void require(boolean there) {
    if (!there) {
      throw new Problem.NotFound("There is no such upload.");
    }
  }

  private static long id(Actor actor) {
    return actor.account().id().value();
  }
}
