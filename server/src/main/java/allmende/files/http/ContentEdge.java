package allmende.files.http;

import allmende.files.Arrange;
import allmende.files.Arrange.Arrival;
import allmende.files.Arrange.Taken;
import allmende.files.Browse;
import allmende.files.Entry;
import allmende.files.FileId;
import allmende.files.MediaType;
import allmende.files.Node;
import allmende.files.Previews;
import allmende.files.Trash;
import allmende.files.Tree;
import allmende.files.Visits;
import allmende.files.transfer.Archives;
import allmende.files.transfer.Receiving;
import allmende.files.transfer.Sending;
import allmende.files.transfer.Verification;
import allmende.identity.Actor;
import allmende.identity.Gate;
import allmende.identity.http.Callers;
import allmende.identity.http.JsonBody;
import allmende.platform.blobs.BlobStore;
import allmende.platform.http.ContentPolicy;
import allmende.platform.http.Json;
import allmende.platform.http.ProblemJson;
import allmende.platform.problem.Problem;
import allmende.protocols.dav.DavPath;
import allmende.protocols.dav.MalformedPath;
import allmende.protocols.http.ContentDisposition;
import allmende.spaces.Kind;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;

/// Contents for the pages: what is not JSON. A core handler, so that bodies of any size pass
/// without a limit or a buffer, and a name in the address is decoded once, by us.
public final class ContentEdge extends Handler.Abstract {
  private static final String NODES = "/api/v1/nodes/";
  private static final String BELOW = "/nodes/";
  private static final Set<String> PREVIEWS =
      Set.of("/index.php/core/preview", "/index.php/core/preview.png");
  private static final String TRASH_PREVIEW = "/index.php/apps/files_trashbin/preview";

  /// Types that a browser shows by itself and that cannot run as ours. No SVG, no HTML.
  static final Set<String> SAFE_TO_SHOW =
      Set.of(
          "application/pdf",
          "image/png",
          "image/jpeg",
          "image/gif",
          "image/bmp",
          "image/webp",
          "image/avif",
          "text/plain");

  /// A preview of so many pixels shows what a picture says, and counts as reading it; the small
  /// ones of a list do not.
  private static final int LEGIBLE = 512;

  /// What is still read of an upload that is refused, so that its sender hears why: a connection
  /// that is cut in the middle of a body tells nothing.
  private static final long HEARD_OUT = 16L << 20;

  private final Gate gate;
  private final Visitors visitors;
  private final Tree tree;
  private final Browse browse;
  private final Arrange arrange;
  private final Trash trash;
  private final Previews previews;
  private final BlobStore blobs;
  private final Sending sending;
  private final Archives archives;

  /// @param visits lets those in who come by a link
  public ContentEdge(
      Gate gate,
      Visits visits,
      Tree tree,
      Browse browse,
      Arrange arrange,
      Trash trash,
      Previews previews,
      BlobStore blobs) {
    this.gate = gate;
    this.visitors = new Visitors(visits);
    this.tree = tree;
    this.browse = browse;
    this.arrange = arrange;
    this.trash = trash;
    this.previews = previews;
    this.blobs = blobs;
    this.sending = new Sending(blobs);
    this.archives = new Archives(tree, browse, blobs);
  }

  private interface Answer {
    void give() throws IOException;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Answer answer = answer(request, response);
    if (answer == null) {
      return false;
    }
    try {
      answer.give();
      callback.succeeded();
    } catch (EofException e) {
      callback.failed(e);
    } catch (IOException | RuntimeException e) {
      refuse(request, response, callback, e);
    }
    return true;
  }

  private @Nullable Answer answer(Request request, Response response) {
    String path = request.getHttpURI().getPath();
    if (path == null) {
      return null;
    }
    boolean reading = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    if (reading && PREVIEWS.contains(path)) {
      return () -> clientsPreview(request, response);
    }
    if (reading && path.equals(TRASH_PREVIEW)) {
      return () -> trashPreview(request, response);
    }
    if (request.getMethod().equals("PUT") && path.startsWith(Visitors.BASE)) {
      String[] steps = path.substring(Visitors.BASE.length()).split("/", -1);
      if (steps.length == 3 && steps[1].equals("drop")) {
        return () -> drop(request, response, steps[0], steps[2]);
      }
    }
    String inside = inside(path);
    if (inside == null) {
      return null;
    }
    String[] steps = inside.split("/", -1);
    if (reading && steps.length == 2) {
      return switch (steps[1]) {
        case "content" -> () -> content(request, response, id(steps[0]));
        case "preview" -> () -> preview(request, response, id(steps[0]));
        case "archive" -> () -> archive(request, response, id(steps[0]));
        default -> null;
      };
    }
    boolean upload =
        steps.length == 3 && steps[1].equals("children") && request.getMethod().equals("PUT");
    return upload ? () -> put(request, response, steps[0], steps[2]) : null;
  }

