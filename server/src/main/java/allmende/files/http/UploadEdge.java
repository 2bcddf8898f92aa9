package allmende.files.http;

import allmende.files.Arrange;
import allmende.files.Arrange.Arrival;
import allmende.files.Tree;
import allmende.files.Uploads;
import allmende.files.transfer.Receiving;
import allmende.files.transfer.Verification;
import allmende.identity.Actor;
import allmende.identity.Gate;
import allmende.identity.http.Callers;
import allmende.identity.http.JsonBody;
import allmende.platform.blobs.BlobStore;
import allmende.platform.problem.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;

/// Uploads in pieces for the pages (`/api/v1/uploads`): one that was cut off goes on from what has
/// arrived. The pieces are in the same store as those of [WebDAV's][allmende.files.Uploads].
public final class UploadEdge extends Handler.Abstract {
  private static final Pattern ADDRESS =
      Pattern.compile("/api/v1/uploads/([0-9a-f]{32})(?:/([0-9]{1,18}|file))?");

  /// Keeps apart what a page and what a client has begun.
  private static final String OURS = "page-";

  private static final String WHOLE = "file";
  private static final long LARGEST_PIECE = 1L << 30;
  private static final long HEARD_OUT = 16L << 20;

  private final Gate gate;
  private final Arrange arrange;
  private final Uploads uploads;
  private final BlobStore blobs;

  public UploadEdge(Gate gate, Arrange arrange, Uploads uploads, BlobStore blobs) {
    this.gate = gate;
    this.arrange = arrange;
    this.uploads = uploads;
    this.blobs = blobs;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String path = request.getHttpURI().getPath();
    Matcher address = ADDRESS.matcher(path == null ? "" : path);
    if (!address.matches()) {
      return false;
    }
    String upload = OURS + address.group(1);
    String below = address.group(2);
    String call =
        request.getMethod() + (below == null ? "" : below.equals(WHOLE) ? " whole" : " piece");
    try {
      switch (call) {
        case "PUT" -> begin(request, response, upload);
        case "PUT piece" -> put(request, response, upload, from(below));
        case "POST whole" -> finish(request, response, upload);
        case "DELETE" -> abort(request, response, upload);
        default -> {
          return false;
        }
      }
      callback.succeeded();
    } catch (IOException | RuntimeException e) {
      ContentEdge.refuse(request, response, callback, e);
    }
    return true;
  }

  /// @param from of its first byte in the file
  record PieceJson(long from, long size) {}

  record PiecesJson(List<PieceJson> pieces) {}

  /// Begins it or goes on with it: whoever was cut off does not know whether it had begun.
  private void begin(Request request, Response response, String upload) throws IOException {
    Actor actor = gate.require(Callers.of(request));
    arrange.expect(actor, arrival(request), OptionalLong.of(size(request)));
    try {
      uploads.begin(actor, upload);
    } catch (Problem.Exists e) {
      // It goes on.
    }
    List<PieceJson> pieces =
        uploads.parts(actor, upload).stream()
            .map(part -> new PieceJson(from(part.name()), part.size()))
            .toList();
    ContentEdge.json(response, 200, new PiecesJson(pieces));
  }

  private void put(Request request, Response response, String upload, long from)
      throws IOException {
    try {
      Actor actor = gate.require(Callers.of(request));
      long length = request.getLength();
      if (length < 1 || length > LARGEST_PIECE) {
        throw new Problem.Invalid("A piece has a length, between one byte and 1 GiB.");
      }
      uploads.requireThere(actor, upload);
      Receiving.body(
          request,
          blobs,
          new Verification(List.of()),
          content -> {
            uploads.put(actor, upload, from + "-" + Math.addExact(from, length), content);
            return content;
          });
    } catch (Problem e) {
      Receiving.discard(request, HEARD_OUT);
      throw e;
    }
    response.setStatus(204);
  }

  private void finish(Request request, Response response, String upload) throws IOException {
    Actor actor = gate.require(Callers.of(request));
    Arrival arrival = arrival(request);
    Tree.Done done =
        uploads.finish(
            actor,
            upload,
            OptionalLong.of(size(request)),
            OutputStream.nullOutputStream(),
            content -> arrange.put(actor, arrival, content));
    ContentEdge.json(response, done.created() ? 201 : 200, NodeJson.of(done.entry()));
  }

  private void abort(Request request, Response response, String upload) {
    uploads.abort(gate.require(Callers.of(request)), upload);
    response.setStatus(204);
  }

  private static Arrival arrival(Request request) {
    Fields query = ContentEdge.query(request);
    return new Arrival(
        ContentEdge.id(query.getValue("folder")),
        JsonBody.required(query.getValue("name"), "name"),
        ConflictWord.of(query.getValue("conflict")),
        ContentEdge.modifiedAt(request.getHeaders().get("X-Modified-At")));
  }

  private static long size(Request request) {
    return JsonBody.id(JsonBody.required(ContentEdge.query(request).getValue("size"), "size"));
  }

  private static long from(@Nullable String name) {
    String text = name == null ? "" : name;
    int end = text.indexOf('-');
    return Long.parseLong(end < 0 ? text : text.substring(0, end));
  }
}
