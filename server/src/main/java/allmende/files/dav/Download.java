package allmende.files.dav;

import allmende.files.Browse;
import allmende.files.Entry;
import allmende.files.FileId;
import allmende.files.Node;
import allmende.files.Tree;
import allmende.files.transfer.Archives;
import allmende.files.transfer.Sending;
import allmende.platform.http.Json;
import allmende.platform.problem.Problem;
import allmende.protocols.nextcloud.FileIds;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// GET and HEAD of a file, with the headers that Nextcloud's clients read.
final class Download {
  private final Tree tree;
  private final Browse browse;
  private final Archives archives;
  private final Sending sending;
  private final String instance;

  Download(Tree tree, Browse browse, Archives archives, Sending sending, String instance) {
    this.tree = tree;
    this.browse = browse;
    this.archives = archives;
    this.sending = sending;
    this.instance = instance;
  }

  void answer(DavExchange exchange, DavAddress.File address) throws IOException {
    Entry entry = tree.find(exchange.actor(), address.path());
    Node file = entry.node();
    if (file.folder()) {
      archive(exchange, file);
      return;
    }
    HttpFields.Mutable headers = exchange.response().getHeaders();
    headers.put("OC-ETag", "\"" + file.tag() + "\"");
    headers.put("OC-FileId", FileIds.ocId(file.id().value(), instance));
    headers.put("OC-Checksum", EntryProperties.checksum(file));
    sending.answer(
        exchange.request(),
        exchange.response(),
        Sending.What.attachment(
                file,
                () -> {
                  var _ = tree.downloading(exchange.actor());
                  tree.reading(exchange.actor(), entry);
                })
            .whole(tree.isCounted(exchange.actor())));
  }

  /// A folder as an archive, if that is what is asked for.
  ///
  /// Source: Nextcloud developer manual, WebDAV, "Downloading folders".
  private void archive(DavExchange exchange, Node folder) throws IOException {
    Fields query = Request.extractQueryParameters(exchange.request());
    String accepted =
        Optional.ofNullable(exchange.header("Accept")).orElse("")
            + " "
            + Optional.ofNullable(query.getValue("accept")).orElse("");
    boolean tar = accepted.contains("tar");
    if (!tar && !accepted.contains("zip")) {
      throw new Problem.Exists("A folder has no content; ask for its list.");
    }
    archives.send(
        exchange.actor(),
        exchange.request(),
        exchange.response(),
        folder.id(),
        chosen(exchange, folder, query),
        tar ? Archives.Format.TAR : Archives.Format.ZIP);
  }

  /// The children that are named, by a JSON list or one by one; none means all.
  private List<FileId> chosen(DavExchange exchange, Node folder, Fields query) {
    List<String> names = new ArrayList<>();
    for (String header : exchange.request().getHeaders().getValuesList("X-NC-Files")) {
      names.add(decoded(header));
    }
    String listed = query.getValue("files");
    if (listed != null) {
      names.addAll(listed(listed));
    }
    List<FileId> ids = new ArrayList<>();
    for (String name : names) {
      ids.add(browse.child(exchange.actor(), folder.id(), name).node().id());
    }
    return ids;
  }

  private static List<String> listed(String json) {
    try {
      JsonNode list = Json.MAPPER.readTree(json);
      if (list.isArray() && list.valueStream().allMatch(JsonNode::isString)) {
        return list.valueStream().map(JsonNode::stringValue).toList();
      }
    } catch (JacksonException e) {
      // It is no better than a list of something else.
    }
    throw new Problem.Invalid("The list of files is not one of names in JSON.");
  }

  private static String decoded(String header) {
    try {
      return URLDecoder.decode(header, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new Problem.Invalid("X-NC-Files is not percent-encoded.");
    }
  }
}
