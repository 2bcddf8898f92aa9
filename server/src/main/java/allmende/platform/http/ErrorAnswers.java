package allmende.platform.http;

import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/// The answers that Jetty itself gives (an unreadable request, nothing at that path, a handler's
/// late failure), in the one form that all our errors have.
final class ErrorAnswers implements Request.Handler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String id = RequestId.of(request);
    if (id.equals("-")) {
      id = RequestId.next();
      request.setAttribute(RequestId.ATTRIBUTE, id);
    }
    SecurityHeaders.put(request, response.getHeaders(), id);
    int status = response.getStatus();
    if (request.getAttribute(ErrorHandler.ERROR_EXCEPTION) instanceof Throwable cause
        && status >= HttpStatus.INTERNAL_SERVER_ERROR_500) {
      ProblemJson.answer(request, response, callback, cause);
    } else {
      ProblemJson.answerStatus(request, response, callback, status);
    }
    return true;
  }
}
