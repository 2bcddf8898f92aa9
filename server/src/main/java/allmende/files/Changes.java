package allmende.files;

import allmende.files.Ground.Spot;
import allmende.files.store.TreeStore;
import allmende.identity.Actor;
import allmende.identity.Credential;
import allmende.platform.events.Event;
import allmende.platform.events.Events;
import allmende.platform.problem.Problem;
import allmende.spaces.Membership;
import allmende.spaces.SpaceId;
import java.time.Clock;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What every change leaves behind in its own transaction: other etags above it, and its event.
final class Changes {
  private final Clock clock;
  private final RandomGenerator random;
  private final Events events;
  private final TreeStore store = new TreeStore();

  Changes(Clock clock, RandomGenerator random, Events events) {
    this.clock = clock;
    this.random = random;
    this.events = events;
  }

  /// Seconds since 1970.
  long now() {
    return clock.instant().getEpochSecond();
  }

  /// An etag that nothing has yet.
  long etag() {
    return random.nextLong();
  }

  /// Follows names from a space's root, which is made when it is first asked for.
  TreeStore.Walk walk(Handle handle, SpaceId space, List<String> keys) {
    TreeStore.Walk walk = store.walk(handle, space, keys);
    if (!walk.nodes().isEmpty()) {
      return walk;
    }
    store.makeRoot(handle, space, now(), etag());
    return store.walk(handle, space, keys);
  }

  /// Tells the folders above a change of it.
  ///
  /// @param size by how many bytes they grew
  void touch(Handle transaction, List<Node> above, long size) {
    store.touch(transaction, above, random.nextLong(), size, now());
  }

  /// @param from where it was before, if it came from elsewhere
  void record(
      Handle transaction, Actor actor, Spot spot, String kind, FileId node, List<String> from) {
    record(
        transaction,
        actor,
        spot.place().standing(),
        kind,
        node,
        spot.name().shown(),
        from.isEmpty() ? null : String.join("/", from));
  }

  void record(
      Handle transaction,
      Actor actor,
      Standing standing,
      String kind,
      FileId node,
      String name,
      @Nullable String detail) {
    events.append(transaction, event(actor, standing, kind, node, name, detail));
  }

  /// Tells of an event that a statement has written, which was a transaction by itself.
  void recorded(Actor actor, Standing standing, String kind, FileId node, String name) {
    events.committed(event(actor, standing, kind, node, name, null));
  }

  /// Who does it, in the ledger's words: whoever comes by a link is nobody in particular.
  static @Nullable Long doer(Actor actor) {
    return isLink(actor) ? null : (Long) actor.account().id().value();
  }

  static boolean isLink(Actor actor) {
    return actor.credential() instanceof Credential.Link;
  }

  /// Notes, without waiting, that somebody was given a file's content.
  void reading(Actor actor, Entry entry) {
    reading(actor, entry, null);
  }

  /// @param detail which content, if it is not the one of now
  void reading(Actor actor, Entry entry, @Nullable String detail) {
    Node file = entry.node();
    events.reading(
        new Event(
            "file.read",
            doer(actor),
            actor.client(),
            Standing.right(actor, entry.role(), entry.received()),
            file.space().value(),
            file.id().value(),
            file.name(),
            detail));
  }

  /// The bytes that a space may still take.
  static long left(Membership membership, Node root) {
    Long quota = membership.space().quota();
    return quota == null ? Long.MAX_VALUE : Math.max(0, quota - root.size());
  }

  /// @throws Problem.QuotaExceeded when the space would hold more than it may
  static void requireRoom(Membership membership, Node root, long more) {
    if (more > 0 && more > left(membership, root)) {
      throw new Problem.QuotaExceeded();
    }
  }

  /// @throws Problem.Denied to whoever may only look
  static void requireWrite(Membership membership) {
    if (!membership.role().canWrite()) {
      throw new Problem.Denied("You may look at this space, not change it.");
    }
  }

  private static Event event(
      Actor actor,
      Standing standing,
      String kind,
      FileId node,
      String name,
      @Nullable String detail) {
    return new Event(
        kind,
        doer(actor),
        actor.client(),
        standing.right(actor),
        standing.membership().space().id().value(),
        node.value(),
        name,
        detail);
  }
}
