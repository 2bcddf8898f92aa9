package allmende.files;

import allmende.files.Ground.Spot;
import allmende.files.store.TreeStore;
import allmende.identity.Actor;
import allmende.platform.events.Event;
import allmende.platform.events.Events;
import allmende.spaces.Membership;
import java.time.Clock;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What every change leaves behind in its own transaction: other etags above it, and an event.
final class Trail {
  private final TreeStore store;
  private final Events events;
  private final Clock clock;
  private final RandomGenerator random;

  Trail(TreeStore store, Events events, Clock clock, RandomGenerator random) {
    this.store = store;
    this.events = events;
    this.clock = clock;
    this.random = random;
  }

  /// Gives all these folders another etag.
  ///
  /// @param growth of their sizes, in bytes
  void touch(Handle transaction, List<Node> folders, long growth) {
    store.touch(transaction, folders, random.nextLong(), growth, clock.instant().getEpochSecond());
  }

  /// @param from where it was before, if it came from elsewhere
  void record(
      Handle transaction, Actor actor, Spot spot, String kind, FileId node, List<String> from) {
    record(
        transaction,
        actor,
        spot.place().membership(),
        kind,
        node,
        spot.name().shown(),
        from.isEmpty() ? null : String.join("/", from));
  }

  void record(
      Handle transaction,
      Actor actor,
      Membership membership,
      String kind,
      FileId node,
      String name,
      @Nullable String detail) {
    events.append(
        transaction,
        new Event(
            kind,
            actor.account().id().value(),
            actor.client(),
            actor.credential().right() + ", " + membership.role(),
            membership.space().id().value(),
            node.value(),
            name,
            detail));
  }
}
