package allmende.platform.problem;

import org.jspecify.annotations.Nullable;

/// Something that the server needs to begin is not as it must be; the message is one sentence for
/// the administrator.
public final class CannotStart extends RuntimeException {
  public CannotStart(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }
}
