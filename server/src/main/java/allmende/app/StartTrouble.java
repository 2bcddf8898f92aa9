package allmende.app;

import allmende.platform.http.Problems;
import allmende.platform.problem.CannotStart;
import allmende.platform.problem.Problem;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/// What went wrong when a command began, in one sentence for whoever typed it.
final class StartTrouble {
  private static final int DEEPEST_CAUSE = 20;

  private StartTrouble() {}

  /// Nothing for a mistake of our own, of which the stack says more.
  static Optional<String> sentence(Throwable thrown) {
    if (Problems.from(thrown).orElse(null) instanceof Problem.StorageFull) {
      return Optional.of("The disk is full. Make room where the data folder is, and start again.");
    }
    Throwable at = thrown;
    for (int depth = 0; at != null && depth < DEEPEST_CAUSE; depth++) {
      Optional<String> known = known(at);
      if (known.isPresent()) {
        return known;
      }
      at = at.getCause();
    }
    return Problems.from(thrown).map(Problem::sentence);
  }

  private static Optional<String> known(Throwable thrown) {
    return switch (thrown) {
      case Settings.Misconfigured wrong -> Optional.ofNullable(wrong.getMessage());
      case CannotStart cannot -> Optional.ofNullable(cannot.getMessage());
      case Problem problem -> Optional.of(problem.sentence());
      case AccessDeniedException file ->
          Optional.of(
              file.getFile()
                  + " may not be read or written by this user ("
                  + System.getProperty("user.name")
                  + ").");
      case NoSuchFileException file ->
          Optional.of(file.getFile() + " is not there, and cannot be made.");
      case FileSystemException file when file.getReason() != null ->
          Optional.of(file.getFile() + " cannot be used: " + file.getReason() + ".");
      case IOException io -> Optional.ofNullable(io.getMessage());
      default -> Optional.empty();
    };
  }
}
