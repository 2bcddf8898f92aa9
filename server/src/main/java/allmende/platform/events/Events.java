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
    appended(transaction, event);
  }

  /// Tells of an event that a statement of the caller's has written by the function
  /// `events.append`.
  public void appended(Handle transaction, Event event) {
    if (!ended.isEmpty()) {
      Runnable tell = () -> ended.forEach(listener -> listener.accept(event));
      transaction.afterCommit(tell);
      transaction.afterRollback(tell);
    }
    if (!committed.isEmpty()) {
      transaction.afterCommit(() -> committed.forEach(Runnable::run));
    }
  }

  /// Notes that content was read. It is written down a moment later, together with others, so that
  /// no answer waits for it.
  public void reading(Event event) {
    readings.accept(event);
  }
}
