package allmende.files;

import allmende.files.Ground.Spot;
import allmende.files.store.LockStore;
import allmende.identity.Actor;
import allmende.platform.problem.Problem;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// Keeps changes out that a lock stands in the way of (RFC 4918 §6, §7). Asked inside the
/// transaction of every change, whatever edge it came through.
final class LockGuard {
  private final LockStore store;
  private final Clock clock;

  LockGuard(LockStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /// A file's content or a node's properties change: its own locks count, and deep ones above it.
  void requireContent(Handle handle, Actor actor, Terms terms, Spot spot, Node node) {
    if (spot.locks()) {
      requireFree(handle, actor, terms, spot.place().path(), spot.line(node));
    }
  }

  /// A folder gets a member: the folder's own locks count, and deep ones above it.
  void requireMember(Handle handle, Actor actor, Terms terms, Spot spot) {
    if (spot.locks()) {
      requireFree(handle, actor, terms, spot.place().path(), spot.above());
    }
  }

  /// A folder loses a member: besides, every lock on it and below it counts.
  void requireRemoval(Handle handle, Actor actor, Terms terms, Spot spot, Node node) {
    if (spot.locks()) {
      requireMember(handle, actor, terms, spot);
      requireContent(handle, actor, terms, spot, node);
      Map<FileId, List<Lock>> inside = new HashMap<>();
      for (Lock lock : store.within(handle, node.space(), node.id(), now())) {
        inside.computeIfAbsent(lock.node(), _ -> new ArrayList<>()).add(lock);
      }
      List<String> where = spot.place().path();
      inside.values().forEach(locks -> require(actor, terms, where, locks));
    }
  }

  /// The last node of a line changes: its own locks count, and deep ones above it.
  ///
  /// @param where the person's path to it, to name it by
  void requireFree(Handle handle, Actor actor, Terms terms, List<String> where, List<Node> line) {
    require(actor, terms, where, covering(handle, line));
  }

  /// A node went away or elsewhere: its locks and those below it end (RFC 4918 §7.5, §9.6).
  void release(Handle handle, Spot spot, Node node) {
    if (spot.locks()) {
      store.remove(handle, store.within(handle, node.space(), node.id(), now()));
    }
  }

  /// The locks that cover the last node of a line.
  ///
  /// @param line from the root down
  List<Lock> covering(Handle handle, List<Node> line) {
    FileId self = line.getLast().id();
    return store.on(handle, line.stream().map(Node::id).toList(), now()).stream()
        .filter(lock -> lock.deep() || lock.node().equals(self))
        .toList();
  }

  private static void require(
      Actor actor, Terms terms, List<String> where, Collection<Lock> locks) {
    // Several can only be shared ones: whoever holds one of them may pass.
    if (!locks.isEmpty()
        && (Changes.isLink(actor)
            || locks.stream().noneMatch(lock -> lock.yieldsTo(actor.account().id(), terms)))) {
      throw new Problem.Locked(String.join("/", where));
    }
  }

  private Instant now() {
    return clock.instant();
  }
}
