package allmende.files;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// Which versions of a file are kept: the older they are, the farther apart.
///
/// Time is divided into steps that do not move, and each longer one is made of whole shorter ones.
/// The last version of a step is kept, so that whatever a short step has kept is what a longer one
/// chooses from, however often this is asked.
final class VersionSchedule {
  private static final Duration DAY = Duration.ofDays(1);

  /// Up to an age, one version per step.
  private record Stage(Duration age, Duration step) {}

  private static final List<Stage> STAGES =
      List.of(
          new Stage(Duration.ofSeconds(10), Duration.ofSeconds(2)),
          new Stage(Duration.ofMinutes(1), Duration.ofSeconds(10)),
          new Stage(Duration.ofHours(1), Duration.ofMinutes(1)),
          new Stage(DAY, Duration.ofHours(1)),
          new Stage(Duration.ofDays(30), DAY));
  private static final Duration AFTERWARDS = Duration.ofDays(7);

  private record Step(Duration length, long number) {}

  private VersionSchedule() {}

  /// Those that may go.
  ///
  /// @param versions of one file, the newest first
  /// @param made when a version became one
  static <V> List<V> surplus(List<V> versions, Function<V, Instant> made, Instant now) {
    List<V> surplus = new ArrayList<>();
    Set<Step> taken = new HashSet<>();
    for (V version : versions) {
      Instant when = made.apply(version);
      Duration length = step(Duration.between(when, now));
      if (!taken.add(new Step(length, Math.floorDiv(when.getEpochSecond(), length.toSeconds())))) {
        surplus.add(version);
      }
    }
    return surplus;
  }

  private static Duration step(Duration age) {
    for (Stage stage : STAGES) {
      if (age.compareTo(stage.age()) <= 0) {
        return stage.step();
      }
    }
    return AFTERWARDS;
  }
}
