package allmende.files;

import allmende.files.Mounts.Place;
import allmende.files.store.TreeStore;
import allmende.identity.Actor;
import allmende.platform.blobs.Blob;
import allmende.platform.blobs.BlobStore;
import allmende.platform.events.Event;
import allmende.platform.events.Events;
import allmende.platform.problem.Problem;
import allmende.spaces.Membership;
import allmende.spaces.SpaceId;
import allmende.spaces.Spaces;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// The files of everybody, by path. Paths begin at a person's own root, where team spaces are
/// folders.
///
/// Every change is one transaction: the tree, the etags above it and the event.
public final class Tree {
  private static final int ATTEMPTS = 5;

  private final Jdbi jdbi;
  private final Clock clock;
  private final RandomGenerator random;
  private final Mounts mounts;
  private final BlobStore blobs;
  private final Events events;
  private final TreeStore store = new TreeStore();

  public Tree(
      Jdbi jdbi,
      Clock clock,
      RandomGenerator random,
      Spaces spaces,
      BlobStore blobs,
      Events events) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.random = random;
    this.mounts = new Mounts(spaces);
    this.blobs = blobs;
    this.events = events;
  }

  /// What was done to a file or folder: whether it is new, and how it is now.
  public record Done(boolean created, Entry entry) {}

  /// @throws Problem.NotFound when the path leads nowhere
  public Entry find(Actor actor, List<String> path) {
    Place place = mounts.find(actor, path);
    return jdbi.withHandle(
        handle -> path.isEmpty() ? top(handle, actor) : entry(place, target(handle, place)));
  }

  /// The folder or file itself and then, one by one, what is directly in it.
  ///
  /// @throws Problem.NotFound when the path leads nowhere; nothing was handed over then
  public void list(Actor actor, List<String> path, Consumer<Entry> consumer) {
    Place place = mounts.find(actor, path);
    // A transaction, since the driver streams rows only inside one.
    jdbi.useTransaction(handle -> {
      Entry self = path.isEmpty() ? top(handle, actor) : entry(place, target(handle, place));
      consumer.accept(self);
      if (self.node().folder()) {
        try (Stream<Node> children = store.children(handle, self.node().id())) {
          children.forEach(child ->
              consumer.accept(new Entry(child, place.membership().role(), place.team(), false)));
        }
      }
      if (path.isEmpty()) {
        mounts.teams(actor).forEach(team -> consumer.accept(mount(handle, team)));
      }
    });
  }

  /// Makes a folder.
  ///
  /// @throws Problem.Exists when there is something already
  /// @throws Problem.Conflict when the folder above is missing
  public Done makeFolder(Actor actor, List<String> path) {
    Place place = mounts.find(actor, path).requireWrite();
    return jdbi.inTransaction(handle -> {
      store.enter(handle, place.membership().space().id(), false);
      Spot spot = spot(handle, place);
      if (spot.there().isPresent()) {
        throw new Problem.Exists("There is something of that name already.");
      }
      long etag = random.nextLong();
      add(handle, actor, spot, null, now(), etag, null, "folder.created");
      return new Done(true, entry(place, target(handle, place)));
    });
  }

  /// Makes a file or gives it new content; the old content becomes a version.
  ///
  /// @throws Problem.PreconditionFailed when the upload's own condition does not hold
  public Done put(Actor actor, List<String> path, Upload upload) {
    Place place = mounts.find(actor, path).requireWrite();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<Done> done = jdbi.inTransaction(handle -> put(handle, actor, place, upload));
      if (done.isPresent()) {
        return done.get();
      }
    }
    throw new Problem.Unavailable("Too many people are writing this file at once.");
  }

  /// Puts a file or folder into the trash.
  ///
  /// @throws Problem.PreconditionFailed when it is not as the asker thinks
  public void delete(Actor actor, List<String> path, Function<Node, Boolean> allowed) {
    Place place = changeable(actor, path);
    jdbi.useTransaction(handle -> {
      store.enter(handle, place.membership().space().id(), true);
      Spot spot = spot(handle, place);
      Node node = spot.there().orElseThrow(Tree::missing);
      if (!allowed.apply(node)) {
        throw new Problem.PreconditionFailed("It has changed meanwhile.");
      }
      discard(handle, actor, spot, node);
    });
  }

  /// Moves or renames; the id and the etag stay. What is at the target goes to the trash if
  /// `overwrite` allows.
  ///
  /// @throws Problem.PreconditionFailed when something is there and may not be overwritten
  /// @throws Problem.Conflict for a missing target folder or a folder moved into itself
  public Done move(Actor actor, List<String> from, List<String> to, boolean overwrite) {
    Place source = changeable(actor, from);
    Place target = changeable(actor, to);
    return jdbi.inTransaction(handle -> {
      enterBoth(handle, source, target);
      Spot old = spot(handle, source);
      Node node = old.there().orElseThrow(Tree::missing);
      Spot next = spot(handle, target);
      refuseInsideItself(node, next);
      Optional<Node> there = next.there().filter(other -> !other.id().equals(node.id()));
      if (there.isPresent()) {
        if (!overwrite) {
          throw new Problem.PreconditionFailed("There is something of that name already.");
        }
        discard(handle, actor, next, there.get());
      }
      if (!store.move(handle, node, next.parent(), next.name())) {
        throw new Problem.Conflict("It has changed meanwhile.");
      }
      if (!node.space().equals(next.parent().space())) {
        store.adopt(handle, node, next.parent().space());
      }
      store.touch(handle, old.above(), random.nextLong(), -node.size(), now());
      store.touch(handle, next.above(), random.nextLong(), node.size(), now());
      record(handle, actor, next, node.folder() ? "folder.moved" : "file.moved", node.id(), from);
      return new Done(there.isEmpty(), entry(target, target(handle, target)));
    });
  }

  /// Copies; contents are shared, so a copy of any size costs no room.
  ///
  /// @param deep whether a folder's content comes along
  /// @throws Problem.PreconditionFailed when something is there and may not be overwritten
  public Done copy(
      Actor actor, List<String> from, List<String> to, boolean overwrite, boolean deep) {
    Place source = mounts.find(actor, from);
    Place target = changeable(actor, to);
    return jdbi.inTransaction(handle -> {
      enterBoth(handle, source, target);
      Node node = target(handle, source);
      Spot next = spot(handle, target);
      refuseInsideItself(node, next);
      Optional<Node> there = next.there();
      if (there.isPresent()) {
        if (!overwrite || there.get().id().equals(node.id())) {
          throw new Problem.PreconditionFailed("There is something of that name already.");
        }
        discard(handle, actor, next, there.get());
      }
      requireRoom(target, next.above().getFirst(), node.size());
      duplicate(handle, actor, node, next, deep);
      return new Done(there.isEmpty(), entry(target, target(handle, target)));
    });
  }

  /// Notes that somebody was given a file's content.
  public void reading(Actor actor, Entry entry) {
    Node file = entry.node();
    events.reading(
        new Event(
            "file.read",
            actor.account().id().value(),
            actor.client(),
            actor.credential().right() + ", " + entry.role(),
            file.space().value(),
            file.id().value(),
            file.name(),
            null));
  }

  /// Names this installation in the ids that sync clients remember.
  public String instance() {
    return jdbi.withHandle(store::instance);
  }

  /// A moment's answer to how much of a space is used.
  public long used(SpaceId space) {
    return jdbi.withHandle(handle -> root(handle, space).size());
  }

  /// The root folder of a space.
  public FileId rootOf(SpaceId space) {
    return jdbi.withHandle(handle -> root(handle, space).id());
  }

  private Optional<Done> put(Handle handle, Actor actor, Place place, Upload upload) {
    store.enter(handle, place.membership().space().id(), false);
    Spot spot = spot(handle, place);
    if (!upload.allowed().test(spot.there())) {
      throw new Problem.PreconditionFailed("It is not as you think it is.");
    }
    long before = spot.there().map(Node::size).orElse(0L);
    requireRoom(place, spot.above().getFirst(), upload.content().size() - before);
    long mtime = upload.mtime().orElse(now());
    long etag = random.nextLong();
    @Nullable String checksum = upload.checksum().orElse(null);
    store.claim(handle, upload.content());
    boolean created = spot.there().isEmpty();
    if (created) {
      if (!add(handle, actor, spot, upload.content(), mtime, etag, checksum, "file.created")) {
        handle.rollback();
        return Optional.empty();
      }
    } else {
      Node file = spot.there().get();
      if (file.folder()) {
        throw new Problem.Conflict("There is a folder of that name.");
      }
      long author = actor.account().id().value();
      if (!store.replace(handle, file, upload.content(), mtime, etag, checksum, author)) {
        handle.rollback();
        return Optional.empty();
      }
      store.touch(handle, spot.above(), random.nextLong(), upload.content().size() - before, now());
      record(handle, actor, spot, "file.changed", file.id(), List.of());
    }
    requireOnDisk(upload.content());
    return Optional.of(new Done(created, entry(place, target(handle, place))));
  }

  private boolean add(
      Handle handle,
      Actor actor,
      Spot spot,
      @Nullable Blob content,
      long mtime,
      long etag,
      @Nullable String checksum,
      String kind) {
    long author = actor.account().id().value();
    Optional<FileId> id =
        store.insert(
            handle, spot.parent(), spot.name(), content, mtime, now(), etag, checksum, author);
    id.ifPresent(made -> {
      long size = content == null ? 0 : content.size();
      store.touch(handle, spot.above(), random.nextLong(), size, now());
      record(handle, actor, spot, kind, made, List.of());
    });
    return id.isPresent();
  }

  private void discard(Handle handle, Actor actor, Spot spot, Node node) {
    String place = String.join("/", spot.place().names().stream().map(NodeName::shown).toList());
    if (!store.trash(handle, node, place, now(), actor.account().id().value())) {
      throw new Problem.Conflict("It has changed meanwhile.");
    }
    store.touch(handle, spot.above(), random.nextLong(), -node.size(), now());
    record(
        handle,
        actor,
        spot,
        node.folder() ? "folder.deleted" : "file.deleted",
        node.id(),
        List.of());
  }

  private void duplicate(Handle handle, Actor actor, Node node, Spot spot, boolean deep) {
    @Nullable Blob content = node.folder() ? null : node.content();
    String kind = node.folder() ? "folder.created" : "file.created";
    if (content != null && store.claim(handle, content)) {
      requireOnDisk(content);
    }
    // Read before the copy is made: a folder copied beside itself must not meet its own copy.
    List<Node> children = deep && node.folder() ? childrenOf(handle, node) : List.of();
    long mtime = node.mtime();
    if (!add(handle, actor, spot, content, mtime, random.nextLong(), node.checksum(), kind)) {
      throw new Problem.Conflict("Somebody made something of that name meanwhile.");
    }
    if (!children.isEmpty()) {
      List<Node> above = store.walk(handle, spot.parent().space(), spot.place().keys());
      for (Node child : children) {
        NodeName name = NodeName.of(child.name());
        List<NodeName> names = new ArrayList<>(spot.place().names());
        names.add(name);
        Place inside = new Place(spot.place().membership(), names);
        duplicate(handle, actor, child, new Spot(inside, above, Optional.empty(), name), true);
      }
    }
  }

  private List<Node> childrenOf(Handle handle, Node folder) {
    try (Stream<Node> children = store.children(handle, folder.id())) {
      return children.toList();
    }
  }

  /// A name in a folder, and what is there.
  ///
  /// @param above from the root down to the folder
  private record Spot(Place place, List<Node> above, Optional<Node> there, NodeName name) {
    Node parent() {
      return above.getLast();
    }
  }

  private Spot spot(Handle handle, Place place) {
    if (place.names().isEmpty()) {
      throw new Problem.Denied("The top of a space stays where it is.");
    }
    List<Node> walked = walk(handle, place);
    int depth = place.names().size();
    if (walked.size() < depth || !walked.get(depth - 1).folder()) {
      throw new Problem.Conflict("The folder that this should go into is not there.");
    }
    return new Spot(
        place,
        List.copyOf(walked.subList(0, depth)),
        walked.size() > depth ? Optional.of(walked.get(depth)) : Optional.empty(),
        place.names().getLast());
  }

  private Node target(Handle handle, Place place) {
    List<Node> walked = walk(handle, place);
    if (walked.size() <= place.names().size()) {
      throw missing();
    }
    return walked.getLast();
  }

  private List<Node> walk(Handle handle, Place place) {
    SpaceId space = place.membership().space().id();
    List<Node> walked = store.walk(handle, space, place.keys());
    if (!walked.isEmpty()) {
      return walked;
    }
    store.makeRoot(handle, space, now(), random.nextLong());
    return store.walk(handle, space, place.keys());
  }

  private Node root(Handle handle, SpaceId space) {
    List<Node> walked = store.walk(handle, space, List.of());
    if (walked.isEmpty()) {
      store.makeRoot(handle, space, now(), random.nextLong());
      walked = store.walk(handle, space, List.of());
    }
    return walked.getFirst();
  }

  /// A person's root: its etag changes with the personal space, with every team space, and with
  /// their names.
  private Entry top(Handle handle, Actor actor) {
    Membership personal = mounts.personal(actor);
    Node root = root(handle, personal.space().id());
    long etag = root.etag();
    for (Membership team : mounts.teams(actor)) {
      Node other = root(handle, team.space().id());
      etag ^=
          Long.rotateLeft(other.etag(), 1) ^ (team.space().name().hashCode() * 0x9E3779B97F4A7C15L);
    }
    return new Entry(retagged(root, root.name(), etag), personal.role(), false, false);
  }

  private Entry mount(Handle handle, Membership team) {
    Node root = root(handle, team.space().id());
    return new Entry(retagged(root, team.space().name(), root.etag()), team.role(), true, true);
  }

  private static Node retagged(Node node, String name, long etag) {
    return new Node(
        node.id(),
        node.space(),
        node.parent(),
        name,
        node.folder(),
        node.size(),
        node.mtime(),
        etag,
        node.hash(),
        node.checksum());
  }

  private static Entry entry(Place place, Node node) {
    boolean mount = place.team() && place.names().isEmpty();
    return new Entry(node, place.membership().role(), place.team(), mount);
  }

  private Place changeable(Actor actor, List<String> path) {
    return mounts.find(actor, path).requireWrite();
  }

  private void enterBoth(Handle handle, Place one, Place other) {
    // In the order of their numbers, so that two moves across two spaces never wait for each other
    // in a circle.
    Stream.of(one, other)
        .map(place -> place.membership().space().id())
        .distinct()
        .sorted((a, b) -> Long.compare(a.value(), b.value()))
        .forEach(space -> store.enter(handle, space, true));
  }

  private static void refuseInsideItself(Node node, Spot spot) {
    if (spot.above().stream().anyMatch(folder -> folder.id().equals(node.id()))) {
      throw new Problem.Conflict("A folder cannot go into itself.");
    }
  }

  private static void requireRoom(Place place, Node root, long more) {
    Long quota = place.membership().space().quota();
    if (quota != null && more > 0 && root.size() + more > quota) {
      throw new Problem.QuotaExceeded();
    }
  }

  /// The collector may have taken equal content away between its arrival and this transaction; the
  /// row that is held now keeps it from doing so later. See `docs/decisions/0005`.
  private void requireOnDisk(Blob content) {
    if (!blobs.holds(content)) {
      throw new Problem.Unavailable(
          "The upload met the removal of the same content. Send it again.");
    }
  }

  private void record(
      Handle handle, Actor actor, Spot spot, String kind, FileId node, List<String> from) {
    Membership membership = spot.place().membership();
    events.append(
        handle,
        new Event(
            kind,
            actor.account().id().value(),
            actor.client(),
            actor.credential().right() + ", " + membership.role(),
            membership.space().id().value(),
            node.value(),
            spot.name().shown(),
            from.isEmpty() ? null : String.join("/", from)));
  }

  private long now() {
    return clock.instant().getEpochSecond();
  }

  private static Problem missing() {
    return new Problem.NotFound("There is nothing of that name.");
  }
}
