package allmende.files.dav;

import allmende.files.Entry;
import allmende.files.MediaType;
import allmende.files.Node;
import allmende.files.Tree;
import allmende.files.transfer.Sending;
import allmende.platform.blobs.BlobStore;
import allmende.platform.problem.Problem;
import allmende.protocols.http.ContentDisposition;
import allmende.protocols.nextcloud.FileIds;
import java.io.IOException;
import org.eclipse.jetty.http.HttpFields;

/// GET and HEAD of a file, with the headers that Nextcloud's clients read.
final class Download {
  private final Tree tree;
  private final Sending sending;
  private final String instance;

  Download(Tree tree, BlobStore blobs, String instance) {
    this.tree = tree;
    this.sending = new Sending(blobs);
    this.instance = instance;
  }

  void answer(DavExchange exchange, DavAddress.File address) throws IOException {
    Entry entry = tree.find(exchange.actor(), address.path());
    Node file = entry.node();
    if (file.folder()) {
      throw new Problem.Exists("A folder has no content; ask for its list.");
    }
    HttpFields.Mutable headers = exchange.response().getHeaders();
    headers.put("OC-ETag", "\"" + file.tag() + "\"");
    headers.put("OC-FileId", FileIds.ocId(file.id().value(), instance));
    headers.put("OC-Checksum", EntryProperties.checksum(file));
    sending.answer(
        exchange.request(),
        exchange.response(),
        new Sending.What(
            file.content(),
            file.tag(),
            file.mtime(),
            MediaType.orBytes(file.name()),
            ContentDisposition.attachment(file.name()),
            () -> tree.reading(exchange.actor(), entry)));
  }
}
