package allmende.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.platform.problem.CannotStart;
import allmende.platform.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/// Every trouble that an administrator can mend is one sentence; a mistake of ours is none.
class StartTroubleTest {
  @Test
  void whatCanBeMendedIsOneSentence() {
    says("The disk is full", new IOException("No space left on device"));
    says("The disk is full", new CannotStart("x", new SQLException("x", "53100")));
    says("/d/lock may not be read", new AccessDeniedException("/d/lock"));
    says("/d/lock may not be read", new UncheckedIOException(new AccessDeniedException("/d/lock")));
    says("/d is not there", new NoSuchFileException("/d"));
    says("/d cannot be used: Not a", new FileSystemException("/d", null, "Not a directory"));
    says("Port", new CannotStart("Port", null));
    says("No setting", new Settings.Misconfigured("No setting"));
    says("There is nobody", new Problem.NotFound("There is nobody"));
    says("The database cannot", new IllegalStateException(new SQLException("x", "08006")));
  }

  @Test
  void aMistakeOfOursIsNone() {
    assertTrue(StartTrouble.sentence(new IllegalStateException("secret detail")).isEmpty());
    assertTrue(StartTrouble.sentence(new NullPointerException()).isEmpty());
  }

  private static void says(String beginning, Throwable thrown) {
    String sentence = StartTrouble.sentence(thrown).orElseThrow();
    assertTrue(sentence.startsWith(beginning), sentence);
    assertEquals(1, sentence.lines().count());
  }
}
