package allmende.files;

import allmende.files.Ground.Spot;
import allmende.files.Mounts.Place;
import allmende.files.store.LockStore;
import allmende.files.store.TreeStore;
import allmende.identity.Actor;
import allmende.platform.events.Events;
import allmende.platform.problem.Problem;
import allmende.spaces.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Taking, prolonging and giving back locks (RFC 4918 §6, §7). Keeping others out is the work of
/// every change.
public final class Locks {
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private final Jdbi jdbi;
  private final Clock clock;
  private final RandomGenerator random;
  private final Duration longest;
  private final Mounts mounts;
  private final LockStore store = new LockStore();
  private final TreeStore tree = new TreeStore();
  private final Ground ground;
  private final LockGuard guard;
  private final TermsCheck check;
  private final Changes changes;

  /// @param longest how long a lock may last without a refresh, whatever a client wishes
  public Locks(
      Jdbi jdbi, Clock clock, RandomGenerator random, Ways ways, Events events, Duration longest) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.random = random;
    this.longest = longest;
    this.mounts = ways.mounts();
    this.changes = new Changes(clock, random, events);
    this.ground = new Ground(changes);
    this.guard = new LockGuard(store, clock);
    this.check = new TermsCheck(mounts, ground, guard);
  }

  /// What a client asks for.
  ///
  /// @param ownerXml as it calls itself; may be empty
  /// @param seconds until it must refresh
  public record Wish(
      Lock.Kind kind, boolean exclusive, boolean deep, String ownerXml, long seconds) {}

  /// A lock and where it was taken.
  ///
  /// @param root from the person's root
  public record Held(Lock lock, List<String> root) {}

  /// Locks what is there. Locking a name where nothing is takes an empty file first: see
  /// [Tree#put].
  ///
  /// @throws Problem.NotFound when nothing is there
  /// @throws Problem.Locked when another lock stands in the way
  public Held take(Actor actor, List<String> path, Wish wish, Terms terms) {
    Place place = mounts.find(actor, path).requireWrite();
    return jdbi.inTransaction(handle -> {
      // Alone, so that no change that is under way misses the new lock.
      tree.enter(handle, place.membership().space().id(), true);
      store.sweep(handle, clock.instant());
      Spot spot = ground.spot(handle, place);
      Node node = spot.there().orElseThrow(Ground::missing);
      check.require(handle, actor, terms, spot.there());
      Optional<Lock> same = mine(handle, actor, node, wish);
      if (same.isPresent()) {
        return held(place, prolonged(handle, same.get(), wish.seconds()));
      }
      requireFree(handle, place, spot.line(node), node, wish);
      Lock lock = fresh(actor, node, wish);
      store.add(handle, node.space(), lock);
      changes.record(handle, actor, spot, "file.locked", node.id(), List.of());
      return held(place, lock);
    });
  }

  /// Prolongs a lock that covers the path.
  ///
  /// @throws Problem.PreconditionFailed when none of the tokens is of such a lock
  public Held refresh(Actor actor, List<String> path, Set<String> tokens, long seconds) {
    Place place = mounts.find(actor, path).requireWrite();
    return jdbi.inTransaction(handle -> {
      List<Node> line = ground.line(handle, place);
      Lock lock =
          guard.covering(handle, line).stream()
              .filter(
                  one -> tokens.contains(one.token()) && one.owner().equals(actor.account().id()))
              .findFirst()
              .orElseThrow(
                  () -> new Problem.PreconditionFailed("There is no such lock, or no longer."));
      return new Held(prolonged(handle, lock, seconds), rootOf(place, line, lock));
    });
  }

  /// Gives a lock back.
  ///
  /// @throws Problem.Conflict when no lock of that token covers the path
  /// @throws Problem.Denied to all but its owner and the space's managers
  public void release(Actor actor, List<String> path, String token) {
    Place place = mounts.find(actor, path).requireWrite();
    jdbi.useTransaction(handle -> {
      List<Node> line = ground.line(handle, place);
      Lock lock =
          guard.covering(handle, line).stream()
              .filter(one -> one.token().equals(token))
              .findFirst()
              .orElseThrow(() -> new Problem.Conflict("No lock of this token is here."));
      release(handle, actor, place, line.getLast(), lock);
    });
  }

  /// Gives the person's own lock of the other kind back: there is no token to name it by.
  ///
  /// @throws Problem.PreconditionFailed when there is none
  public void releasePersons(Actor actor, List<String> path) {
    Place place = mounts.find(actor, path).requireWrite();
    jdbi.useTransaction(handle -> {
      Node node = ground.target(handle, place);
      Lock lock =
          store.on(handle, List.of(node.id()), clock.instant()).stream()
              .filter(one -> one.kind() == Lock.Kind.PERSON)
              .findFirst()
              .orElseThrow(() -> new Problem.PreconditionFailed("It is not locked."));
      release(handle, actor, place, node, lock);
    });
  }

  /// The locks that a folder's list shows: those on what is directly in it, on itself, and deep
  /// ones above it.
  ///
  /// @return by the node that they cover
  public Map<FileId, List<Held>> seen(Actor actor, List<String> path, boolean children) {
    Place place = mounts.find(actor, path);
    Map<FileId, List<Held>> seen = new HashMap<>();
    BiConsumer<FileId, Held> add =
        (node, held) -> seen.computeIfAbsent(node, _ -> new ArrayList<>()).add(held);
    jdbi.useHandle(handle -> {
      if (!store.isAny(handle, place.membership().space().id())) {
        return;
      }
      List<Node> line = ground.walk(handle, place).nodes();
      if (line.size() <= place.names().size()) {
        return;
      }
      Node self = line.getLast();
      for (Lock lock : guard.covering(handle, line)) {
        add.accept(self.id(), new Held(lock, rootOf(place, line, lock)));
      }
      if (children && self.folder()) {
        for (LockStore.Named child : store.onChildren(handle, self.id(), clock.instant())) {
          List<String> root = Stream.concat(path.stream(), Stream.of(child.name())).toList();
          add.accept(child.lock().node(), new Held(child.lock(), root));
        }
      }
    });
    return seen;
  }

  private void release(Handle handle, Actor actor, Place place, Node node, Lock lock) {
    boolean manager = place.top().isEmpty() && place.membership().role() == Role.MANAGER;
    if (!lock.owner().equals(actor.account().id()) && !manager) {
      throw new Problem.Denied("Only whoever took a lock may give it back.");
    }
    store.remove(handle, List.of(lock));
    changes.record(handle, actor, place.standing(), "file.unlocked", node.id(), node.name(), null);
  }

  /// Nextcloud's clients lock again to prolong.
  private Optional<Lock> mine(Handle handle, Actor actor, Node node, Wish wish) {
    if (wish.kind() != Lock.Kind.PERSON) {
      return Optional.empty();
    }
    return store.on(handle, List.of(node.id()), clock.instant()).stream()
        .filter(
            lock -> lock.kind() == Lock.Kind.PERSON && lock.owner().equals(actor.account().id()))
        .findFirst();
  }

  private void requireFree(Handle handle, Place place, List<Node> line, Node node, Wish wish) {
    List<Lock> others = new ArrayList<>(guard.covering(handle, line));
    if (wish.deep()) {
      others.addAll(store.within(handle, node.space(), node.id(), clock.instant()));
    }
    if (others.stream().anyMatch(lock -> wish.exclusive() || lock.exclusive())) {
      throw new Problem.Locked(String.join("/", place.path()));
    }
  }

  private Lock fresh(Actor actor, Node node, Wish wish) {
    Instant now = clock.instant();
    long seconds = clamped(wish.seconds());
    return new Lock(
        "opaquelocktoken:" + new UUID(random.nextLong(), random.nextLong()),
        node.id(),
        wish.kind(),
        wish.exclusive(),
        wish.deep(),
        actor.account().id(),
        actor.account().name(),
        actor.account().displayName(),
        wish.ownerXml(),
        seconds,
        now,
        now.plusSeconds(seconds));
  }

  private Lock prolonged(Handle handle, Lock lock, long wished) {
    long seconds = clamped(wished);
    Instant expires = clock.instant().plusSeconds(seconds);
    store.prolong(handle, lock.token(), seconds, expires);
    return new Lock(
        lock.token(),
        lock.node(),
        lock.kind(),
        lock.exclusive(),
        lock.deep(),
        lock.owner(),
        lock.ownerName(),
        lock.ownerDisplayName(),
        lock.ownerXml(),
        seconds,
        lock.created(),
        expires);
  }

  private long clamped(long seconds) {
    return Math.clamp(seconds, SHORTEST.toSeconds(), longest.toSeconds());
  }

  private static Held held(Place place, Lock lock) {
    return new Held(lock, place.path());
  }

  /// Where on the way to a place a lock was taken.
  private static List<String> rootOf(Place place, List<Node> line, Lock lock) {
    int below = 0;
    for (int i = line.size() - 1; i >= 0 && !line.get(i).id().equals(lock.node()); i--) {
      below++;
    }
    List<String> path = place.path();
    // One above what was shared with the person is met there.
    return path.subList(0, Math.max(place.received().isPresent() ? 1 : 0, path.size() - below));
  }
}
