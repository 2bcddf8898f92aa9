package allmende.sfu.room;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs what it is given one after the other, on a virtual thread that is there only while there is
/// something to do: the one writer of a room.
final class Mailbox implements Executor {
  private static final Logger log = LoggerFactory.getLogger(Mailbox.class);

  private final Queue<Runnable> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();

  @Override
  public void execute(Runnable task) {
    queue.add(task);
    if (waiting.getAndIncrement() == 0) {
      Thread.ofVirtual().name("room").start(this::drain);
    }
  }

  /// Waits for an answer; never to be called from within.
  <T> T ask(Callable<T> question) {
    FutureTask<T> task = new FutureTask<>(question);
    execute(task);
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException thrown) {
        throw thrown;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /// Runs a task later.
  void after(Duration pause, Runnable task) {
    Thread.ofVirtual()
        .name("room-later")
        .start(() -> {
          try {
            Thread.sleep(pause);
            execute(task);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private void drain() {
    do {
      Runnable task = queue.poll();
      if (task != null) {
        try {
          task.run();
        } catch (RuntimeException e) {
          log.error("Something in a room failed.", e);
        }
      }
    } while (waiting.decrementAndGet() > 0);
  }
}
