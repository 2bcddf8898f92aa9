package allmende.files.http;

import allmende.files.Browse;
import allmende.files.FileId;
import allmende.files.Node;
import allmende.identity.Actor;
import allmende.identity.Gate;
import allmende.identity.http.Callers;
import allmende.platform.http.Pages;
import allmende.platform.http.ProblemJson;
import allmende.platform.problem.Problem;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// `/f/ID`, and `/index.php/f/ID`, which Nextcloud's desktop client makes of a file's number when
/// somebody copies its internal link: leads those who may see the file to it, and everybody else to
/// nothing that tells whether there is one.
public final class PrivateLinks extends Handler.Abstract {
  /// 18 digits always fit a long.
  private static final Pattern LINK = Pattern.compile("(?:/index\\.php)?/f/([0-9]{1,18})");

  /// A link that was given to strangers, as Nextcloud writes it: its page is at `/s/TOKEN`, from
  /// where downloads begin.
  private static final Pattern GIVEN =
      Pattern.compile("(/index\\.php)?/s/([0-9A-Za-z]{1,64})(/download)?/?");

  private final Gate gate;
  private final Browse browse;
  private final Pages pages;

  public PrivateLinks(Gate gate, Browse browse, Pages pages) {
    this.gate = gate;
    this.browse = browse;
    this.pages = pages;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String path = request.getHttpURI().getPath();
    if (path == null || !request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
      return false;
    }
    Matcher given = GIVEN.matcher(path);
    if (given.matches() && (given.group(1) != null || given.group(3) != null)) {
      response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
      String place = "/s/" + given.group(2);
      Response.sendRedirect(request, response, callback, HttpStatus.SEE_OTHER_303, place, true);
      return true;
    }
    Matcher link = LINK.matcher(path);
    if (!link.matches()) {
      return false;
    }
    try {
      lead(request, response, callback, link.group(1));
    } catch (RuntimeException e) {
      ProblemJson.answer(request, response, callback, e);
    }
    return true;
  }

  private void lead(Request request, Response response, Callback callback, String id) {
    Optional<Actor> actor = gate.find(Callers.of(request));
    String place = actor.isEmpty() ? "/login?next=/f/" + id : place(actor.get(), id);
    if (place.isEmpty()) {
      pages.missing(request, response, callback);
      return;
    }
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    Response.sendRedirect(request, response, callback, HttpStatus.SEE_OTHER_303, place, true);
  }

  /// The page that shows it; empty when there is none for this person.
  private String place(Actor actor, String id) {
    try {
      Node node = browse.find(actor, new FileId(Long.parseLong(id))).entry().node();
      return node.folder()
          ? "/files/" + id
          // A single file that was shared with somebody is in no folder of theirs.
          : node.parent()
              .map(folder -> "/files/" + folder.value() + "?show=" + id)
              .orElse("/files/received");
    } catch (Problem.NotFound e) {
      return "";
    }
  }
}
