package allmende.files.dav;

import allmende.files.Node;
import allmende.files.Tree;
import allmende.identity.Gate;
import allmende.identity.http.Callers;
import allmende.platform.blobs.BlobStore;
import allmende.platform.http.Problems;
import allmende.platform.problem.Problem;
import allmende.protocols.http.EntityTag;
import allmende.protocols.http.MalformedHeader;
import allmende.protocols.http.Preconditions;
import allmende.protocols.nextcloud.FileIds;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// WebDAV at `/remote.php`, for every client that knows Nextcloud or RFC 4918.
public final class DavEdge extends Handler.Abstract {
  private static final Logger log = LoggerFactory.getLogger(DavEdge.class);
  private static final String ALLOWED =
      "OPTIONS, GET, HEAD, PUT, DELETE, PROPFIND, MKCOL, MOVE, COPY";

  private final Gate gate;
  private final Tree tree;
  private final String instance;
  private final Propfind propfind;
  private final Download download;
  private final Put put;

  /// @param instance names this installation in `oc:id`; letters and digits
  public DavEdge(Gate gate, Tree tree, BlobStore blobs, String instance) {
    this.gate = gate;
    this.tree = tree;
    this.instance = instance;
    this.propfind = new Propfind(tree, new EntryProperties(instance));
    this.download = new Download(tree, blobs, instance);
    this.put = new Put(tree, blobs, instance);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String path = request.getHttpURI().getPath();
    if (path == null || !path.startsWith("/remote.php")) {
      return false;
    }
    try {
      answer(request, response);
      callback.succeeded();
    } catch (EofException e) {
      callback.failed(e);
    } catch (IOException | RuntimeException e) {
      refuse(request, response, callback, e);
    }
    return true;
  }

  private void answer(Request request, Response response) throws IOException {
    response.getHeaders().put("DAV", "1, 3");
    response.getHeaders().put("MS-Author-Via", "DAV");
    if (request.getMethod().equals("OPTIONS")) {
      response.getHeaders().put(HttpHeader.ALLOW, ALLOWED);
      response.setStatus(200);
      response.getHeaders().put(HttpHeader.CONTENT_LENGTH, 0);
      return;
    }
    DavExchange exchange = DavExchange.of(request, response, gate.require(Callers.of(request)));
    switch (request.getMethod()) {
      case "PROPFIND" -> propfind.answer(exchange);
      case "GET", "HEAD" -> download.answer(exchange);
      case "PUT" -> put.answer(exchange);
      case "MKCOL" -> makeFolder(exchange);
      case "DELETE" -> delete(exchange);
      case "MOVE" -> {
        Tree.Done done =
            tree.move(
                exchange.actor(), exchange.path(), exchange.destination(), exchange.overwrite());
        done(exchange, done);
      }
      case "COPY" -> {
        boolean deep = !"0".equals(exchange.header("Depth"));
        Tree.Done done =
            tree.copy(
                exchange.actor(),
                exchange.path(),
                exchange.destination(),
                exchange.overwrite(),
                deep);
        done(exchange, done);
      }
      default -> {
        response.getHeaders().put(HttpHeader.ALLOW, ALLOWED);
        exchange.status(405);
      }
    }
  }

  private void makeFolder(DavExchange exchange) throws IOException {
    if (exchange.request().getLength() > 0) {
      exchange.send(
          415,
          "application/xml; charset=utf-8",
          new allmende.protocols.dav.DavError(
                  allmende.protocols.dav.DavError.UNSUPPORTED_MEDIA_TYPE,
                  "MKCOL takes no body (RFC 4918 §9.3).")
              .toBytes());
      return;
    }
    done(exchange, tree.makeFolder(exchange.actor(), exchange.path()));
  }

  private void delete(DavExchange exchange) {
    try {
      Preconditions conditions = Preconditions.parse(exchange::header);
      tree.delete(
          exchange.actor(),
          exchange.path(),
          node ->
              conditions.evaluate(false, Optional.of(current(node)))
                  == Preconditions.Outcome.PROCEED);
    } catch (MalformedHeader e) {
      throw new Problem.Invalid("A condition cannot be read.");
    }
    exchange.status(204);
  }

  private static Preconditions.Current current(Node node) {
    return new Preconditions.Current(EntityTag.strong(node.tag()), node.mtime());
  }

  private void done(DavExchange exchange, Tree.Done done) {
    Node node = done.entry().node();
    exchange.response().getHeaders().put("OC-FileId", FileIds.ocId(node.id().value(), instance));
    exchange.response().getHeaders().put("OC-ETag", "\"" + node.tag() + "\"");
    exchange.status(done.created() ? 201 : 204);
  }

  private void refuse(Request request, Response response, Callback callback, Exception thrown) {
    Optional<Problem> known = Problems.from(thrown);
    if (known.isEmpty() || response.isCommitted()) {
      log.warn("a WebDAV request failed", thrown);
      Response.writeError(request, response, callback, thrown);
      return;
    }
    Problem problem = known.get();
    DavAnswers answer = DavAnswers.of(problem);
    byte[] body = answer.body().toBytes();
    response.setStatus(answer.status());
    switch (problem) {
      case Problem.SignedOut _ ->
          response
              .getHeaders()
              .put(HttpHeader.WWW_AUTHENTICATE, "Basic realm=\"Allmende\", charset=\"UTF-8\"");
      case Problem.TooManyAttempts wait ->
          response
              .getHeaders()
              .put(HttpHeader.RETRY_AFTER, Math.max(1, wait.retryAfter().toSeconds()));
      default -> {}
    }
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/xml; charset=utf-8");
    response.write(true, java.nio.ByteBuffer.wrap(body), callback);
  }
}
