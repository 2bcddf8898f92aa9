package allmende.files.dav;

import allmende.files.Node;
import allmende.files.Terms;
import allmende.platform.problem.Problem;
import allmende.protocols.dav.Destination;
import allmende.protocols.dav.IfHeader;
import allmende.protocols.http.EntityTag;
import allmende.protocols.http.MalformedHeader;
import allmende.protocols.http.Preconditions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The conditions of a request: `If-Match` and its kin (RFC 9110 §13), and WebDAV's `If` (RFC 4918
/// §10.4) with the lock tokens in it.
final class DavTerms {
  private static final List<String> CONDITIONS =
      List.of("If", "If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since");

  private DavTerms() {}

  /// @param path what the conditions are about, unless they name another place
  /// @throws Problem.Invalid when a header cannot be read
  static Terms of(DavExchange exchange, List<String> path) {
    if (isFree(exchange)) {
      return Terms.NONE;
    }
    try {
      Preconditions conditions = Preconditions.parse(exchange::header);
      String header = exchange.header("If");
      if (header == null) {
        return new Terms(Set.of(), (there, _) -> holds(conditions, there));
      }
      IfHeader lists = IfHeader.parse(header);
      return new Terms(
          lists.submittedTokens(),
          (there, view) ->
              holds(conditions, there)
                  && lists.matches(resource -> state(exchange, resource, path, view)));
    } catch (MalformedHeader e) {
      throw new Problem.Invalid("A condition cannot be read.");
    }
  }

  private static boolean isFree(DavExchange exchange) {
    for (String header : CONDITIONS) {
      if (exchange.header(header) != null) {
        return false;
      }
    }
    return true;
  }

  private static boolean holds(Preconditions conditions, Optional<Node> there) {
    return conditions.evaluate(
            false,
            there.map(
                node -> new Preconditions.Current(EntityTag.strong(node.tag()), node.mtime())))
        == Preconditions.Outcome.PROCEED;
  }

  private static IfHeader.ResourceState state(
      DavExchange exchange, @Nullable String resource, List<String> path, Terms.View view) {
    List<String> at = resource == null ? path : pathOf(exchange, resource);
    if (at == null) {
      return new IfHeader.ResourceState(null, Set.of());
    }
    Terms.State state = view.at(at);
    return new IfHeader.ResourceState(state.node().map(Node::tag).orElse(null), state.tokens());
  }

  /// Null for what is no file of theirs: no condition on it can hold.
  private static @Nullable List<String> pathOf(DavExchange exchange, String resource) {
    try {
      return DavAddress.of(Destination.parse(resource).rawPath(), exchange.actor())
              instanceof DavAddress.File file
          ? file.path()
          : null;
    } catch (MalformedHeader | Problem.NotFound | Problem.Invalid e) {
      return null;
    }
  }
}
