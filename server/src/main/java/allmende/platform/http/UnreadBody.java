package allmende.platform.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// Says in the answer that the connection ends, where the request's body has not all arrived.
///
/// Jetty ends it after such an answer, since the rest of the body would stand before the next
/// request, and finds that out too late to say so: the client would send its next request into a
/// closed connection (RFC 9112 §9.6).
final class UnreadBody extends HttpStream.Wrapper {
  private UnreadBody(HttpStream wrapped) {
    super(wrapped);
  }

  /// @param request over HTTP/1, which announces a body; in HTTP/2 only the one stream would end
  static void watch(Request request) {
    request.addHttpStreamWrapper(UnreadBody::new);
  }

  @Override
  public void send(
      MetaData.Request request,
      MetaData.@Nullable Response response,
      boolean last,
      @Nullable ByteBuffer content,
      Callback callback) {
    if (response != null && response.getStatus() >= 200) {
      // What has arrived is passed over; if that is not all, the connection counts as ended.
      consumeAvailable();
    }
    super.send(request, response, last, content, callback);
  }
}
