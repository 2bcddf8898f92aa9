package allmende.files.dav;

import allmende.files.Node;
import allmende.files.Tree;
import allmende.files.Upload;
import allmende.files.transfer.Receiving;
import allmende.files.transfer.Verification;
import allmende.platform.blobs.Blob;
import allmende.platform.blobs.BlobStore;
import allmende.platform.problem.Problem;
import allmende.protocols.http.EntityTag;
import allmende.protocols.http.MalformedHeader;
import allmende.protocols.http.Preconditions;
import allmende.protocols.nextcloud.FileIds;
import allmende.protocols.nextcloud.Mtime;
import allmende.protocols.nextcloud.OcChecksum;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/// PUT of a whole file. The bytes go from the network to the disk piece by piece; a checksum that
/// the client sends is verified before anything is stored.
final class Put {
  private final Tree tree;
  private final BlobStore blobs;
  private final String instance;

  Put(Tree tree, BlobStore blobs, String instance) {
    this.tree = tree;
    this.blobs = blobs;
    this.instance = instance;
  }

  void answer(DavExchange exchange) throws IOException {
    if (exchange.header("Content-Range") != null) {
      throw new Problem.Invalid("A part of a file cannot be put (RFC 9110 §14.4).");
    }
    OptionalLong mtime = mtime(exchange);
    List<OcChecksum> checksums = checksums(exchange);
    Predicate<Optional<Node>> allowed = conditions(exchange);
    Blob content = Receiving.body(exchange.request(), blobs, new Verification(checksums));
    Tree.Done done =
        tree.put(
            exchange.actor(),
            exchange.path(),
            new Upload(
                content, mtime, checksums.stream().findFirst().map(OcChecksum::toString), allowed));
    Node file = done.entry().node();
    HttpFields.Mutable headers = exchange.response().getHeaders();
    headers.put(HttpHeader.ETAG, "\"" + file.tag() + "\"");
    headers.put("OC-ETag", "\"" + file.tag() + "\"");
    headers.put("OC-FileId", FileIds.ocId(file.id().value(), instance));
    if (mtime.isPresent()) {
      headers.put("X-OC-MTime", "accepted");
    }
    exchange.status(done.created() ? 201 : 204);
  }

  private static OptionalLong mtime(DavExchange exchange) {
    String header = exchange.header("X-OC-MTime");
    try {
      return header == null ? OptionalLong.empty() : OptionalLong.of(Mtime.parse(header));
    } catch (MalformedHeader e) {
      throw new Problem.Invalid("X-OC-MTime is not a time.");
    }
  }

  private static List<OcChecksum> checksums(DavExchange exchange) {
    String header = exchange.header("OC-Checksum");
    try {
      return header == null ? List.of() : OcChecksum.parse(header);
    } catch (MalformedHeader e) {
      throw new Problem.Invalid("OC-Checksum cannot be read.");
    }
  }

  private static Predicate<Optional<Node>> conditions(DavExchange exchange) {
    try {
      Preconditions conditions = Preconditions.parse(exchange::header);
      return there ->
          conditions.evaluate(
                  false,
                  there.map(node ->
                      new Preconditions.Current(EntityTag.strong(node.tag()), node.mtime())))
              == Preconditions.Outcome.PROCEED;
    } catch (MalformedHeader e) {
      throw new Problem.Invalid("A condition cannot be read.");
    }
  }
}
