package allmende.files;

import allmende.files.Whereabouts.Found;
import allmende.platform.problem.Problem;
import allmende.spaces.Role;
import java.time.Instant;
import java.util.Optional;

/// What holds for whatever is given to others, be it by a link or to people.
final class Giving {
  private static final int LONGEST_NOTE = 1_000;

  private Giving() {}

  /// @throws Problem.Denied to those who may not let others in, and for the top of a space
  static Found shareable(Found found) {
    if (!found.rights().can(Rights.SHARE)) {
      throw new Problem.Denied(
          found.belongs()
              ? "Only those who may change this may share it."
              : "Nobody passes on what was shared with them.");
    }
    if (found.isTop()) {
      throw new Problem.Denied("A space has members; what is in it can be shared.");
    }
    return found;
  }

  /// Whether the asker takes back also what others gave there.
  static boolean isManager(Found found) {
    return found.belongs() && found.membership().role() == Role.MANAGER;
  }

  /// What of these rights the asker can give away, and mean something there.
  static Rights within(Rights wish, Found found) {
    return wish.and(found.rights()).and(Rights.possible(found.node())).without(Rights.SHARE);
  }

  static Optional<Instant> end(Optional<Instant> at, Instant now) {
    if (at.isPresent() && !at.get().isAfter(now)) {
      throw new Problem.Invalid("This cannot end in the past.");
    }
    return at;
  }

  static String note(String text) {
    return text(text, LONGEST_NOTE);
  }

  static String text(String text, int longest) {
    if (text.codePointCount(0, text.length()) > longest || text.indexOf('\0') >= 0) {
      throw new Problem.Invalid("This text may have " + longest + " characters at the most.");
    }
    return text.strip();
  }
}
