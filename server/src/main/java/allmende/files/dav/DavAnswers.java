package allmende.files.dav;

import allmende.platform.problem.Problem;
import allmende.protocols.dav.DavError;
import allmende.protocols.dav.DavPath;
import allmende.protocols.xml.QName;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A [Problem] in WebDAV's words.
///
/// @param status the HTTP status
/// @param body the error as sabre-based clients read it
record DavAnswers(int status, DavError body) {
  static DavAnswers of(Problem problem, String method) {
    String sentence = problem.sentence();
    return switch (problem) {
      case Problem.Invalid _ -> answer(400, DavError.BAD_REQUEST, sentence);
      case Problem.SignedOut _ -> answer(401, DavError.NOT_AUTHENTICATED, sentence);
      case Problem.Denied _, Problem.Csrf _ -> answer(403, DavError.FORBIDDEN, sentence);
      case Problem.NotFound _ -> answer(404, DavError.NOT_FOUND, sentence);
      // RFC 9110 §15.5.9. Every client comes again by itself.
      case Problem.TimedOut _ -> answer(408, DavError.BAD_REQUEST, sentence);
      case Problem.Exists _ ->
          // RFC 4918 §9.3.1: MKCOL on what exists is 405.
          answer(405, DavError.METHOD_NOT_ALLOWED, sentence);
      case Problem.Conflict _ ->
          answer(
              409,
              DavError.CONFLICT,
              sentence,
              method.equals("UNLOCK") ? DavError.LOCK_TOKEN_MATCHES : null,
              List.of());
      case Problem.PreconditionFailed _ -> answer(412, DavError.PRECONDITION_FAILED, sentence);
      case Problem.TooLarge _ -> answer(413, DavError.BAD_REQUEST, sentence);
      case Problem.Locked locked ->
          answer(
              423,
              DavError.LOCKED,
              sentence,
              method.equals("LOCK") ? DavError.NO_CONFLICTING_LOCK : DavError.LOCK_TOKEN_SUBMITTED,
              List.of(href(locked)));
      case Problem.TooManyAttempts _ -> answer(429, DavError.NOT_AUTHENTICATED, sentence);
      case Problem.Unavailable _ -> answer(503, DavError.SERVICE_UNAVAILABLE, sentence);
      case Problem.QuotaExceeded _ ->
          answer(
              507, DavError.INSUFFICIENT_STORAGE, sentence, DavError.QUOTA_NOT_EXCEEDED, List.of());
      case Problem.StorageFull _ -> answer(507, DavError.INSUFFICIENT_STORAGE, sentence);
    };
  }

  /// An address of ours for the locked place that fits whatever root the client uses.
  private static String href(Problem.Locked locked) {
    return "/remote.php/webdav"
        + DavPath.encode(
            Arrays.stream(locked.where().split("/", -1)).filter(name -> !name.isEmpty()).toList());
  }

  private static DavAnswers answer(int status, String exception, String sentence) {
    return answer(status, exception, sentence, null, List.of());
  }

  private static DavAnswers answer(
      int status,
      String exception,
      String sentence,
      @Nullable QName precondition,
      List<String> hrefs) {
    return new DavAnswers(status, new DavError(exception, sentence, precondition, hrefs));
  }
}
