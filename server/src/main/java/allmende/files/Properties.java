package allmende.files;

import allmende.files.Ground.Spot;
import allmende.files.Mounts.Place;
import allmende.files.store.LockStore;
import allmende.files.store.PropertyStore;
import allmende.files.store.TreeStore;
import allmende.identity.Actor;
import allmende.platform.events.Events;
import allmende.platform.problem.Problem;
import allmende.protocols.xml.QName;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// What clients note about files and folders: properties of their own making, the time of the last
/// change, favourites.
public final class Properties {
  private static final int MOST = 200;
  private static final int LONGEST = 64 << 10;

  /// With its namespace. PostgreSQL's indexes take rows of up to 2,704 bytes.
  private static final int LONGEST_NAME = 1000;

  private final Jdbi jdbi;
  private final Mounts mounts;
  private final PropertyStore store = new PropertyStore();
  private final TreeStore tree = new TreeStore();
  private final Ground ground;
  private final LockGuard guard;
  private final Changes changes;

  public Properties(Jdbi jdbi, Clock clock, RandomGenerator random, Ways ways, Events events) {
    this.jdbi = jdbi;
    this.mounts = ways.mounts();
    this.changes = new Changes(clock, random, events);
    this.ground = new Ground(changes);
    this.guard = new LockGuard(new LockStore(), clock);
  }

  /// One instruction of many that all take effect, or none.
  public sealed interface Change {
    /// Keeps a property of the client's own.
    record Set(Property property) implements Change {}

    /// Forgets one; that it was not there is no error.
    record Remove(QName name) implements Change {}

    /// @param seconds since 1970
    record Mtime(long seconds) implements Change {}

    /// When the file was made, which is nobody's etag.
    ///
    /// @param seconds since 1970
    record Born(long seconds) implements Change {}

    /// The person's own mark; anybody who sees the file may set it.
    record Favourite(boolean wanted) implements Change {}
  }

  /// Carries the changes out in their order.
  ///
  /// @throws Problem.TooLarge for a value of more than 64 KiB, or more than 200 on one file
  public void change(Actor actor, List<String> path, List<Change> wanted, Terms terms) {
    Place place = mounts.find(actor, path);
    boolean personal = wanted.stream().allMatch(Change.Favourite.class::isInstance);
    if (!personal) {
      place.requireWrite();
    }
    jdbi.useTransaction(handle -> {
      tree.enter(handle, place.membership().space().id(), false);
      List<Node> line = ground.line(handle, place);
      Node node = line.getLast();
      if (!personal) {
        guardAndNote(handle, actor, place, line, terms, wanted);
      }
      wanted.forEach(change -> carryOut(handle, actor, node, change));
      if (store.count(handle, node.id()) > MOST) {
        throw new Problem.TooLarge("A file may have 200 properties at the most.");
      }
    });
  }

  /// The properties of a node and, if asked, of what is directly in it.
  public Map<FileId, List<Property>> of(FileId node, boolean children) {
    return jdbi.withHandle(handle -> store.of(handle, node, children));
  }

  /// Since when there is a file or folder, in seconds since 1970.
  ///
  /// @param born as a client told; else as below
  /// @param created when it arrived here
  public record Age(long born, long created) {}

  /// The ages of a node and, if asked, of what is directly in it.
  public Map<FileId, Age> ages(FileId node, boolean children) {
    return jdbi.withHandle(handle -> store.ages(handle, node, children));
  }

  public Map<FileId, Age> agesAmong(List<FileId> nodes) {
    return jdbi.withHandle(handle -> store.agesAmong(handle, nodes));
  }

  /// Which of a node and what is directly in it the person marked.
  public Set<FileId> favourites(Actor actor, FileId node) {
    return jdbi.withHandle(
        handle -> Set.copyOf(store.favourites(handle, actor.account().id().value(), node)));
  }

  /// Which of these nodes the person marked.
  public Set<FileId> favouritesAmong(Actor actor, List<FileId> nodes) {
    return jdbi.withHandle(
        handle -> Set.copyOf(store.favouritesAmong(handle, actor.account().id().value(), nodes)));
  }

  private void guardAndNote(
      Handle handle, Actor actor, Place place, List<Node> line, Terms terms, List<Change> wanted) {
    Node node = line.getLast();
    List<Node> above = line.subList(0, line.size() - 1);
    if (!above.isEmpty()) {
      Spot spot = new Spot(place, above, Optional.of(node), place.names().getLast(), true);
      guard.requireContent(handle, actor, terms, spot, node);
    }
    if (wanted.stream().anyMatch(Change.Mtime.class::isInstance)) {
      changes.touch(handle, above, 0);
    }
    changes.record(handle, actor, place.standing(), "file.described", node.id(), node.name(), null);
  }

  private void carryOut(Handle handle, Actor actor, Node node, Change change) {
    switch (change) {
      case Change.Set(Property property) -> {
        if (property.value().length() > LONGEST) {
          throw new Problem.TooLarge("A property may have 64 KiB at the most.");
        }
        if (bytes(property.name().namespace()) + bytes(property.name().local()) > LONGEST_NAME) {
          throw new Problem.TooLarge("A property's name may have 1,000 bytes at the most.");
        }
        store.set(handle, node.id(), property);
      }
      case Change.Remove(QName name) -> store.remove(handle, node.id(), name);
      case Change.Mtime(long seconds) -> store.setMtime(handle, node.id(), seconds);
      case Change.Born(long seconds) -> store.setBorn(handle, node.id(), seconds);
      case Change.Favourite(boolean wanted) ->
          store.favourite(handle, actor.account().id().value(), node.id(), wanted);
    }
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
