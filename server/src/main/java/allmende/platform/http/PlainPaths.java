package allmende.platform.http;

import allmende.platform.problem.Problem;
import java.util.EnumSet;
import java.util.Set;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.UriCompliance.Violation;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Stands before the routes and refuses paths that two readers could read differently (`%2F`,
/// `..;`, `//`).
///
/// A literal `%25` and odd but harmless characters stay allowed, because people have files named
/// `100%.txt`, and a route decodes each parameter exactly once.
final class PlainPaths extends Handler.Abstract.NonBlocking {
  private static final Set<Violation> HARMLESS =
      Set.copyOf(
          EnumSet.of(Violation.AMBIGUOUS_PATH_ENCODING, Violation.SUSPICIOUS_PATH_CHARACTERS));

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    HttpURI uri = request.getHttpURI();
    if (!uri.hasViolations() || HARMLESS.containsAll(uri.getViolations())) {
      return false;
    }
    ProblemJson.answer(
        request, response, callback, new Problem.Invalid("This address can be read in two ways."));
    return true;
  }
}
