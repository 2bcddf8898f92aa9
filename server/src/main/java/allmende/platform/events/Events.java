package allmende.platform.events;

import org.jdbi.v3.core.Handle;

/// Writes what happened into the transaction that does it, so that neither is ever there without
/// the other.
public final class Events {
  private static final String APPEND =
      "insert into events.event (kind, actor, client, authority, space, node, name, detail)"
          + " values (?, ?, ?, ?, ?, ?, ?, ?)";

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
  }
}
