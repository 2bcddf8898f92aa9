package allmende.files.dav;

import allmende.files.Entry;
import allmende.files.Node;
import allmende.files.Tree;
import allmende.platform.blobs.BlobStore;
import allmende.platform.problem.Problem;
import allmende.protocols.http.ByteRange;
import allmende.protocols.http.ContentDisposition;
import allmende.protocols.http.EntityTag;
import allmende.protocols.http.HttpDate;
import allmende.protocols.http.MalformedHeader;
import allmende.protocols.http.Preconditions;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;

/// GET and HEAD of a file, whole or one range of it (RFC 9110 §14).
final class Download {
  private final Tree tree;
  private final BlobStore blobs;
  private final String instance;

  Download(Tree tree, BlobStore blobs, String instance) {
    this.tree = tree;
    this.blobs = blobs;
    this.instance = instance;
  }

  void answer(DavExchange exchange) throws IOException {
    Entry entry = tree.find(exchange.actor(), exchange.path());
    Node file = entry.node();
    if (file.folder()) {
      throw new Problem.Exists("A folder has no content; ask for its list.");
    }
    HttpFields.Mutable headers = exchange.response().getHeaders();
    headers.put(HttpHeader.ETAG, "\"" + file.tag() + "\"");
    headers.put("OC-ETag", "\"" + file.tag() + "\"");
    headers.put(
        "OC-FileId", allmende.protocols.nextcloud.FileIds.ocId(file.id().value(), instance));
    headers.put("OC-Checksum", EntryProperties.checksum(file));
    headers.put(HttpHeader.LAST_MODIFIED, HttpDate.format(file.mtime()));
    headers.put(HttpHeader.ACCEPT_RANGES, "bytes");
    switch (conditions(exchange, file)) {
      case NOT_MODIFIED -> exchange.response().setStatus(304);
      case FAILED -> throw new Problem.PreconditionFailed("It has changed meanwhile.");
      case PROCEED -> send(exchange, entry, headers);
    }
  }

  private void send(DavExchange exchange, Entry entry, HttpFields.Mutable headers)
      throws IOException {
    Node file = entry.node();
    headers.put(HttpHeader.CONTENT_TYPE, EntryProperties.type(file.name()));
    headers.put(HttpHeader.CONTENT_DISPOSITION, ContentDisposition.attachment(file.name()));
    switch (ByteRange.parse(exchange.header("Range"), file.size())) {
      case ByteRange.Whole() -> body(exchange, entry, 200, 0, file.size());
      case ByteRange.Parts(List<ByteRange> ranges) when ranges.size() == 1 -> {
        ByteRange range = ranges.getFirst();
        headers.put(HttpHeader.CONTENT_RANGE, range.contentRange(file.size()));
        body(exchange, entry, 206, range.first(), range.length());
      }
      // A server may answer several ranges with the whole (RFC 9110 §14.2).
      case ByteRange.Parts(_) -> body(exchange, entry, 200, 0, file.size());
      case ByteRange.Unsatisfiable() -> {
        headers.put(HttpHeader.CONTENT_RANGE, "bytes */" + file.size());
        exchange.status(416);
      }
    }
  }

  private void body(DavExchange exchange, Entry entry, int status, long first, long length)
      throws IOException {
    exchange.response().setStatus(status);
    exchange.response().getHeaders().put(HttpHeader.CONTENT_LENGTH, length);
    if (exchange.request().getMethod().equals("HEAD")) {
      return;
    }
    tree.reading(exchange.actor(), entry);
    try (var out = Content.Sink.asOutputStream(exchange.response())) {
      blobs.copy(entry.node().content(), first, length, out);
    }
  }

  private static Preconditions.Outcome conditions(DavExchange exchange, Node file) {
    try {
      return Preconditions.parse(exchange::header)
          .evaluate(
              true,
              Optional.of(new Preconditions.Current(EntityTag.strong(file.tag()), file.mtime())));
    } catch (MalformedHeader e) {
      throw new Problem.Invalid("A condition cannot be read.");
    }
  }
}
