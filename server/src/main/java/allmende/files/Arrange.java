package allmende.files;

import allmende.files.Whereabouts.Found;
import allmende.files.store.LineStore;
import allmende.identity.Actor;
import allmende.platform.blobs.Blob;
import allmende.platform.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;

/// Changes things by their numbers. Each change becomes one of [Tree]'s, on the condition that what
/// the path leads to is still the thing meant.
public final class Arrange {
  private static final int ATTEMPTS = 20;

  private final Jdbi jdbi;
  private final Tree tree;
  private final Mounts mounts;
  private final Whereabouts whereabouts;
  private final LineStore lines = new LineStore();

  public Arrange(Jdbi jdbi, Ways ways, Tree tree) {
    this.jdbi = jdbi;
    this.tree = tree;
    this.mounts = ways.mounts();
    this.whereabouts = ways.whereabouts();
  }

  /// What to do when the name is taken.
  public enum Taken {
    /// Do nothing.
    FAIL,
    /// Make the file's old content a version.
    REPLACE,
    /// Choose another name.
    RENAME
  }

  /// Content that wants to be in a folder.
  ///
  /// @param mtime seconds since 1970, if the sender told
  public record Arrival(FileId folder, String name, Taken taken, OptionalLong mtime) {}

  /// Says early what would be said after the last byte: an upload that cannot succeed need not
  /// begin.
  ///
  /// @param size if it is known
  public void expect(Actor actor, Arrival arrival, OptionalLong size) {
    NodeName name = NodeName.of(arrival.name());
    jdbi.useHandle(handle -> {
      Found folder = any(actor, arrival.folder());
      requireFolder(folder, Rights.CREATE);
      path(actor, folder, name);
      Optional<Node> there = lines.child(handle, arrival.folder(), name.key());
      requireFree(taken(folder, arrival), there);
      long before = arrival.taken() == Taken.REPLACE ? there.map(Node::size).orElse(0L) : 0;
      Changes.requireRoom(folder.membership(), folder.root(), size.orElse(0) - before);
    });
  }