  /// What comes after the nodes' address, be it a person's or below a link.
  private static @Nullable String inside(String path) {
    if (path.startsWith(NODES)) {
      return path.substring(NODES.length());
    }
    int nodes = path.indexOf(BELOW, Visitors.BASE.length());
    return path.startsWith(Visitors.BASE) && nodes > 0
        ? path.substring(nodes + BELOW.length())
        : null;
  }

  private void content(Request request, Response response, FileId id) throws IOException {
    Actor actor = actor(request);
    Entry entry = browse.find(actor, id).entry();
    Node file = file(entry);
    String type = MediaType.orBytes(file.name());
    boolean inline =
        "1".equals(query(request).getValue("inline"))
            && (SAFE_TO_SHOW.contains(type)
                || type.startsWith("audio/")
                || type.startsWith("video/"));
    HttpFields.Mutable headers = response.getHeaders();
    headers.put(HttpHeader.CACHE_CONTROL, "private, no-cache");
    if (inline) {
      headers.put(ContentPolicy.HEADER, ContentPolicy.shown(type));
    }
    sending.answer(
        request,
        response,
        new Sending.What(
                file.content(),
                file.tag(),
                file.mtime(),
                type.startsWith("text/") ? type + "; charset=utf-8" : type,
                inline
                    ? ContentDisposition.inline(file.name())
                    : ContentDisposition.attachment(file.name()),
                () -> {
                  var _ = tree.downloading(actor);
                  tree.reading(actor, entry);
                })
            .whole(tree.isCounted(actor)));
  }

  private void archive(Request request, Response response, FileId id) throws IOException {
    Fields query = query(request);
    List<FileId> only =
        query.getValue("only") == null
            ? List.of()
            : List.of(query.getValue("only").split(",")).stream().map(ContentEdge::id).toList();
    Archives.Format format = Archives.Format.of(query.getValue("format"));
    archives.send(actor(request), request, response, id, only, format);
  }

  /// Takes a file into a folder of which nothing is told, not even its number.
  private void drop(Request request, Response response, String token, String rawName)
      throws IOException {
    try {
      Visits.Visit visit = visitors.enter(request, token);
      take(request, visit.actor(), visit.entry().node().id(), rawName, Taken.RENAME);
    } catch (Problem e) {
      Receiving.discard(request, HEARD_OUT);
      throw e;
    }
    response.setStatus(204);
  }

  private void put(Request request, Response response, String folder, String rawName)
      throws IOException {
    Tree.Done done;
    try {
      Actor actor = actor(request);
      Taken taken = ConflictWord.of(query(request).getValue("conflict"));
      done = take(request, actor, id(folder), rawName, taken);
    } catch (Problem e) {
      Receiving.discard(request, HEARD_OUT);
      throw e;
    }
    response.getHeaders().put(HttpHeader.ETAG, "\"" + done.entry().node().tag() + "\"");
    json(response, done.created() ? 201 : 200, NodeJson.of(done.entry()));
  }

  private Tree.Done take(Request request, Actor actor, FileId folder, String rawName, Taken taken)
      throws IOException {
    HttpFields headers = request.getHeaders();
    if (headers.contains(HttpHeader.CONTENT_RANGE)) {
      throw new Problem.Invalid("A part of a file cannot be put (RFC 9110 §14.4).");
    }
    Arrival arrival =
        new Arrival(folder, name(rawName), taken, modifiedAt(headers.get("X-Modified-At")));
    long length = request.getLength();
    arrange.expect(actor, arrival, length < 0 ? OptionalLong.empty() : OptionalLong.of(length));
    return Receiving.body(
        request,
        blobs,
        new Verification(List.of()),
        content -> arrange.put(actor, arrival, content));
  }

  private void preview(Request request, Response response, FileId id) throws IOException {
    Actor actor = actor(request);
    Entry entry = browse.find(actor, id).entry();
    boolean named = entry.node().tag().equals(query(request).getValue("etag"));
    preview(request, response, actor, entry, named);
  }

