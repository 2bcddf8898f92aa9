package allmende.platform.http;

import allmende.platform.problem.Problem;
import allmende.protocols.nextcloud.OcsEnvelope;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Routes of the Open Collaboration Services, which Nextcloud's clients use beside WebDAV: each at
/// both of its versions, as JSON or as XML.
public final class Ocs {
  private Ocs() {}

  /// What a route does.
  @FunctionalInterface
  public interface Answer {
    /// The data for the envelope; a [Problem] becomes a failure in its words.
    @Nullable Object of(Context ctx);
  }

  /// @param path below `/ocs/v1.php` and `/ocs/v2.php`
  public static void add(RoutesConfig routes, HandlerType method, String path, Answer answer) {
    add(routes, method, path, OcsEnvelope.NOT_FOUND, answer);
  }

  /// @param missing the OCS status of a [Problem.NotFound]: 404 where Nextcloud has a controller
  ///   that says so, 998 elsewhere
  public static void add(
      RoutesConfig routes, HandlerType method, String path, int missing, Answer answer) {
    for (OcsEnvelope.Version version : OcsEnvelope.Version.values()) {
      routes.addHttpHandler(
          method,
          "/ocs/" + version.name().toLowerCase(Locale.ROOT) + ".php" + path,
          ctx -> answer(ctx, version, missing, answer));
    }
  }

  public static void get(RoutesConfig routes, String path, Answer answer) {
    add(routes, HandlerType.GET, path, answer);
  }

  private static void answer(Context ctx, OcsEnvelope.Version version, int missing, Answer answer) {
    OcsEnvelope envelope;
    try {
      envelope = OcsEnvelope.ok(version, answer.of(ctx));
    } catch (Problem problem) {
      if (problem instanceof Problem.SignedOut) {
        ctx.header("WWW-Authenticate", "Basic realm=\"Allmende\", charset=\"UTF-8\"");
      }
      envelope = OcsEnvelope.failure(version, code(problem, missing), problem.sentence());
    }
    ctx.header("Cache-Control", "no-store");
    ctx.status(envelope.httpStatus());
    if (wantsJson(ctx)) {
      ctx.contentType("application/json; charset=utf-8").result(envelope.json());
    } else {
      ctx.contentType("application/xml; charset=utf-8").result(envelope.xml());
    }
  }

  private static boolean wantsJson(Context ctx) {
    return "json".equals(ctx.queryParam("format"))
        || Optional.ofNullable(ctx.header("Accept")).orElse("").contains("application/json");
  }

  private static int code(Problem problem, int missing) {
    return switch (problem) {
      case Problem.SignedOut _ -> OcsEnvelope.UNAUTHORISED;
      case Problem.NotFound _ -> missing;
      case Problem.Invalid _,
          Problem.Denied _,
          Problem.Csrf _,
          Problem.TimedOut _,
          Problem.Conflict _,
          Problem.Exists _,
          Problem.PreconditionFailed _,
          Problem.TooLarge _,
          Problem.Locked _,
          Problem.TooManyAttempts _,
          Problem.QuotaExceeded _,
          Problem.StorageFull _,
          Problem.Unavailable _ ->
          ProblemJson.status(problem);
    };
  }
}
