package allmende.files.dav;

import allmende.files.Properties;
import allmende.files.Terms;
import allmende.files.Tree;
import allmende.files.transfer.Receiving;
import allmende.files.transfer.Verification;
import allmende.platform.blobs.BlobStore;
import allmende.platform.problem.Problem;
import java.io.IOException;
import java.util.List;

/// PUT of a whole file.
final class Put {
  private final Tree tree;
  private final Properties properties;
  private final BlobStore blobs;
  private final String instance;

  Put(Tree tree, Properties properties, BlobStore blobs, String instance) {
    this.tree = tree;
    this.properties = properties;
    this.blobs = blobs;
    this.instance = instance;
  }

  void answer(DavExchange exchange, DavAddress.File address) throws IOException {
    if (exchange.header("Content-Range") != null) {
      throw new Problem.Invalid("A part of a file cannot be put (RFC 9110 §14.4).");
    }
    Arrival arrival = Arrival.of(exchange);
    List<String> path = address.path();
    Terms terms = DavTerms.of(exchange, path);
    if (exchange.request().getLength() > 0) {
      tree.requireRoom(exchange.actor(), path, exchange.request().getLength());
    }
    if ("1".equals(exchange.header("X-NC-WebDAV-AutoMkcol")) && !path.isEmpty()) {
      tree.makeFolders(exchange.actor(), path.subList(0, path.size() - 1), terms);
    }
    Tree.Done done =
        Receiving.body(
            exchange.request(),
            blobs,
            new Verification(arrival.checksums()),
            content -> tree.put(exchange.actor(), path, arrival.of(content), terms));
    arrival.keepAge(properties, exchange, path);
    arrival.answer(exchange, done, instance);
  }
}
