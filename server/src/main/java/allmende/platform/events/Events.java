package allmende.platform.events;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/// Writes what happened into the transaction that does it, so that neither is ever there without
/// the other.
public final class Events {
  private static final String APPEND =
      "insert into events.event (kind, actor, client, authority, space, node, name, detail)"
          + " values (?, ?, ?, ?, ?, ?, ?, ?)";

  private final List<Runnable> committed = new CopyOnWriteArrayList<>();
  private final List<Consumer<Event>> ended = new CopyOnWriteArrayList<>();
  private final Consumer<Event> readings;

  /// For those who show nobody any content: readings go nowhere.
  public Events() {
    this(_ -> {});
  }

  /// @param readings takes what was read, without making anybody wait
  public Events(Consumer<Event> readings) {
    this.readings = readings;
  }

  /// Called after each transaction of this process that has left events.
  public void onCommit(Runnable listener) {
    committed.add(listener);
  }

  /// Called with each event when its transaction has ended, before anybody is told how: also when
  /// it was rolled back, since nobody knows whether a commit took place whose answer was lost.
  public void onEnd(Consumer<Event> listener) {
    ended.add(listener);
  }

  /// Appends to the caller's own transaction.
  public void append(Handle transaction, Event event) {
    transaction.execute(
        APPEND,
        event.kind(),
        event.actor(),
        event.client(),
        event.right(),
        event.space(),
        event.node(),
        event.name(),
        event.detail());
    if (!ended.isEmpty()) {
      transaction.afterCommit(() -> end(event));
      transaction.afterRollback(() -> end(event));
    }
    if (!committed.isEmpty()) {
      transaction.afterCommit(() -> committed.forEach(Runnable::run));
    }
  }

  /// Tells of an event that is committed already: a statement has written it by the function
  /// `events.append`, in a transaction of its own.
  public void committed(Event event) {
    end(event);
    committed.forEach(Runnable::run);
  }

  private void end(Event event) {
    ended.forEach(listener -> listener.accept(event));
  }

  /// Notes that content was read. It is written down a moment later, together with others, so that
  /// no answer waits for it.
  public void reading(Event event) {
    readings.accept(event);
  }
}
