package allmende.files.http;

import allmende.files.Browse;
import allmende.files.Entry;
import allmende.files.FileId;
import allmende.files.MediaType;
import allmende.files.Version;
import allmende.files.VersionId;
import allmende.files.Versions;
import allmende.files.transfer.Sending;
import allmende.identity.Actor;
import allmende.identity.Gate;
import allmende.identity.http.Callers;
import allmende.identity.http.JsonBody;
import allmende.platform.blobs.BlobStore;
import allmende.platform.http.ContentPolicy;
import allmende.platform.http.ProblemJson;
import allmende.protocols.http.ContentDisposition;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// The bytes of earlier contents, for the pages (`/api/v1/nodes/{id}/versions/{version}/content`).
public final class VersionEdge extends Handler.Abstract {
  private static final Pattern ADDRESS =
      Pattern.compile("/api/v1/nodes/([^/]+)/versions/([^/]+)/content");

  private final Gate gate;
  private final Browse browse;
  private final Versions versions;
  private final Sending sending;

  public VersionEdge(Gate gate, Browse browse, Versions versions, BlobStore blobs) {
    this.gate = gate;
    this.browse = browse;
    this.versions = versions;
    this.sending = new Sending(blobs);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String path = request.getHttpURI().getPath();
    Matcher address = ADDRESS.matcher(path == null ? "" : path);
    boolean reading = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    if (!reading || !address.matches()) {
      return false;
    }
    try {
      answer(request, response, address.group(1), address.group(2));
      callback.succeeded();
    } catch (EofException e) {
      callback.failed(e);
    } catch (IOException | RuntimeException e) {
      if (response.isCommitted()) {
        // Only a broken connection tells the asker that the rest is missing.
        callback.failed(e);
      } else {
        ProblemJson.answer(request, response, callback, e);
      }
    }
    return true;
  }

  private void answer(Request request, Response response, String file, String version)
      throws IOException {
    Actor actor = gate.require(Callers.of(request));
    FileId id = new FileId(JsonBody.id(file));
    Version then = versions.find(actor, id, new VersionId(JsonBody.id(version)));
    Entry now = browse.find(actor, id).entry();
    String name = now.node().name();
    String type = MediaType.orBytes(name);
    String query = request.getHttpURI().getQuery();
    boolean inline = "inline=1".equals(query) && ContentEdge.SAFE_TO_SHOW.contains(type);
    HttpFields.Mutable headers = response.getHeaders();
    headers.put(HttpHeader.CACHE_CONTROL, "private, no-cache");
    if (inline) {
      headers.put(ContentPolicy.HEADER, ContentPolicy.shown(type));
    }
    sending.answer(
        request,
        response,
        new Sending.What(
            then.content(),
            then.content().hex(),
            then.mtime(),
            type.startsWith("text/") ? type + "; charset=utf-8" : type,
            inline ? ContentDisposition.inline(name) : ContentDisposition.attachment(name),
            () -> versions.reading(actor, now, then)));
  }
}
