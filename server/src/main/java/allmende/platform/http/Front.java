package allmende.platform.http;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// What every request meets first: it gets its id, its answer gets the security headers, and what
/// nobody caught becomes an answer without details. It is on the path of each WebDAV request, so it
/// does nothing else.
final class Front extends Handler.Wrapper {
  Front(Handler next) {
    super(next);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String id = RequestId.next();
    request.setAttribute(RequestId.ATTRIBUTE, id);
    SecurityHeaders.put(request, response.getHeaders(), id);
    try {
      if (announcesBody(request)) {
        PromptAck.send(request);
        UnreadBody.watch(request);
      }
      return super.handle(request, response, callback);
    } catch (RuntimeException | java.io.IOException | Error e) {
      if (response.isCommitted()) {
        throw e;
      }
      ProblemJson.answer(request, response, callback, e);
      return true;
    }
  }

  /// Over HTTP/1, where it travels in the order of the connection.
  private static boolean announcesBody(Request request) {
    HttpFields headers = request.getHeaders();
    return request.getConnectionMetaData().getHttpVersion().getVersion()
            <= HttpVersion.HTTP_1_1.getVersion()
        && (headers.contains(HttpHeader.CONTENT_LENGTH)
            || headers.contains(HttpHeader.TRANSFER_ENCODING));
  }
}
