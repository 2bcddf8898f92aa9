package allmende.files.dav;

import allmende.files.Node;
import allmende.files.Tree;
import allmende.platform.problem.Problem;
import allmende.protocols.dav.DavError;
import allmende.protocols.nextcloud.FileIds;
import java.io.IOException;
import java.util.List;

/// What can be done to files and folders.
final class FileMethods {
  static final String ALLOWED =
      "OPTIONS, GET, HEAD, PUT, DELETE, PROPFIND, PROPPATCH, MKCOL, MOVE, COPY, LOCK, UNLOCK,"
          + " REPORT, SEARCH";

  private final Tree tree;
  private final String instance;
  private final Propfind propfind;
  private final Proppatch proppatch;
  private final Download download;
  private final Put put;
  private final PutBeside chunks;
  private final LockMethods locks;
  private final Finds finds;

  FileMethods(
      Tree tree,
      String instance,
      Propfind propfind,
      Proppatch proppatch,
      Download download,
      Put put,
      PutBeside chunks,
      LockMethods locks,
      Finds finds) {
    this.tree = tree;
    this.instance = instance;
    this.propfind = propfind;
    this.proppatch = proppatch;
    this.download = download;
    this.put = put;
    this.chunks = chunks;
    this.locks = locks;
    this.finds = finds;
  }

  void answer(DavExchange exchange, DavAddress.File address) throws IOException {
    switch (exchange.method()) {
      case "PROPFIND" -> propfind.answer(exchange, address);
      case "PROPPATCH" -> proppatch.answer(exchange, address);
      case "GET", "HEAD" -> download.answer(exchange, address);
      case "PUT" -> {
        if (exchange.header("OC-Chunked") == null) {
          put.answer(exchange, address);
        } else {
          chunks.answer(exchange, address);
        }
      }
      case "MKCOL" -> makeFolder(exchange, address);
      case "DELETE" -> {
        List<String> path = address.path();
        tree.delete(exchange.actor(), path, DavTerms.of(exchange, path));
        exchange.status(204);
      }
      case "MOVE" -> move(exchange, address);
      case "COPY" -> copy(exchange, address);
      case "LOCK" -> locks.lock(exchange, address);
      case "UNLOCK" -> locks.unlock(exchange, address);
      case "REPORT" -> finds.report(exchange, address);
      case "SEARCH" -> finds.search(exchange);
      default -> exchange.notAllowed(ALLOWED);
    }
  }

  /// A search says in its body where; it may be sent to any address above.
  void search(DavExchange exchange) throws IOException {
    finds.search(exchange);
  }

  private void makeFolder(DavExchange exchange, DavAddress.File address) throws IOException {
    // A body of no announced length is one as well.
    if (exchange.request().getLength() > 0 || exchange.header("Transfer-Encoding") != null) {
      DavError error =
          new DavError(DavError.UNSUPPORTED_MEDIA_TYPE, "MKCOL takes no body (RFC 4918 §9.3).");
      exchange.send(415, DavExchange.XML, error.toBytes());
      return;
    }
    List<String> path = address.path();
    if (path.isEmpty()) {
      throw new Problem.Exists("The root is there already.");
    }
    done(exchange, tree.makeFolder(exchange.actor(), path, DavTerms.of(exchange, path)));
  }

  private void move(DavExchange exchange, DavAddress.File address) {
    List<String> path = address.path();
    done(
        exchange,
        tree.move(
            exchange.actor(),
            path,
            elsewhere(exchange, path),
            exchange.overwrite(),
            DavTerms.of(exchange, path)));
  }

  private void copy(DavExchange exchange, DavAddress.File address) {
    List<String> path = address.path();
    done(
        exchange,
        tree.copy(
            exchange.actor(),
            path,
            elsewhere(exchange, path),
            exchange.overwrite(),
            !"0".equals(exchange.header("Depth")),
            DavTerms.of(exchange, path)));
  }

  /// The destination, which must be another one (RFC 4918 §9.8.5, §9.9.4). The other form of the
  /// same umlaut is: a file is renamed to it.
  private static List<String> elsewhere(DavExchange exchange, List<String> path) {
    List<String> destination = exchange.fileDestination().path();
    if (destination.equals(path)) {
      throw new Problem.Denied("Source and destination are the same.");
    }
    return destination;
  }

  private void done(DavExchange exchange, Tree.Done done) {
    Node node = done.entry().node();
    exchange.put("OC-FileId", FileIds.ocId(node.id().value(), instance));
    exchange.put("OC-ETag", "\"" + node.tag() + "\"");
    exchange.status(done.created() ? 201 : 204);
  }
}
