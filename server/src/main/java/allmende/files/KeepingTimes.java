package allmende.files;

import java.time.Duration;

/// How long things are kept that nobody needs any more.
///
/// @param unused content that nothing refers to
/// @param trash what was thrown away; zero keeps it until somebody empties the trash
/// @param uploads chunks of an upload that nothing arrives for
public record KeepingTimes(Duration unused, Duration trash, Duration uploads) {
  public KeepingTimes {
    if (unused.compareTo(Duration.ofMinutes(1)) < 0) {
      throw new IllegalArgumentException("files.collector-grace is at least one minute.");
    }
    if (trash.isNegative()) {
      throw new IllegalArgumentException("files.trash-days is not less than zero.");
    }
    if (uploads.compareTo(Duration.ofHours(1)) < 0) {
      throw new IllegalArgumentException("files.upload-hours is at least one.");
    }
  }
}