  /// As Nextcloud's clients ask. What there is no picture of is 404, and they draw an icon.
  private void clientsPreview(Request request, Response response) throws IOException {
    Actor actor = actor(request);
    FileId id = id(query(request).getValue("fileId"));
    preview(request, response, actor, browse.find(actor, id).entry(), false);
  }

  private void trashPreview(Request request, Response response) throws IOException {
    Actor actor = actor(request);
    Trash.Item item = trash.find(actor, id(query(request).getValue("fileId")));
    boolean team = item.membership().space().kind() == Kind.TEAM;
    Entry entry = new Entry(item.node(), item.membership().role(), team, false);
    preview(request, response, actor, entry, false);
  }

  private void preview(Request request, Response response, Actor actor, Entry entry, boolean named)
      throws IOException {
    Fields query = query(request);
    int width = size(query.getValue("x"));
    int height = size(query.getValue("y"));
    Previews.Picture picture =
        previews
            .of(entry.node(), width, height)
            .orElseThrow(() -> new Problem.NotFound("There is no preview of this."));
    HttpFields.Mutable headers = response.getHeaders();
    headers.put(
        HttpHeader.CACHE_CONTROL,
        named ? "private, max-age=31536000, immutable" : "private, no-cache");
    String tag = "\"" + picture.tag() + "\"";
    headers.put(HttpHeader.ETAG, tag);
    if (request.getHeaders().getFields(HttpHeader.IF_NONE_MATCH).stream()
        .map(HttpField::getValue)
        .anyMatch(tags -> tags.contains(tag))) {
      response.setStatus(304);
      return;
    }
    if (Math.min(width, height) >= LEGIBLE) {
      if (tree.isCounted(actor)) {
        throw new Problem.NotFound("There is no preview of this.");
      }
      tree.reading(actor, entry);
    }
    headers.put(ContentPolicy.HEADER, ContentPolicy.shown(picture.type()));
    bytes(request, response, 200, picture.type(), picture.bytes());
  }

  private Actor actor(Request request) {
    String path = request.getHttpURI().getPath();
    if (path != null && path.startsWith(Visitors.BASE)) {
      String rest = path.substring(Visitors.BASE.length());
      return visitors.enter(request, rest.substring(0, rest.indexOf('/'))).actor();
    }
    return gate.require(Callers.of(request));
  }

  private static Node file(Entry entry) {
    if (entry.node().folder()) {
      throw new Problem.NotFound("A folder has no content.");
    }
    return entry.node();
  }

  private static FileId id(@Nullable String text) {
    return new FileId(JsonBody.id(text == null ? "" : text));
  }

  private static String name(String raw) {
    try {
      List<String> names = DavPath.decode("/" + raw);
      return names.isEmpty() ? "" : names.getFirst();
    } catch (MalformedPath e) {
      throw new Problem.Invalid("This is not a name that can be.");
    }
  }

  private static OptionalLong modifiedAt(@Nullable String header) {
    try {
      return header == null
          ? OptionalLong.empty()
          : OptionalLong.of(OffsetDateTime.parse(header.strip()).toEpochSecond());
    } catch (DateTimeException e) {
      throw new Problem.Invalid("X-Modified-At is no time of RFC 3339.");
    }
  }

  private static int size(@Nullable String text) {
    long size = text == null ? 256 : JsonBody.id(text);
    if (size < 1) {
      throw new Problem.Invalid("A preview has one pixel at the least.");
    }
    return (int) Math.min(size, 1 << 16);
  }

  private static Fields query(Request request) {
    try {
      return Request.extractQueryParameters(request);
    } catch (RuntimeException e) {
      throw new Problem.Invalid("The address's query cannot be read.");
    }
  }

  private static void json(Response response, int status, Object body) throws IOException {
    byte[] bytes = Json.MAPPER.writeValueAsBytes(body);
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
    try (var out = Content.Sink.asOutputStream(response)) {
      out.write(bytes);
    }
  }

  private static void bytes(
      Request request, Response response, int status, String type, byte[] bytes)
      throws IOException {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
    if (!request.getMethod().equals("HEAD")) {
      try (var out = Content.Sink.asOutputStream(response)) {
        out.write(bytes);
      }
    }
  }

  private static void refuse(
      Request request, Response response, Callback callback, Exception thrown) {
    if (response.isCommitted()) {
      // Only a broken connection tells the asker that the rest is missing.
      callback.failed(thrown);
      return;
    }
    ProblemJson.answer(request, response, callback, thrown);
  }
}
