package allmende.files.dav;

import allmende.files.Files;
import allmende.files.Visits;
import allmende.files.transfer.Archives;
import allmende.files.transfer.Receiving;
import allmende.files.transfer.Sending;
import allmende.identity.Actor;
import allmende.identity.Gate;
import allmende.identity.http.Callers;
import allmende.platform.blobs.BlobStore;
import allmende.platform.http.Problems;
import allmende.platform.problem.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.List;
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

  /// The methods that nobody but a WebDAV client sends; they ask about the server's top too.
  private static final List<String> ABOUT = List.of("OPTIONS", "PROPFIND");

  /// Seconds until trying again may work when the database was away.
  private static final int SOON = 5;

  /// How much more of a body is read that there is no room for.
  private static final long HEARD_OUT = 64 << 20;

  /// Pictures of people are no files; their own route has them.
  private static final String AVATARS = "/remote.php/dav/avatars/";

  private final Gate gate;
  private final FileMethods files;
  private final UploadMethods uploads;
  private final Bulk bulk;
  private final TrashMethods trash;
  private final VersionMethods versions;
  private final LinkMethods links;
  private final Signposts signposts = new Signposts();

  /// @param instance names this installation in `oc:id`; letters and digits
  public DavEdge(
      Gate gate, Files root, Visits visits, BlobStore blobs, Clock clock, String instance) {
    this.gate = gate;
    Sending sending = new Sending(blobs);
    EntryProperties properties = new EntryProperties(instance);
    Facts.Reader facts =
        new Facts.Reader(root.tree(), root.locks(), root.properties(), root.links(), clock);
    this.files =
        new FileMethods(
            root.tree(),
            instance,
            new Propfind(root.tree(), properties, facts),
            new Proppatch(root.tree(), root.properties()),
            new Download(
                root.tree(),
                root.browse(),
                new Archives(root.tree(), root.browse(), blobs),
                sending,
                instance),
            new Put(root.tree(), root.properties(), blobs, instance),
            new PutBeside(root.tree(), root.uploads(), root.properties(), blobs, instance),
            new LockMethods(root.tree(), root.locks(), blobs, properties, facts),
            new Finds(root.search(), properties, facts));
    this.links = new LinkMethods(visits, files, root.arrange(), blobs);
    this.uploads =
        new UploadMethods(root.tree(), root.uploads(), root.properties(), blobs, instance);
    this.trash = new TrashMethods(root.trash(), sending, properties, facts);
    this.versions = new VersionMethods(root.browse(), root.versions(), sending, properties, facts);
    this.bulk = new Bulk(root.tree(), blobs, instance);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String path = request.getHttpURI().getPath();
    if (path == null || !isOurs(request.getMethod(), path)) {
      return false;
    }
    try {
      answer(request, response, path);
      callback.succeeded();
    } catch (EofException e) {
      callback.failed(e);
    } catch (IOException | RuntimeException e) {
      refuse(request, response, callback, e);
    }
    return true;
  }

  private static boolean isOurs(String method, String path) {
    return path.equals("/remote.php")
        || path.startsWith("/remote.php/") && !path.startsWith(AVATARS)
        || path.startsWith(LinkMethods.BASE)
        || path.equals("/") && ABOUT.contains(method);
  }

  private void answer(Request request, Response response, String path) throws IOException {
    response.getHeaders().put("DAV", "1, 2, 3");
    response.getHeaders().put("MS-Author-Via", "DAV");
    if (request.getMethod().equals("OPTIONS")) {
      response.getHeaders().put(HttpHeader.ALLOW, FileMethods.ALLOWED);
      response.getHeaders().put("DASL", "<DAV:basicsearch>");
      response.setStatus(200);
      response.getHeaders().put(HttpHeader.CONTENT_LENGTH, 0);
      return;
    }
    if (request.getHttpURI().getFragment() != null) {
      // Whoever sends one has forgotten to encode a name with # in it (RFC 9110 §4.2.5).
      throw new Problem.Invalid("An address has no fragment; encode # as %23.");
    }
    if (path.startsWith(LinkMethods.BASE)) {
      links.answer(request, response, path);
      return;
    }
    Actor actor = gate.require(Callers.of(request));
    DavExchange exchange = new DavExchange(request, response, actor);
    switch (DavAddress.of(path, actor)) {
      case DavAddress.File file -> files.answer(exchange, file);
      case DavAddress.Upload upload -> uploads.answer(exchange, upload);
      case DavAddress.Bulk _ -> bulk.answer(exchange);
      case DavAddress.Trash trash -> this.trash.answer(exchange, trash);
      case DavAddress.Versions versions -> this.versions.answer(exchange, versions);
      case DavAddress.Signpost _ when request.getMethod().equals("SEARCH") ->
          files.search(exchange);
      case DavAddress.Signpost signpost -> signposts.answer(exchange, signpost);
    }
  }

  private void refuse(Request request, Response response, Callback callback, Exception thrown) {
    Optional<Problem> known = Problems.from(thrown);
    if (known.isEmpty() || response.isCommitted()) {
      log.warn("a WebDAV request failed", thrown);
      Response.writeError(request, response, callback, thrown);
      return;
    }
    Problem problem = known.get();
    if (problem != thrown
        && (problem instanceof Problem.Unavailable || problem instanceof Problem.StorageFull)) {
      log.warn("a WebDAV request could not be served: {}", thrown.toString());
    }
    if (problem instanceof Problem.StorageFull) {
      // Whoever is still sending would find the connection cut, and try again for nothing.
      Receiving.discard(request, HEARD_OUT);
    }
    DavAnswers answer = DavAnswers.of(problem, request.getMethod());
    response.setStatus(answer.status());
    // Of what was about to be sent when the last download was counted.
    response.getHeaders().remove(HttpHeader.CONTENT_LENGTH);
    response.getHeaders().remove(HttpHeader.CONTENT_DISPOSITION);
    switch (problem) {
      case Problem.SignedOut _ ->
          response
              .getHeaders()
              .put(HttpHeader.WWW_AUTHENTICATE, "Basic realm=\"Allmende\", charset=\"UTF-8\"");
      case Problem.TooManyAttempts wait ->
          response
              .getHeaders()
              .put(HttpHeader.RETRY_AFTER, Math.max(1, wait.retryAfter().toSeconds()));
      case Problem.Unavailable _ -> response.getHeaders().put(HttpHeader.RETRY_AFTER, SOON);
      // RFC 9110 §15.5.9: what is left of the body is waited for no more.
      case Problem.TimedOut _ -> response.getHeaders().put(HttpHeader.CONNECTION, "close");
      default -> {}
    }
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, DavExchange.XML);
    response.write(true, ByteBuffer.wrap(answer.body().toBytes()), callback);
  }
}
