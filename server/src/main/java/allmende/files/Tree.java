package allmende.files;

import allmende.files.Ground.Spot;
import allmende.files.Mounts.Place;
import allmende.files.store.LinkStore;
import allmende.files.store.LockStore;
import allmende.files.store.TreeStore;
import allmende.identity.Actor;
import allmende.identity.Credential;
import allmende.platform.blobs.Blob;
import allmende.platform.blobs.BlobStore;
import allmende.platform.events.Events;
import allmende.platform.problem.Problem;
import allmende.spaces.Membership;
import allmende.spaces.SpaceId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// The files of everybody, by path. Paths begin at a person's own root, where team spaces are
/// folders.
///
/// Every change is one transaction: the locks that stand in its way, the tree, the etags above it
/// and the event.
public final class Tree {
  private static final int ATTEMPTS = 5;

  private final Jdbi jdbi;
  private final Ways ways;
  private final Mounts mounts;
  private final Reach reach;
  private final LinkStore links = new LinkStore();
  private final BlobStore blobs;
  private final Remembered remembered;
  private final TreeStore store = new TreeStore();
  private final Ground ground;
  private final LockGuard guard;
  private final TermsCheck check;
  private final Changes changes;
  private final Receipt receipt;

  public Tree(
      Jdbi jdbi,
      Clock clock,
      RandomGenerator random,
      Ways ways,
      BlobStore blobs,
      Events events,
      Remembered remembered) {
    this.jdbi = jdbi;
    this.ways = ways;
    this.reach = ways.reach();
    this.mounts = ways.mounts();
    this.blobs = blobs;
    this.remembered = remembered;
    events.onEnd(event -> {
      if (event.space() != null) {
        remembered.changed(new SpaceId(event.space()));
      }
    });
    this.changes = new Changes(clock, random, events);
    this.ground = new Ground(changes);
    this.guard = new LockGuard(new LockStore(), clock);
    this.check = new TermsCheck(mounts, ground, guard);
    this.receipt = new Receipt(ways.inbox(), changes);
  }

  /// What was done to a file or folder: whether it is new, and how it is now.
  public record Done(boolean created, Entry entry) {}

  /// @throws Problem.NotFound when the path leads nowhere
  public Entry find(Actor actor, List<String> path) {
    if (Mounts.isHome(actor, path)) {
      return jdbi.withHandle(handle -> top(handle, actor));
    }
    Place place = mounts.find(actor, path);
    if (place.top().isPresent()) {
      return jdbi.withHandle(handle -> entry(place, ground.target(handle, place)));
    }
    SpaceId space = place.membership().space().id();
    List<String> keys = place.keys();
    Optional<Node> known = remembered.find(space, keys);
    if (known.isPresent()) {
      return entry(place, known.get());
    }
    long count = remembered.count(space);
    Node node = jdbi.withHandle(handle -> ground.target(handle, place));
    remembered.keep(space, keys, node, count);
    return entry(place, node);
  }

  /// The folder or file itself and then, one by one, what is directly in it.
  ///
  /// @throws Problem.NotFound when the path leads nowhere; nothing was handed over then
  public void list(Actor actor, List<String> path, Consumer<Entry> consumer) {
    Place place = mounts.find(actor, path);
    // A transaction, since the driver streams rows only inside one.
    jdbi.useTransaction(handle -> {
      Entry self =
          Mounts.isHome(actor, path)
              ? top(handle, actor)
              : entry(place, ground.target(handle, place));
      consumer.accept(self);
      if (self.node().folder()) {
        try (Stream<Node> children = store.children(handle, self.node().id())) {
          children.forEach(child -> consumer.accept(inside(place, child)));
        }
      }
      if (path.isEmpty()) {
        mounts.teams(actor).forEach(team -> consumer.accept(mount(handle, team)));
        mounts.received(handle, actor).forEach(each -> consumer.accept(mount(each)));
      }
    });
  }

