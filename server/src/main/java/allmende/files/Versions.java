package allmende.files;

import allmende.files.Whereabouts.Found;
import allmende.files.store.LockStore;
import allmende.files.store.TreeStore;
import allmende.files.store.VersionStore;
import allmende.identity.Actor;
import allmende.platform.events.Events;
import allmende.platform.problem.Problem;
import allmende.spaces.SpaceId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// The earlier contents of files. Whoever may read a file may read them; whoever may write it may
/// bring one back or remove it.
public final class Versions {
  private static final int ATTEMPTS = 5;

  private final Jdbi jdbi;
  private final Whereabouts whereabouts;
  private final Changes changes;
  private final LockGuard guard;
  private final TreeStore tree = new TreeStore();
  private final VersionStore store = new VersionStore();

  public Versions(Jdbi jdbi, Clock clock, RandomGenerator random, Ways ways, Events events) {
    this.jdbi = jdbi;
    this.whereabouts = ways.whereabouts();
    this.changes = new Changes(clock, random, events);
    this.guard = new LockGuard(new LockStore(), clock);
  }

  /// What the file contained before, the newest first.
  ///
  /// @throws Problem.NotFound for what is no file that the asker may read
  public List<Version> list(Actor actor, FileId file) {
    return jdbi.withHandle(handle -> {
      file(handle, actor, file);
      return store.list(handle, file);
    });
  }

  /// @throws Problem.NotFound for what is no file that the asker may read, or has no such version
  public Version find(Actor actor, FileId file, VersionId id) {
    return jdbi.withHandle(handle -> {
      file(handle, actor, file);
      return version(handle, file, id);
    });
  }

  /// Gives the file the content that it had; what it has now becomes a version.
  ///
  /// @throws Problem.Denied to whoever may not write it
  public Entry restore(Actor actor, FileId file, VersionId id) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<Entry> done = jdbi.inTransaction(handle -> restore(handle, actor, file, id));
      if (done.isPresent()) {
        return done.get();
      }
    }
    throw new Problem.Unavailable("Too many people are writing this file at once.");
  }

  /// Notes that somebody was given an earlier content.
  ///
  /// @param file as it is now
  public void reading(Actor actor, Entry file, Version version) {
    changes.reading(actor, file, "version " + version.id().value() + " of " + version.mtime());
  }

  /// Removes a version for good.
  ///
  /// @throws Problem.Denied to whoever may not write the file, or does not belong to its space
  public void delete(Actor actor, FileId file, VersionId id) {
    jdbi.useTransaction(handle -> {
      Found found = writable(handle, actor, file);
      if (!found.belongs()) {
        throw new Problem.Denied("Only those who belong to the space remove versions for good.");
      }
      Version version = version(handle, file, id);
      if (!store.delete(handle, file, id)) {
        throw missing();
      }
      record(handle, actor, found, "version.purged", version);
    });
  }

  private Optional<Entry> restore(Handle handle, Actor actor, FileId file, VersionId id) {
    SpaceId space = writable(handle, actor, file).node().space();
    tree.enter(handle, space, false);
    Found found = writable(handle, actor, file);
    Version version = version(handle, file, id);
    Node now = found.node();
    if (!now.space().equals(space)) {
      handle.rollback();
      return Optional.empty();
    }
    long more = version.content().size() - now.size();
    Changes.requireRoom(found.membership(), found.root(), more);
    guard.requireFree(handle, actor, Terms.NONE, found.path(), found.line());
    // First, so that the content of now can become a version even when both are of the same time.
    boolean changed =
        store.delete(handle, file, id)
            && tree.replace(
                handle,
                now,
                version.content(),
                version.mtime(),
                changes.etag(),
                version.checksum().orElse(null),
                actor.account().id().value());
    if (!changed) {
      handle.rollback();
      return Optional.empty();
    }
    changes.touch(handle, found.above(), more);
    record(handle, actor, found, "version.restored", version);
    return Optional.of(whereabouts.find(handle, actor, file).entry());
  }

  private Found file(Handle handle, Actor actor, FileId id) {
    Found found = whereabouts.find(handle, actor, id);
    if (found.node().folder()) {
      throw missing();
    }
    return found;
  }

  private Found writable(Handle handle, Actor actor, FileId id) {
    return file(handle, actor, id).require(Rights.UPDATE);
  }

  private Version version(Handle handle, FileId file, VersionId id) {
    return store.find(handle, file, id).orElseThrow(Versions::missing);
  }

  private void record(Handle handle, Actor actor, Found file, String kind, Version version) {
    Node node = file.node();
    String detail = "version " + version.id().value() + " of " + version.mtime();
    changes.record(handle, actor, file.standing(), kind, node.id(), node.name(), detail);
  }

  private static Problem missing() {
    return new Problem.NotFound("There is no such version.");
  }
}
