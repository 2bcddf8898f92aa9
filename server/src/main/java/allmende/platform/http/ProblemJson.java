package allmende.platform.http;

import allmende.platform.problem.Problem;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns a failure into `application/problem+json` (RFC 9457), as `docs/protocols/http.md` promises
/// it.
public final class ProblemJson {
  private static final Logger LOG = LoggerFactory.getLogger("http");
  private static final String TYPE = "application/problem+json";
  private static final String OUR_FAULT = "Something went wrong on the server.";

  private ProblemJson() {}

  /// The body, field by field.
  record Body(String type, int status, String code, String title, String detail) {
    private Body(int status, String code, String detail) {
      this("about:blank", status, code, HttpStatus.getMessage(status), detail);
    }

    private byte[] bytes() {
      return Json.MAPPER.writeValueAsBytes(this);
    }
  }

  /// The status of each problem.
  public static int status(Problem problem) {
    return switch (problem) {
      case Problem.Invalid _ -> 400;
      case Problem.SignedOut _ -> 401;
      case Problem.Denied _ -> 403;
      case Problem.Csrf _ -> 403;
      case Problem.NotFound _ -> 404;
      case Problem.TimedOut _ -> 408;
      case Problem.Conflict _ -> 409;
      case Problem.Exists _ -> 409;
      case Problem.PreconditionFailed _ -> 412;
      case Problem.TooLarge _ -> 413;
      case Problem.Locked _ -> 423;
      case Problem.TooManyAttempts _ -> 429;
      case Problem.Unavailable _ -> 503;
      case Problem.QuotaExceeded _ -> 507;
      case Problem.StorageFull _ -> 507;
    };
  }

  /// Makes every route answer failures this way.
  static void install(RoutesConfig routes) {
    routes.exception(Problem.class, (problem, ctx) -> answer(ctx, problem));
    routes.exception(HttpResponseException.class, (e, ctx) -> answerJavalin(ctx, e));
    routes.exception(Exception.class, (e, ctx) -> answer(ctx, e));
    // Javalin keeps Jetty's idle timeout to itself, and says nothing of it but the status.
    routes.error(HttpStatus.REQUEST_TIMEOUT_408, ctx -> answer(ctx, new Problem.TimedOut()));
  }

  /// Answers a request of a core handler; logs what is our own mistake, under the request's id.
  public static void answer(
      Request request, Response response, Callback callback, Throwable thrown) {
    Problem problem = Problems.from(thrown).orElse(null);
    if (problem == null) {
      LOG.atError()
          .addKeyValue("request", RequestId.of(request))
          .setCause(thrown)
          .log("A request failed.");
      write(request, response, callback, new Body(500, "internal", OUR_FAULT));
      return;
    }
    String later = retryAfter(problem);
    if (later != null) {
      response.getHeaders().put(HttpHeader.RETRY_AFTER, later);
    }
    if (problem instanceof Problem.TimedOut) {
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
    }
    note(problem, thrown, RequestId.of(request));
    write(
        request, response, callback, new Body(status(problem), problem.code(), problem.sentence()));
  }

  static void answerStatus(Request request, Response response, Callback callback, int status) {
    write(request, response, callback, new Body(status, code(status), title(status) + "."));
  }

  /// Answers a request of a route.
  public static void answer(Context ctx, Throwable thrown) {
    String id = id(ctx);
    Problem problem = Problems.from(thrown).orElse(null);
    if (problem == null) {
      LOG.atError().addKeyValue("request", id).setCause(thrown).log("A request failed.");
      write(ctx, new Body(500, "internal", OUR_FAULT));
      return;
    }
    String later = retryAfter(problem);
    if (later != null) {
      ctx.header("Retry-After", later);
    }
    if (problem instanceof Problem.TimedOut) {
      ctx.header("Connection", "close");
    }
    note(problem, thrown, id);
    write(ctx, new Body(status(problem), problem.code(), problem.sentence()));
  }

  private static void answerJavalin(Context ctx, HttpResponseException e) {
    if (ctx.res().isCommitted()) {
      return;
    }
    String allowed = e.getDetails().get("availableMethods");
    if (allowed != null) {
      ctx.header("Allow", allowed);
    }
    write(ctx, new Body(e.getStatus(), code(e.getStatus()), title(e.getStatus()) + "."));
  }

  /// Answers when a route ran into an `Error` of the virtual machine.
  static void answerError(HttpServletResponse response, Error error) {
    LOG.error("Request {} failed.", response.getHeader(SecurityHeaders.REQUEST_ID), error);
    if (response.isCommitted()) {
      return;
    }
    byte[] body = new Body(500, "internal", OUR_FAULT).bytes();
    response.setStatus(500);
    response.setContentType(TYPE);
    response.setHeader("Cache-Control", "no-store");
    try {
      response.getOutputStream().write(body);
    } catch (IOException e) {
      LOG.debug("The asker of a failed request is gone.", e);
    }
  }

  private static void note(Problem problem, Throwable thrown, String id) {
    if (problem != thrown
        && (problem instanceof Problem.Unavailable || problem instanceof Problem.StorageFull)) {
      LOG.atWarn()
          .addKeyValue("request", id)
          .log("A request could not be served: {}", thrown.toString());
    }
  }

  private static String id(Context ctx) {
    return ctx.attribute(RequestId.ATTRIBUTE) instanceof String id ? id : "-";
  }

  private static void write(Context ctx, Body body) {
    if (ctx.res().isCommitted()) {
      // Half an answer is out: only a broken connection tells the asker that the rest is missing.
      throw new IllegalStateException("The answer had begun when the request failed.");
    }
    ctx.res().setHeader("Content-Length", null);
    ctx.res().setHeader("Content-Disposition", null);
    ctx.res().setHeader("ETag", null);
    ctx.status(body.status())
        .contentType(TYPE)
        .header("Cache-Control", "no-store")
        .result(body.bytes());
  }

  private static void write(Request request, Response response, Callback callback, Body body) {
    byte[] bytes = body.bytes();
    var headers = response.getHeaders();
    response.setStatus(body.status());
    headers.remove(HttpHeader.CONTENT_ENCODING);
    headers.remove(HttpHeader.CONTENT_DISPOSITION);
    headers.remove(HttpHeader.ETAG);
    headers.put(HttpHeader.CONTENT_TYPE, TYPE);
    headers.put(HttpHeader.CACHE_CONTROL, "no-store");
    headers.put(HttpHeader.CONTENT_LENGTH, bytes.length);
    boolean head = "HEAD".equals(request.getMethod());
    response.write(true, head ? null : ByteBuffer.wrap(bytes), callback);
  }

  /// In how many seconds it may work, where waiting helps (RFC 9110 §10.2.3).
  private static @Nullable String retryAfter(Problem problem) {
    return switch (problem) {
      // Rounded up: an asker who comes back a moment too early is refused again.
      case Problem.TooManyAttempts many ->
          Long.toString(Math.max(1, many.retryAfter().plusMillis(999).toSeconds()));
      case Problem.Unavailable _ -> "5";
      default -> null;
    };
  }

  private static String title(int status) {
    return HttpStatus.getMessage(status);
  }

  private static String code(int status) {
    return switch (status) {
      case 401 -> "signed-out";
      case 403 -> "denied";
      case 404 -> "not-found";
      case 408 -> "timed-out";
      case 409 -> "conflict";
      case 412 -> "precondition-failed";
      case 413 -> "too-large";
      case 423 -> "locked";
      case 429 -> "too-many-attempts";
      case 503 -> "unavailable";
      case 507 -> "storage-full";
      default -> status < 500 ? "invalid" : "internal";
    };
  }
}
