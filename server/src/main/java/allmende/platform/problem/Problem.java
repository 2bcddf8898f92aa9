package allmende.platform.problem;

import java.time.Duration;

/// Why a capability did not do what it was asked: the one family of failures of this house.
///
/// Each has a stable [#code()] for programs and a sentence that is safe to show to whoever asked.
/// Every edge has one exhaustive switch from this family to its protocol's own words.
public abstract sealed class Problem extends RuntimeException {
  private final String code;

  private Problem(String code, String sentence) {
    super(sentence, null, false, false);
    this.code = code;
  }

  /// Stable, lower-case, hyphenated; see `docs/protocols/http.md`.
  public String code() {
    return code;
  }

  /// Safe to show: names nothing that the asker may not know.
  public String sentence() {
    return String.valueOf(getMessage());
  }

  /// The request itself is malformed or asks for what cannot be.
  public static final class Invalid extends Problem {
    public Invalid(String sentence) {
      super("invalid", sentence);
    }
  }

  /// Nobody is signed in, or what was presented does not count.
  public static final class SignedOut extends Problem {
    public SignedOut(String sentence) {
      super("signed-out", sentence);
    }
  }

  /// The asker is known and may not do this.
  public static final class Denied extends Problem {
    public Denied(String sentence) {
      super("denied", sentence);
    }
  }

  /// A browser's request without the proof that our own page sent it.
  public static final class Csrf extends Problem {
    public Csrf() {
      super("csrf", "This request did not come from one of our pages.");
    }
  }

  /// It is not there, or the asker may not know that it is.
  public static final class NotFound extends Problem {
    public NotFound(String sentence) {
      super("not-found", sentence);
    }
  }

  /// The state of things does not allow it: a missing parent folder, a folder moved into itself.
  public static final class Conflict extends Problem {
    public Conflict(String sentence) {
      super("conflict", sentence);
    }
  }

  /// Something of that name is there already.
  public static final class Exists extends Problem {
    public Exists(String sentence) {
      super("exists", sentence);
    }
  }

  /// A condition that the asker set does not hold.
  public static final class PreconditionFailed extends Problem {
    public PreconditionFailed(String sentence) {
      super("precondition-failed", sentence);
    }
  }

  /// What was announced did not arrive in the time that a connection may be silent.
  public static final class TimedOut extends Problem {
    public TimedOut() {
      super("timed-out", "The request did not arrive in time.");
    }
  }

  /// Larger than a limit allows.
  public static final class TooLarge extends Problem {
    public TooLarge(String sentence) {
      super("too-large", sentence);
    }
  }

  /// A lock stands in the way; [#where()] names the locked place, in the asker's own words for it.
  public static final class Locked extends Problem {
    private final String where;

    public Locked(String where) {
      super("locked", "Somebody has locked this.");
      this.where = where;
    }

    public String where() {
      return where;
    }
  }

  /// Guessing is slowed down; the asker may come back after [#retryAfter()].
  public static final class TooManyAttempts extends Problem {
    private final Duration retryAfter;

    public TooManyAttempts(Duration retryAfter) {
      super("too-many-attempts", "Too many attempts. Please wait a moment.");
      this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
      return retryAfter;
    }
  }

  /// The space holds as much as it may.
  public static final class QuotaExceeded extends Problem {
    public QuotaExceeded() {
      super("quota-exceeded", "There is not enough room left in this space.");
    }
  }

  /// The machine's disk is full.
  public static final class StorageFull extends Problem {
    public StorageFull() {
      super("storage-full", "The server's disk is full.");
    }
  }

  /// Something that this needs (the database, usually) is away; trying again later may work.
  public static final class Unavailable extends Problem {
    public Unavailable(String sentence) {
      super("unavailable", sentence);
    }
  }
}
