package allmende.platform.acme;

import allmende.platform.http.ProblemJson;
import allmende.platform.problem.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Answers the authority that looks whether a host name is ours (RFC 8555 section 8.3). It asks
/// without signing in, for what it has told us itself.
public final class Challenges extends Handler.Abstract.NonBlocking {
  private static final String PREFIX = "/.well-known/acme-challenge/";

  private final Map<String, String> answers = new ConcurrentHashMap<>();

  void offer(String token, String answer) {
    answers.put(token, answer);
  }

  void withdraw(String token) {
    answers.remove(token);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String path = request.getHttpURI().getPath();
    if (path == null || !path.startsWith(PREFIX)) {
      return false;
    }
    String answer = answers.get(path.substring(PREFIX.length()));
    if (answer == null || !request.getMethod().equals("GET")) {
      ProblemJson.answer(
          request, response, callback, new Problem.NotFound("There is no such challenge."));
      return true;
    }
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/octet-stream");
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.write(true, ByteBuffer.wrap(answer.getBytes(StandardCharsets.US_ASCII)), callback);
    return true;
  }
}
