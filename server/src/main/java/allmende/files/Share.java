package allmende.files;

import allmende.identity.AccountId;
import allmende.identity.GroupId;
import java.time.Instant;
import java.util.Optional;

/// A file or folder that somebody shares with a person or a group of this house.
///
/// @param rights what it allows as long as its giver may do the same
/// @param note what its giver tells those who receive it; may be empty
/// @param expires when it ends, if it does
public record Share(
    ShareId id,
    FileId node,
    AccountId giver,
    With with,
    Rights rights,
    String note,
    Optional<Instant> expires,
    Instant made) {
  /// With whom.
  public sealed interface With {
    record Person(AccountId account) implements With {}

    /// Whoever belongs to it at the moment.
    record Team(GroupId group) implements With {}
  }

  /// Whether its time has not come.
  boolean isInTime(Instant now) {
    return expires.map(now::isBefore).orElse(true);
  }
}
