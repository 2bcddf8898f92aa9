package allmende.packaged;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Some processes with all their children: what they have cost so far (`proc(5)`).
public final class ProcessTree {
  /// `sysconf(_SC_CLK_TCK)`, which is 100 on every Linux that Java runs on.
  private static final int TICKS_PER_SECOND = 100;

  private static final int UTIME = 11;
  private static final int CSTIME = 14;

  private final Supplier<Stream<Long>> roots;

  /// @param roots asked each time, since processes come and go
  public ProcessTree(Supplier<Stream<Long>> roots) {
    this.roots = roots;
  }

  /// The ids of all of them, now.
  public List<Long> pids() {
    return roots
        .get()
        .flatMap(pid -> ProcessHandle.of(pid).stream())
        .flatMap(root -> Stream.concat(Stream.of(root), root.descendants()))
        .map(ProcessHandle::pid)
        .distinct()
        .toList();
  }

  /// User and system time, that of children that have ended included.
  public Duration cpu() {
    return Duration.ofMillis(
        pids().stream().mapToLong(ProcessTree::ticks).sum() * 1000 / TICKS_PER_SECOND);
  }

  /// Proportional set size in bytes: what the machine would gain if they all ended.
  public long pss() {
    return memory("Pss:");
  }

  /// Resident set size in bytes; shared pages are counted once for every process.
  public long rss() {
    return memory("Rss:");
  }

  private long memory(String field) {
    return pids().stream().mapToLong(pid -> memory(pid, field)).sum();
  }

  private static long ticks(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      // The command's name, in brackets, may hold anything.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      long sum = 0;
      for (int field = UTIME; field <= CSTIME; field++) {
        sum += Long.parseLong(fields[field]);
      }
      return sum;
    } catch (IOException e) {
      return 0; // it has ended; its parent counts it now
    }
  }

  private static long memory(long pid, String field) {
    try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "smaps_rollup"))) {
      return lines
              .filter(line -> line.startsWith(field))
              .mapToLong(
                  line -> Long.parseLong(line.substring(field.length()).trim().split(" ")[0]))
              .sum()
          * 1024;
    } catch (IOException | java.io.UncheckedIOException e) {
      return 0;
    }
  }
}
