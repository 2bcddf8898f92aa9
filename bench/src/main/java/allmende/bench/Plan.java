package allmende.bench;

import java.util.List;
import java.util.Set;

/// Which parts to measure, and how much of each.
///
/// @param rounds how often a figure is taken; the median counts
record Plan(
    Set<String> only,
    int rounds,
    int warmUp,
    int small,
    int listings,
    int longListings,
    int bigMebibytes,
    int mixed,
    int syncFiles,
    int unchangedSyncs) {
  private static final List<String> PARTS =
      List.of("start", "put", "get", "propfind", "big", "mixed", "sync", "memory");

  static Plan of(List<String> options) {
    Set<String> only = Set.copyOf(PARTS);
    boolean quick = false;
    for (int i = 0; i < options.size(); i++) {
      switch (options.get(i)) {
        case "--quick" -> quick = true;
        case "--only" -> {
          if (++i == options.size()) {
            throw new IllegalArgumentException("--only needs a list of " + PARTS + ".");
          }
          only = Set.of(options.get(i).split(","));
          if (!PARTS.containsAll(only)) {
            throw new IllegalArgumentException("The parts are " + PARTS + ".");
          }
        }
        default -> throw new IllegalArgumentException("There is no option " + options.get(i) + ".");
      }
    }
    return quick
        ? new Plan(only, 1, 5000, 1000, 100, 20, 256, 10_000, 500, 5)
        : new Plan(only, 3, 24_000, 2000, 200, 20, 1024, 100_000, 2000, 20);
  }

  boolean has(String part) {
    return only.contains(part);
  }
}