  /// The bytes that are left in each space that a folder's list can show; none for those without a
  /// limit.
  public Map<SpaceId, Long> room(Actor actor, List<String> path) {
    List<Membership> shown = new ArrayList<>(List.of(mounts.find(actor, path).membership()));
    if (Mounts.isHome(actor, path)) {
      shown.addAll(mounts.teams(actor));
      shown.addAll(mounts.received(actor).stream().map(Reach.Reached::membership).toList());
    }
    List<Membership> limited =
        shown.stream().filter(membership -> membership.space().quota() != null).toList();
    if (limited.isEmpty()) {
      return Map.of();
    }
    return jdbi.withHandle(handle ->
        limited.stream()
            .collect(
                Collectors.toMap(
                    membership -> membership.space().id(),
                    membership ->
                        Changes.left(membership, ground.root(handle, membership.space().id())),
                    (one, _) -> one)));
  }

  /// Refuses, before its bytes travel, a file that would not fit.
  ///
  /// @throws Problem.QuotaExceeded when it would not
  /// @throws Problem.Denied to those who may not write there
  public void requireRoom(Actor actor, List<String> path, long size) {
    Place place = mounts.any(actor, path);
    requireSomeWriting(place);
    if (place.membership().space().quota() == null) {
      return;
    }
    jdbi.useHandle(handle -> {
      TreeStore.Walk walk = ground.walk(handle, place);
      List<Node> nodes = walk.nodes();
      long before = nodes.size() > place.names().size() ? nodes.getLast().size() : 0;
      requireRoom(place, nodes.getFirst(), size - before);
    });
  }

  /// Makes a folder.
  ///
  /// @throws Problem.Exists when there is something already
  /// @throws Problem.Conflict when the folder above is missing
  public Done makeFolder(Actor actor, List<String> path, Terms terms) {
    Place place = mounts.find(actor, path).require(Rights.CREATE);
    return jdbi.inTransaction(handle -> {
      store.enter(handle, place.membership().space().id(), false);
      Spot spot = ground.spot(handle, place);
      if (spot.there().isPresent()) {
        throw new Problem.Exists("There is something of that name already.");
      }
      check.require(handle, actor, terms, spot.there());
      guard.requireMember(handle, actor, terms, spot);
      if (add(handle, actor, spot, null, changes.now(), changes.etag(), null).isEmpty()) {
        throw new Problem.Exists("There is something of that name already.");
      }
      return new Done(true, entry(place, ground.target(handle, place)));
    });
  }

  /// Makes the folders that a path names, as far as they are missing.
  ///
  /// @throws Problem.Conflict when one of them is a file
  public void makeFolders(Actor actor, List<String> path, Terms terms) {
    for (int depth = 1; depth <= path.size(); depth++) {
      List<String> folder = path.subList(0, depth);
      try {
        if (!find(actor, folder).node().folder()) {
          throw new Problem.Conflict("There is a file where a folder should be.");
        }
      } catch (Problem.NotFound missing) {
        try {
          makeFolder(actor, folder, terms);
        } catch (Problem.Exists madeMeanwhile) {
          // By another upload into the same folder: just what was wanted.
        }
      }
    }
  }

