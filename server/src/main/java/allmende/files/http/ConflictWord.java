package allmende.files.http;

import allmende.files.Arrange.Taken;
import allmende.platform.problem.Problem;
import org.jspecify.annotations.Nullable;

/// What a caller wants when a name is taken, by its word in `docs/protocols/http.md`.
final class ConflictWord {
  private ConflictWord() {}

  /// @param word nothing stands for `fail`
  static Taken of(@Nullable String word) {
    return switch (word) {
      case null -> Taken.FAIL;
      case "fail" -> Taken.FAIL;
      case "replace" -> Taken.REPLACE;
      case "rename" -> Taken.RENAME;
      default -> throw new Problem.Invalid("\"conflict\" is fail, replace or rename.");
    };
  }
}
