package allmende.files.dav;

import allmende.files.Properties;
import allmende.files.Tree;
import allmende.files.Uploads;
import allmende.files.transfer.Receiving;
import allmende.files.transfer.Verification;
import allmende.platform.blobs.BlobStore;
import allmende.platform.problem.Problem;
import allmende.protocols.nextcloud.ChunkName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// PUT with `OC-Chunked: 1`: a part of a file, as clients sent it before there were upload folders,
/// under the file's name with `-chunking-TRANSFER-TOTAL-INDEX` behind it. The part that makes it
/// whole is answered like a file; the others have no etag, by which clients tell them apart.
///
/// Source: nextcloud/desktop, src/libsync/propagateuploadv1.cpp.
final class PutBeside {
  private final Tree tree;
  private final Uploads uploads;
  private final Properties properties;
  private final BlobStore blobs;
  private final String instance;

  PutBeside(Tree tree, Uploads uploads, Properties properties, BlobStore blobs, String instance) {
    this.tree = tree;
    this.uploads = uploads;
    this.properties = properties;
    this.blobs = blobs;
    this.instance = instance;
  }

  void answer(DavExchange exchange, DavAddress.File address) throws IOException {
    if (address.path().isEmpty()) {
      throw new Problem.Invalid("The root is no file.");
    }
    ChunkName.Legacy chunk =
        ChunkName.legacy(address.path().getLast())
            .orElseThrow(() -> new Problem.Invalid("This is not a chunk's name."));
    List<String> path = new ArrayList<>(address.path());
    path.set(path.size() - 1, chunk.fileName());
    // Each part comes with the facts of the whole; they count once it is whole.
    Arrival arrival = Arrival.of(exchange);
    OptionalLong total = Arrival.announced(exchange);
    tree.requireRoom(exchange.actor(), path, total.orElse(exchange.request().getLength()));
    Optional<String> upload =
        Receiving.body(
            exchange.request(),
            blobs,
            new Verification(List.of()),
            content -> uploads.putBeside(exchange.actor(), path, chunk, content));
    if (upload.isEmpty()) {
      exchange.status(201);
      return;
    }
    Verification verification = new Verification(arrival.checksums());
    Tree.Done done =
        uploads.finish(
            exchange.actor(),
            upload.get(),
            path,
            total,
            verification,
            whole -> {
              verification.require();
              return arrival.of(whole);
            },
            DavTerms.of(exchange, path));
    arrival.keepAge(properties, exchange, path);
    arrival.answer(exchange, done, instance);
  }
}
