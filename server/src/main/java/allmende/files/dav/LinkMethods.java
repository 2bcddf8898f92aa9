package allmende.files.dav;

import allmende.files.Arrange;
import allmende.files.Arrange.Taken;
import allmende.files.Rights;
import allmende.files.Visits;
import allmende.files.transfer.Receiving;
import allmende.files.transfer.Verification;
import allmende.identity.Actor;
import allmende.identity.BasicCredentials;
import allmende.identity.Caller;
import allmende.identity.http.Callers;
import allmende.platform.blobs.BlobStore;
import allmende.platform.problem.Problem;
import allmende.protocols.dav.DavPath;
import allmende.protocols.dav.MalformedPath;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/// WebDAV through a link. What it leads to is the root, be it a folder or a file; what may be done
/// there, the capability decides. Where one may only add, PUT is all there is.
///
/// Source: Nextcloud developer manual, WebDAV, "Public shares".
final class LinkMethods {
  static final String BASE = "/public.php/";
  private static final String ALLOWED =
      "OPTIONS, GET, HEAD, PUT, DELETE, PROPFIND, MKCOL, MOVE, COPY";
  private static final String ADDING = "OPTIONS, PUT";

  private final Visits visits;
  private final FileMethods files;
  private final Arrange arrange;
  private final BlobStore blobs;

  LinkMethods(Visits visits, FileMethods files, Arrange arrange, BlobStore blobs) {
    this.visits = visits;
    this.files = files;
    this.arrange = arrange;
    this.blobs = blobs;
  }

  void answer(Request request, Response response, String path) throws IOException {
    Visits.Visit visit = enter(Callers.of(request), path);
    Actor actor = visit.actor();
    DavExchange exchange = new DavExchange(request, response, actor);
    if (!(DavAddress.of(path, actor) instanceof DavAddress.File address)) {
      throw new Problem.NotFound("There is nothing at this address.");
    }
    if (!visit.entry().rights().can(Rights.READ)) {
      add(exchange, visit, address);
      return;
    }
    switch (exchange.method()) {
      case "PROPFIND", "GET", "HEAD", "MKCOL", "DELETE", "MOVE", "COPY" ->
          files.answer(exchange, address);
      case "PUT" -> {
        if (exchange.header("OC-Chunked") != null) {
          throw new Problem.Invalid("Through a link a file comes in one piece.");
        }
        files.answer(exchange, address);
      }
      default -> exchange.notAllowed(ALLOWED);
    }
  }

  /// Takes a file in without telling what else is there: a taken name is numbered.
  private void add(DavExchange exchange, Visits.Visit visit, DavAddress.File address)
      throws IOException {
    if (!exchange.method().equals("PUT")) {
      exchange.notAllowed(ADDING);
      return;
    }
    if (exchange.header("Content-Range") != null || exchange.header("OC-Chunked") != null) {
      throw new Problem.Invalid("Through a link a file comes in one piece.");
    }
    if (address.path().size() != 1) {
      throw new Problem.Denied("Files go into the folder itself.");
    }
    Arrival sent = Arrival.of(exchange);
    Arrange.Arrival arrival =
        new Arrange.Arrival(
            visit.entry().node().id(), address.path().getFirst(), Taken.RENAME, sent.mtime());
    long length = exchange.request().getLength();
    arrange.expect(
        visit.actor(), arrival, length < 0 ? OptionalLong.empty() : OptionalLong.of(length));
    Receiving.body(
        exchange.request(),
        blobs,
        new Verification(sent.checksums()),
        content -> arrange.put(visit.actor(), arrival, content));
    exchange.status(201);
  }

  private Visits.Visit enter(Caller caller, String path) {
    String header = caller.authorization();
    Optional<BasicCredentials> given =
        header == null ? Optional.empty() : BasicCredentials.of(header);
    Optional<String> password =
        given.map(BasicCredentials::password).filter(text -> !text.isEmpty());
    return visits.enter(token(path, given), new Visits.Key(password, Optional.empty()), caller);
  }

  private static String token(String path, Optional<BasicCredentials> given) {
    List<String> names;
    try {
      names = DavPath.decode(path);
    } catch (MalformedPath e) {
      throw new Problem.Invalid("The address is not a path that can be.");
    }
    if (names.size() >= 2 && names.get(1).equals("webdav")) {
      return given
          .map(BasicCredentials::name)
          .orElseThrow(() -> new Problem.SignedOut("The link's token is the user's name here."));
    }
    if (names.size() >= 4 && names.get(1).equals("dav") && names.get(2).equals("files")) {
      return names.get(3);
    }
    throw new Problem.NotFound("There is nothing at this address.");
  }
}
