package allmende.files;

import java.time.Instant;
import java.util.Optional;

/// One setting of a link; several are set at once.
public sealed interface LinkChange {
  /// What it allows.
  record Allow(Rights rights) implements LinkChange {}

  /// @param password the new one, or none to ask for none
  record Password(Optional<String> password) implements LinkChange {
    @Override
    public String toString() {
      return "Password";
    }
  }

  /// @param label up to 255 characters
  record Label(String label) implements LinkChange {}

  /// @param note up to 1,000 characters
  record Note(String note) implements LinkChange {}

  record Expires(Optional<Instant> at) implements LinkChange {}

  /// @param most how many downloads in all, from the link's beginning
  record MostDownloads(Optional<Long> most) implements LinkChange {}
}
