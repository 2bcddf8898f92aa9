package allmende.bench;

import allmende.packaged.ProcessTree;

/// Looks at some processes' memory ten times a second.
final class MemoryWatch implements AutoCloseable {
  private final ProcessTree processes;
  private final long before;
  private final Thread thread;
  private volatile long most;

  /// @param before what counts as the beginning
  MemoryWatch(ProcessTree processes, long before) {
    this.processes = processes;
    this.before = before;
    this.most = processes.rss();
    this.thread = Thread.ofPlatform().daemon().start(this::watch);
  }

  /// How much larger than in the beginning it was at the most.
  long growth() {
    most = Math.max(most, processes.rss());
    return most - before;
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private void watch() {
    try {
      while (true) {
        Thread.sleep(100);
        most = Math.max(most, processes.rss());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