  /// Makes a file or gives it new content; the old content becomes a version.
  ///
  /// @throws Problem.PreconditionFailed when the terms do not hold
  public Done put(Actor actor, List<String> path, Upload upload, Terms terms) {
    Place place = mounts.any(actor, path);
    requireSomeWriting(place);
    if (terms.isNone() && place.top().isEmpty() && !place.names().isEmpty()) {
      Optional<Done> done = jdbi.withHandle(handle -> putPlainly(handle, actor, place, upload));
      if (done.isPresent()) {
        return done.get();
      }
    }
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<Done> done = jdbi.inTransaction(handle -> put(handle, actor, place, upload, terms));
      if (done.isPresent()) {
        return done.get();
      }
    }
    throw new Problem.Unavailable("Too many people are writing this file at once.");
  }

  /// Puts a file or folder into the trash.
  ///
  /// @throws Problem.PreconditionFailed when the terms do not hold
  public void delete(Actor actor, List<String> path, Terms terms) {
    Place place = mounts.find(actor, path);
    Optional<Received> mount = place.mount();
    if (mount.isPresent()) {
      leave(actor, place, terms, mount.get());
      return;
    }
    place.require(Rights.DELETE).requireInside();
    // Of a file, beside the other writers; only a folder's going away needs them to hold still.
    if (!jdbi.inTransaction(handle -> delete(handle, actor, place, terms, false))) {
      jdbi.useTransaction(handle -> delete(handle, actor, place, terms, true));
    }
  }

  /// Moves or renames; the id and the etag stay. What is at the target goes to the trash if
  /// `overwrite` allows.
  ///
  /// @throws Problem.PreconditionFailed when something is there and may not be overwritten, or the
  ///   terms, which are about the source, do not hold
  /// @throws Problem.Conflict for a missing target folder or a folder moved into itself
  public Done move(
      Actor actor, List<String> from, List<String> to, boolean overwrite, Terms terms) {
    Place source = mounts.find(actor, from);
    Place target = mounts.find(actor, to);
    if (source.mount().isPresent()) {
      return rename(actor, source, target, terms);
    }
    source.requireInside();
    target.requireInside();
    requireSomeWriting(source);
    requireSomeWriting(target);
    return jdbi.inTransaction(handle -> {
      enterBoth(handle, source, target);
      Spot old = ground.spot(handle, source);
      Node node = old.there().orElseThrow(Ground::missing);
      check.require(handle, actor, terms, old.there());
      Spot next = ground.spot(handle, target);
      boolean here = old.parent().id().equals(next.parent().id());
      source.require(here ? Rights.UPDATE : Rights.DELETE);
      target.require(here ? Rights.UPDATE : Rights.CREATE);
      refuseInsideItself(node, next);
      Optional<Node> there = next.there().filter(other -> !other.id().equals(node.id()));
      refuseReplacingItsFolder(old.above(), there);
      if (there.isPresent() && !overwrite) {
        throw new Problem.PreconditionFailed("There is something of that name already.");
      }
      guard.requireRemoval(handle, actor, terms, old, node);
      guard.requireMember(handle, actor, terms, next);
      there.ifPresent(other -> {
        target.require(Rights.DELETE);
        discard(handle, actor, terms, next, other);
      });
      boolean elsewhere = !node.space().equals(next.parent().space());
      if (elsewhere) {
        requireRoom(target, next.above().getFirst(), node.size());
      }
      guard.release(handle, old, node);
      if (!store.move(handle, node, next.parent(), next.name())) {
        throw new Problem.Conflict("It has changed meanwhile.");
      }
      if (elsewhere) {
        store.adopt(handle, node, next.parent().space());
        // The event tells of the space that it went to alone.
        handle.afterCommit(() -> remembered.changed(node.space()));
        handle.afterRollback(() -> remembered.changed(node.space()));
        handle.afterCommit(ways::forget);
      }
      changes.touch(handle, old.above(), -node.size());
      changes.touch(handle, next.above(), node.size());
      String kind = node.folder() ? "folder.moved" : "file.moved";
      changes.record(handle, actor, next, kind, node.id(), source.path());
      return new Done(there.isEmpty(), entry(target, ground.target(handle, target)));
    });
  }

  /// Copies; contents are shared, so a copy of any size costs no room on the disk.
  ///
  /// @param deep whether a folder's content comes along
  /// @throws Problem.PreconditionFailed when something is there and may not be overwritten, or the
  ///   terms, which are about the source, do not hold
  public Done copy(
      Actor actor,
      List<String> from,
      List<String> to,
      boolean overwrite,
      boolean deep,
      Terms terms) {
    Place source = mounts.find(actor, from);
    Place target = mounts.find(actor, to).require(Rights.CREATE).requireInside();
    return jdbi.inTransaction(handle -> {
      enterBoth(handle, source, target);
      List<Node> line = ground.line(handle, source);
      Node node = line.getLast();
      check.require(handle, actor, terms, Optional.of(node));
      Spot next = ground.spot(handle, target);
      refuseInsideItself(node, next);
      Optional<Node> there = next.there();
      refuseReplacingItsFolder(line.subList(0, line.size() - 1), there);
      if (there.isPresent() && (!overwrite || there.get().id().equals(node.id()))) {
        throw new Problem.PreconditionFailed("There is something of that name already.");
      }
      guard.requireMember(handle, actor, terms, next);
      there.ifPresent(other -> {
        target.require(Rights.DELETE);
        discard(handle, actor, terms, next, other);
      });
      requireRoom(target, next.above().getFirst(), node.size());
      duplicate(handle, actor, node, next, deep);
      return new Done(there.isEmpty(), entry(target, ground.target(handle, target)));
    });
  }

  /// Whether each download is counted, so that none can be had in parts.
  public boolean isCounted(Actor actor) {
    return actor.credential() instanceof Credential.Link link
        && jdbi.withHandle(handle -> reach.require(handle, link))
            .link()
            .mostDownloads()
            .isPresent();
  }

  /// Counts a download by a link; of others' there is no count.
  ///
  /// @return the same asker, whom a limit does not stop in the middle
  /// @throws Problem.NotFound when there may be none any more
  public Actor downloading(Actor actor) {
    if (!(actor.credential() instanceof Credential.Link link)) {
      return actor;
    }
    if (!jdbi.withHandle(handle -> links.download(handle, new LinkId(link.id())))) {
      throw Reach.dead();
    }
    return new Actor(
        actor.account(), new Credential.Link(link.id(), link.token(), true), actor.client());
  }

  /// Notes that somebody was given a file's content.
  public void reading(Actor actor, Entry entry) {
    changes.reading(actor, entry);
  }

  /// Names this installation in the ids that sync clients remember.
  public String instance() {
    return jdbi.withHandle(store::instance);
  }

  /// A moment's answer to how much of a space is used.
  public long used(SpaceId space) {
    return jdbi.withHandle(handle -> ground.root(handle, space).size());
  }

  /// The root folder of a space.
  public FileId rootOf(SpaceId space) {
    return jdbi.withHandle(handle -> ground.root(handle, space).id());
  }

  /// The ordinary case in one statement; empty when it is none.
  private Optional<Done> putPlainly(Handle handle, Actor actor, Place place, Upload upload) {
    Membership membership = place.membership();
    TreeStore.PutDone done;
    try {
      done =
          store.put(
              handle,
              membership.space().id(),
              place.keys(),
              place.names().getLast(),
              upload.content(),
              upload.mtime().orElse(changes.now()),
              changes.now(),
              changes.etag(),
              changes.etag(),
              upload.checksum().orElse(null),
              Changes.doer(actor),
              membership.space().quota(),
              actor.client(),
              place.standing().right(actor));
    } catch (RuntimeException e) {
      // Nobody knows whether a commit took place whose answer was lost.
      remembered.changed(membership.space().id());
      throw e;
    }
    Node file = done.file();
    if (done.outcome() == TreeStore.Outcome.FULL) {
      throw new Problem.QuotaExceeded();
    }
    if (file == null) {
      return Optional.empty();
    }
    boolean created = done.outcome() == TreeStore.Outcome.CREATED;
    String kind = created ? "file.created" : "file.changed";
    changes.recorded(actor, place.standing(), kind, file.id(), file.name());
    return Optional.of(new Done(created, entry(place, file)));
  }

  private Optional<Done> put(Handle handle, Actor actor, Place place, Upload upload, Terms terms) {
    store.enter(handle, place.membership().space().id(), false);
    Spot spot = ground.spot(handle, place);
    Optional<Node> there = spot.there().filter(Node::folder);
    if (there.isEmpty()) {
      there = spot.there().flatMap(file -> store.hold(handle, file));
    }
    place.require(there.isPresent() ? Rights.UPDATE : Rights.CREATE);
    check.require(handle, actor, terms, there);
    if (there.isPresent()) {
      if (there.get().folder()) {
        throw new Problem.Exists("There is a folder of that name.");
      }
      guard.requireContent(handle, actor, terms, spot, there.get());
    } else {
      guard.requireMember(handle, actor, terms, spot);
    }
    Blob content = upload.content();
    long before = there.map(Node::size).orElse(0L);
    requireRoom(place, spot.above().getFirst(), content.size() - before);
    long mtime = upload.mtime().orElse(changes.now());
    long etag = changes.etag();
    @Nullable String checksum = upload.checksum().orElse(null);
    store.claim(handle, content);
    Optional<FileId> id =
        there.isPresent()
            ? replace(handle, actor, spot, there.get(), content, mtime, etag, checksum)
            : add(handle, actor, spot, content, mtime, etag, checksum);
    if (id.isEmpty()) {
      handle.rollback();
      return Optional.empty();
    }
    Node node =
        new Node(
            id.get(),
            spot.parent().space(),
            Optional.of(spot.parent().id()),
            there.map(Node::name).orElse(spot.name().shown()),
            false,
            content.size(),
            mtime,
            etag,
            content.hash(),
            checksum);
    return Optional.of(new Done(there.isEmpty(), entry(place, node)));
  }

  private void leave(Actor actor, Place place, Terms terms, Received mount) {
    jdbi.useTransaction(handle -> {
      check.require(handle, actor, terms, Optional.of(ground.target(handle, place)));
      receipt.leave(handle, actor, place.standing(), mount);
    });
  }

  /// Of what was shared with somebody, its name with them alone changes.
  private Done rename(Actor actor, Place source, Place target, Terms terms) {
    if (target.received().isPresent()
        || target.team()
        || target.names().size() != 1
        || !target.membership().equals(mounts.personal(actor))) {
      throw new Problem.Denied("What was shared with you stays at the top of your files.");
    }
    Received mount = source.mount().orElseThrow();
    NodeName name = target.names().getFirst();
    jdbi.useTransaction(handle -> {
      check.require(handle, actor, terms, Optional.of(ground.target(handle, source)));
      // Alone in the person's own space, so that nothing of that name is made meanwhile.
      store.enter(handle, target.membership().space().id(), true);
      if (mounts.isTaken(actor, name) || ground.spot(handle, target).there().isPresent()) {
        throw new Problem.PreconditionFailed("There is something of that name already.");
      }
      receipt.rename(handle, actor, source.standing(), mount, name);
    });
    return new Done(true, find(actor, List.of(name.shown())));
  }

  private Optional<FileId> replace(
      Handle handle,
      Actor actor,
      Spot spot,
      Node file,
      Blob content,
      long mtime,
      long etag,
      @Nullable String checksum) {
    @Nullable Long author = Changes.doer(actor);
    if (!store.replace(handle, file, content, mtime, etag, checksum, author)) {
      return Optional.empty();
    }
    changes.touch(handle, spot.above(), content.size() - file.size());
    changes.record(handle, actor, spot, "file.changed", file.id(), List.of());
    return Optional.of(file.id());
  }

  /// @return empty when somebody made something of that name meanwhile
  private Optional<FileId> add(
      Handle handle,
      Actor actor,
      Spot spot,
      @Nullable Blob content,
      long mtime,
      long etag,
      @Nullable String checksum) {
    @Nullable Long author = Changes.doer(actor);
    Optional<FileId> id =
        store.insert(
            handle,
            spot.parent(),
            spot.name(),
            content,
            mtime,
            changes.now(),
            etag,
            checksum,
            author);
    id.ifPresent(made -> {
      changes.touch(handle, spot.above(), content == null ? 0 : content.size());
      String kind = content == null ? "folder.created" : "file.created";
      changes.record(handle, actor, spot, kind, made, List.of());
    });
    return id;
  }

  /// False when a folder is there, but the space was not entered alone.
  private boolean delete(Handle handle, Actor actor, Place place, Terms terms, boolean alone) {
    store.enter(handle, place.membership().space().id(), alone);
    Spot spot = ground.spot(handle, place);
    Node node = spot.there().orElseThrow(Ground::missing);
    if (node.folder() && !alone) {
      return false;
    }
    check.require(handle, actor, terms, spot.there());
    discard(handle, actor, terms, spot, node);
    return true;
  }

  private void discard(Handle handle, Actor actor, Terms terms, Spot spot, Node node) {
    guard.requireRemoval(handle, actor, terms, spot, node);
    guard.release(handle, spot, node);
    String place = String.join("/", spot.place().names().stream().map(NodeName::shown).toList());
    if (!store.trash(handle, node, place, changes.now(), Changes.doer(actor))) {
      throw new Problem.Conflict("It has changed meanwhile.");
    }
    changes.touch(handle, spot.above(), -node.size());
    String kind = node.folder() ? "folder.deleted" : "file.deleted";
    changes.record(handle, actor, spot, kind, node.id(), List.of());
  }

  private void duplicate(Handle handle, Actor actor, Node node, Spot spot, boolean deep) {
    @Nullable Blob content = node.folder() ? null : node.content();
    if (content != null && store.claim(handle, content)) {
      requireOnDisk(content);
    }
    // Read before the copy is made: a folder copied beside itself must not meet its own copy.
    List<Node> children = deep && node.folder() ? childrenOf(handle, node) : List.of();
    FileId made =
        add(handle, actor, spot, content, node.mtime(), changes.etag(), node.checksum())
            .orElseThrow(
                () -> new Problem.Conflict("Somebody made something of that name meanwhile."));
    store.copyProperties(handle, node.id(), made);
    if (!children.isEmpty()) {
      Place place = spot.place();
      List<Node> above = ground.walk(handle, place).nodes();
      for (Node child : children) {
        NodeName name = NodeName.of(child.name());
        Place inside = place.inside(name);
        duplicate(
            handle, actor, child, new Spot(inside, above, Optional.empty(), name, false), true);
      }
    }
  }

  private List<Node> childrenOf(Handle handle, Node folder) {
    try (Stream<Node> children = store.children(handle, folder.id())) {
      return children.toList();
    }
  }

  /// A person's root: its etag changes with the personal space, with every team space, and with
  /// their names.
  private Entry top(Handle handle, Actor actor) {
    Membership personal = mounts.personal(actor);
    Node root = ground.root(handle, personal.space().id());
    long etag = root.etag();
    for (Membership team : mounts.teams(actor)) {
      Node other = ground.root(handle, team.space().id());
      etag ^=
          Long.rotateLeft(other.etag(), 1) ^ (team.space().name().hashCode() * 0x9E3779B97F4A7C15L);
    }
    for (Reach.Reached each : mounts.received(handle, actor)) {
      Node other = mount(each).node();
      etag ^= Long.rotateLeft(other.etag(), 2) ^ (other.name().hashCode() * 0x9E3779B97F4A7C15L);
    }
    return new Entry(retagged(root, root.name(), etag), personal.role(), false, false);
  }

  private Entry mount(Handle handle, Membership team) {
    Node root = ground.root(handle, team.space().id());
    return new Entry(retagged(root, team.space().name(), root.etag()), team.role(), true, true);
  }

  private static Entry mount(Reach.Reached reached) {
    return new Entry(
        tagged(reached.top().seen(reached.node()), reached.rights()),
        reached.membership().role(),
        reached.rights(),
        false,
        true,
        reached.top().received());
  }

  /// Clients look at a folder again only when its etag is another one: so it is with other rights.
  private static Node tagged(Node node, Rights rights) {
    return node.folder()
        ? retagged(node, node.name(), node.etag() ^ rights.bits() * 0x9E3779B97F4A7C15L)
        : node;
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
    boolean mount = place.team() && place.names().isEmpty() || place.mount().isPresent();
    return new Entry(
        seen(place, node),
        place.membership().role(),
        place.rights(),
        place.team(),
        mount,
        place.received());
  }

  private static Entry inside(Place place, Node child) {
    return new Entry(
        place.received().isPresent() ? tagged(child, place.rights()) : child,
        place.membership().role(),
        place.rights(),
        place.team(),
        false,
        place.received());
  }

  /// As whoever looks there meets it.
  private static Node seen(Place place, Node node) {
    Node called = place.isTop() ? place.top().orElseThrow().seen(node) : node;
    return place.received().isPresent() ? tagged(called, place.rights()) : called;
  }

  /// Of what is needed in the end the transaction decides; this says early to those who may only
  /// look that they may not.
  private static void requireSomeWriting(Place place) {
    if ((place.rights().bits() & (Rights.UPDATE | Rights.CREATE | Rights.DELETE)) == 0) {
      place.require(Rights.UPDATE);
    }
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

  private static void refuseReplacingItsFolder(List<Node> above, Optional<Node> there) {
    if (there.isPresent()
        && above.stream().anyMatch(folder -> folder.id().equals(there.get().id()))) {
      throw new Problem.Conflict("A thing cannot replace the folder that it is in.");
    }
  }

  private static void requireRoom(Place place, Node root, long more) {
    Changes.requireRoom(place.membership(), root, more);
  }

  /// The collector may have taken equal content away between its arrival and this transaction; the
  /// row that is held now keeps it from doing so later. See `docs/decisions/0005`.
  private void requireOnDisk(Blob content) {
    if (!blobs.holds(content)) {
      throw new Problem.Unavailable(
          "The upload met the removal of the same content. Send it again.");
    }
  }
}