  /// Makes a file of content that is on disk.
  ///
  /// @throws Problem.Exists when the name is taken and that was not foreseen
  public Tree.Done put(Actor actor, Arrival arrival, Blob content) {
    NodeName wanted = NodeName.of(arrival.name());
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Found folder = any(actor, arrival.folder());
      requireFolder(folder, Rights.CREATE);
      Taken taken = taken(folder, arrival);
      NodeName name =
          taken == Taken.RENAME ? free(actor, folder, wanted, false, Optional.empty()) : wanted;
      List<String> path = path(actor, folder, name);
      Upload upload = new Upload(content, arrival.mtime(), Optional.empty());
      Terms.Condition allowed =
          (there, view) -> {
            requireStill(view, path(folder), folder.node());
            requireFree(taken == Taken.REPLACE ? Taken.REPLACE : Taken.FAIL, there);
            return true;
          };
      try {
        return tree.put(actor, path, upload, new Terms(Set.of(), allowed));
      } catch (Problem.Exists e) {
        if (taken != Taken.RENAME) {
          throw e;
        }
      }
    }
    throw new Problem.Unavailable("Too many people are writing in this folder at once.");
  }

  /// @throws Problem.Exists when there is something already
  public Entry makeFolder(Actor actor, FileId parent, String name) {
    Found folder = find(actor, parent);
    requireFolder(folder, Rights.CREATE);
    List<String> path = path(actor, folder, NodeName.of(name));
    return tree.makeFolder(actor, path, still(folder)).entry();
  }

  /// Something that has come to a place.
  ///
  /// @param replaced the file that had its name before, and is in the trash now
  public record Placed(Entry entry, Optional<FileId> replaced) {}

  /// Renames, moves, or both.
  ///
  /// @throws Problem.Exists when there is something of that name already, and that was not foreseen
  /// @throws Problem.Conflict for a folder moved into itself
  public Placed move(
      Actor actor, FileId id, Optional<String> name, Optional<FileId> parent, Taken taken) {
    Found from = find(actor, id);
    if (from.isTop() && from.received().isPresent()) {
      return new Placed(rename(actor, from, name, parent), Optional.empty());
    }
    movable(from);
    Found to = find(actor, parent.orElseGet(() -> from.above().getLast().id()));
    requireFolder(to, 0);
    Placing moving =
        (path, overwrite, terms) -> tree.move(actor, path(from), path, overwrite, terms).entry();
    return place(actor, from, to, name, taken, moving, Optional.of(from.node().id()));
  }

  /// Copies, a folder with all that is in it. The copy has no versions, locks or links.
  ///
  /// @throws Problem.Exists when there is something of that name already, and that was not foreseen
  /// @throws Problem.Conflict for a folder copied into itself
  public Placed copy(Actor actor, FileId id, FileId folder, Optional<String> name, Taken taken) {
    Found from = find(actor, id);
    requireInside(from);
    Found to = find(actor, folder);
    requireFolder(to, Rights.CREATE);
    Placing copying =
        (path, overwrite, terms) ->
            tree.copy(actor, path(from), path, overwrite, true, terms).entry();
    return place(actor, from, to, name, taken, copying, Optional.empty());
  }

  private Entry rename(Actor actor, Found from, Optional<String> name, Optional<FileId> parent) {
    if (parent.isPresent() || name.isEmpty()) {
      throw new Problem.Denied("What was shared with you stays at the top of your files.");
    }
    try {
      return tree.move(actor, path(from), List.of(name.get()), false, still(from)).entry();
    } catch (Problem.PreconditionFailed e) {
      throw exists();
    }
  }

  /// Puts something into the trash, where it keeps its number.
  public void delete(Actor actor, FileId id) {
    Found found = movable(find(actor, id));
    tree.delete(actor, path(found), still(found));
  }

  private Found any(Actor actor, FileId id) {
    return jdbi.withHandle(handle -> whereabouts.any(handle, actor, id));
  }

  private Found find(Actor actor, FileId id) {
    return jdbi.withHandle(handle -> whereabouts.find(handle, actor, id));
  }

  @FunctionalInterface
  private interface Placing {
    Entry at(List<String> path, boolean overwrite, Terms terms);
  }

  private Placed place(
      Actor actor,
      Found from,
      Found to,
      Optional<String> name,
      Taken taken,
      Placing placing,
      Optional<FileId> itself) {
    NodeName wanted = NodeName.of(name.orElseGet(() -> from.node().name()));
    boolean replace = taken == Taken.REPLACE;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      NodeName chosen =
          taken == Taken.RENAME ? free(actor, to, wanted, from.node().folder(), itself) : wanted;
      List<String> path = path(actor, to, chosen);
      Replacing replacing = new Replacing(from.node(), path);
      Terms.Condition still = still(from, to).condition();
      Terms terms =
          new Terms(
              Set.of(),
              (there, view) ->
                  still.holds(there, view) && (!replace || replacing.holds(there, view)));
      try {
        return new Placed(placing.at(path, replace, terms), replacing.replaced);
      } catch (Problem.PreconditionFailed e) {
        if (taken != Taken.RENAME) {
          throw exists();
        }
      }
    }
    throw new Problem.Unavailable("Too many people are writing in this folder at once.");
  }

  /// Lets a file take the place of a file, and notes of which. What is in a folder is more than
  /// somebody sees who agrees to replace it.
  private static final class Replacing implements Terms.Condition {
    private final Node source;
    private final List<String> path;
    private Optional<FileId> replaced = Optional.empty();

    Replacing(Node source, List<String> path) {
      this.source = source;
      this.path = path;
    }

    @Override
    public boolean holds(Optional<Node> there, Terms.View view) {
      Optional<Node> before = view.at(path).node().filter(other -> !other.id().equals(source.id()));
      if (before.isPresent() && (source.folder() || before.get().folder())) {
        throw exists();
      }
      replaced = before.map(Node::id);
      return true;
    }
  }

  /// @param itself what may keep the name that it has there
  private NodeName free(
      Actor actor, Found folder, NodeName wanted, boolean isFolder, Optional<FileId> itself) {
    return jdbi.withHandle(handle ->
        FreeName.of(
            wanted,
            isFolder,
            name ->
                isHidden(actor, folder, name)
                    || lines
                        .child(handle, folder.node().id(), name.key())
                        .filter(other -> !itself.equals(Optional.of(other.id())))
                        .isPresent()));
  }

  /// That these are still where they were found.
  private static Terms still(Found... meant) {
    return new Terms(
        Set.of(),
        (_, view) -> {
          for (Found each : meant) {
            requireStill(view, path(each), each.node());
          }
          return true;
        });
  }

  private static void requireStill(Terms.View view, List<String> path, Node meant) {
    Optional<Node> there = view.at(path).node();
    if (there.isEmpty() || !there.get().id().equals(meant.id())) {
      throw new Problem.Conflict("It has been moved meanwhile.");
    }
  }

  private static void requireFree(Taken taken, Optional<Node> there) {
    if (there.isPresent() && taken != Taken.RENAME) {
      if (taken == Taken.FAIL || there.get().folder()) {
        throw exists();
      }
    }
  }

  private static void requireFolder(Found found, int rights) {
    if (!found.node().folder()) {
      throw new Problem.NotFound("This is no folder.");
    }
    require(found, rights);
  }

  /// Those who may only add are not even told that a name is taken.
  private static Taken taken(Found folder, Arrival arrival) {
    if (arrival.taken() == Taken.REPLACE) {
      require(folder, Rights.UPDATE);
    }
    return folder.rights().can(Rights.READ) ? arrival.taken() : Taken.RENAME;
  }

  private static void require(Found found, int rights) {
    if (found.belongs()) {
      Changes.requireWrite(found.membership());
    }
    found.require(rights);
  }

  private static Found movable(Found found) {
    require(found, 0);
    requireInside(found);
    return found;
  }

  private static void requireInside(Found found) {
    if (found.isTop()) {
      throw new Problem.Denied("This stays where it is.");
    }
  }

  /// Unlike the paths that clients know, also of what is called like a team, which hides it there.
  private static List<String> path(Found found) {
    List<String> path = new ArrayList<>(found.path());
    if (found.belongs() && !found.team()) {
      path.addFirst(Mounts.PERSONAL);
    }
    return path;
  }

  private List<String> path(Actor actor, Found folder, NodeName name) {
    if (isHidden(actor, folder, name)) {
      throw new Problem.Exists(
          "A team space, or something shared with you, has this name already.");
    }
    List<String> path = path(folder);
    path.add(name.shown());
    return path;
  }

  /// Whether a team's space, or something received, would stand before something of this name.
  private boolean isHidden(Actor actor, Found folder, NodeName name) {
    return folder.belongs() && !folder.team() && folder.isTop() && mounts.isTaken(actor, name);
  }

  private static Problem exists() {
    return new Problem.Exists("There is something of that name already.");
  }
}
