package allmende.files.dav;

import allmende.identity.Actor;
import allmende.platform.problem.Problem;
import allmende.protocols.dav.DavPath;
import allmende.protocols.dav.Destination;
import allmende.protocols.dav.MalformedPath;
import allmende.protocols.http.MalformedHeader;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;

/// One request of a signed-in person on a file or folder, and its answer.
///
/// @param base the encoded path of the person's root as the client wrote it, without a slash at the
///   end
/// @param path from that root down, decoded
record DavExchange(
    Request request, Response response, Actor actor, String base, List<String> path) {
  private static final String FILES = "/remote.php/dav/files/";
  private static final List<String> OLD_ROOTS =
      List.of("/remote.php/webdav", "/remote.php/dav/webdav");

  /// Finds what the address names.
  ///
  /// @throws Problem.NotFound for an address that is nobody's, or somebody else's
  static DavExchange of(Request request, Response response, Actor actor) {
    Root root = root(request.getHttpURI().getPath(), actor);
    return new DavExchange(request, response, actor, root.base(), root.path());
  }

  @Nullable String header(String name) {
    return request.getHeaders().get(name);
  }

  /// The path that the `Destination` header names.
  ///
  /// @throws Problem.Invalid when it is missing or malformed
  List<String> destination() {
    String header = header("Destination");
    if (header == null) {
      throw new Problem.Invalid("The Destination header is missing.");
    }
    try {
      return root(Destination.parse(header).rawPath(), actor).path();
    } catch (MalformedHeader e) {
      throw new Problem.Invalid("The Destination header cannot be read.");
    }
  }

  boolean overwrite() {
    return !"F".equalsIgnoreCase(header("Overwrite"));
  }

  void status(int status) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, status == 204 ? null : "0");
  }

  /// Answers with a body that is at hand.
  void send(int status, String type, byte[] body) throws java.io.IOException {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    try (var out = Content.Sink.asOutputStream(response)) {
      out.write(body);
    }
  }

  private record Root(String base, List<String> path) {}

  private static Root root(String raw, Actor actor) {
    try {
      for (String old : OLD_ROOTS) {
        if (raw.equals(old) || raw.startsWith(old + "/")) {
          return new Root(old, DavPath.decode(raw.substring(old.length())));
        }
      }
      if (raw.startsWith(FILES)) {
        int end = raw.indexOf('/', FILES.length());
        String base = end < 0 ? raw : raw.substring(0, end);
        Optional<String> owner =
            DavPath.decode(base.substring(FILES.length())).stream().findFirst();
        if (owner.isPresent() && same(owner.get(), actor.account().name())) {
          return new Root(base, end < 0 ? List.of() : DavPath.decode(raw.substring(end)));
        }
      }
    } catch (MalformedPath e) {
      throw new Problem.Invalid("The address is not a path that can be.");
    }
    throw new Problem.NotFound("There is nothing at this address.");
  }

  private static boolean same(String one, String other) {
    return one.toLowerCase(Locale.ROOT).equals(other.toLowerCase(Locale.ROOT));
  }
}
