package allmende.files;

import allmende.identity.AccountId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A link to a file or folder, which whoever knows its token may follow.
///
/// @param rights what it allows as long as its giver may do the same
/// @param token what stands in its address: random, and worth as much as a key
/// @param password the hash of its password, if it asks for one
/// @param label what its giver calls it; may be empty
/// @param note what its giver tells those who follow it; may be empty
/// @param expires when it ends, if it does
/// @param downloads how many there were
/// @param mostDownloads after how many it ends, if it does
public record Link(
    LinkId id,
    FileId node,
    AccountId giver,
    Rights rights,
    String token,
    @Nullable String password,
    String label,
    String note,
    Optional<Instant> expires,
    long downloads,
    Optional<Long> mostDownloads,
    Instant made) {
  /// Whether its time has not come.
  boolean isInTime(Instant now) {
    return expires.map(now::isBefore).orElse(true);
  }

  /// Whether there may be one more download.
  boolean hasDownloads() {
    return mostDownloads.map(most -> downloads < most).orElse(true);
  }

  /// What names it where its password is concerned.
  String door() {
    return "link " + id.value();
  }

  @Override
  public String toString() {
    // Without its token and its password, should it ever reach a log.
    return door();
  }
}
