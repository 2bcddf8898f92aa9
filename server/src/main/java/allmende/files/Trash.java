package allmende.files;

import allmende.files.Whereabouts.Found;
import allmende.files.store.LineStore;
import allmende.files.store.LockStore;
import allmende.files.store.TrashStore;
import allmende.files.store.TreeStore;
import allmende.identity.AccountId;
import allmende.identity.Actor;
import allmende.platform.events.Events;
import allmende.platform.problem.Problem;
import allmende.spaces.Kind;
import allmende.spaces.Membership;
import allmende.spaces.SpaceId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// What people threw away: it can come back until somebody removes it for good. Each space has a
/// trash of its own, open to those who may write there.
public final class Trash {
  /// How many go in one transaction when the trash is emptied: fewer flushes of the log, and nobody
  /// who works in the space waits for long.
  private static final int TOGETHER = 200;

  private final Jdbi jdbi;
  private final Mounts mounts;
  private final Whereabouts whereabouts;
  private final Changes changes;
  private final Ground ground;
  private final LockGuard guard;
  private final TreeStore tree = new TreeStore();
  private final TrashStore store = new TrashStore();

  /// When and what: the place of an item in its trash. 18 digits always fit a long.
  private static final Pattern CURSOR = Pattern.compile("([0-9]{1,18})-([0-9]{1,18})");

  private static final String FIRST = "999999999999999999-0";

  private final LineStore lines = new LineStore();

  public Trash(Jdbi jdbi, Clock clock, RandomGenerator random, Ways ways, Events events) {
    this.jdbi = jdbi;
    this.mounts = ways.mounts();
    this.whereabouts = ways.whereabouts();
    this.changes = new Changes(clock, random, events);
    this.ground = new Ground(changes);
    this.guard = new LockGuard(new LockStore(), clock);
  }

  /// A file or folder in the trash.
  ///
  /// @param node as it was thrown away; its number names the item, and it has no parent
  /// @param membership of whoever asked, in the space it came from
  /// @param place what it was called, from the space's root down, steps divided by `/`
  /// @param deletedAt seconds since 1970
  /// @param deleter who did it, if that is known
  public record Item(
      Node node, Membership membership, String place, long deletedAt, Optional<AccountId> deleter) {
    /// Where it was, as its person's paths name it: team spaces are folders at the top.
    public List<String> path() {
      List<String> path = new ArrayList<>();
      if (membership.space().kind() == Kind.TEAM) {
        path.add(membership.space().name());
      }
      path.addAll(Arrays.asList(place.split("/")));
      return List.copyOf(path);
    }
  }

  /// Some of what is in the trash of one space.
  ///
  /// @param next where the others begin, if there are any
  public record Page(List<Item> items, Optional<String> next) {}

  /// What is in the trash of one space, the last thrown away first.
  ///
  /// @param after what the page before gave as its `next`; empty for the first
  /// @throws Problem.NotFound for a space that is not the asker's
  /// @throws Problem.Denied to whoever may not write there
  public Page page(Actor actor, SpaceId space, Optional<String> after, int limit) {
    Membership membership = writable(actor, space);
    Matcher cursor = CURSOR.matcher(after.orElse(FIRST));
    if (!cursor.matches()) {
      throw new Problem.Invalid("This is no cursor of ours.");
    }
    long deleted = Long.parseLong(cursor.group(1));
    long node = Long.parseLong(cursor.group(2));
    List<TrashStore.Row> rows =
        jdbi.withHandle(handle -> store.page(handle, space, deleted, node, limit + 1));
    boolean more = rows.size() > limit;
    List<TrashStore.Row> shown = more ? rows.subList(0, limit) : rows;
    return new Page(
        shown.stream().map(row -> item(row, membership)).toList(),
        more
            ? Optional.of(shown.getLast().deleted() + "-" + shown.getLast().node().id().value())
            : Optional.empty());
  }

  /// Hands over what is in the trash of all spaces that the asker may write in.
  public void list(Actor actor, Consumer<Item> consumer) {
    list(
        whereabouts.all(actor).stream().filter(membership -> membership.role().canWrite()).toList(),
        consumer);
  }

  /// @throws Problem.NotFound when it is not in a trash that is open to the asker
  public Item find(Actor actor, FileId id) {
    return jdbi.withHandle(handle -> {
      TrashStore.Row row = row(handle, id);
      return item(row, writable(actor, row.node().space()));
    });
  }

  /// Brings it back to the folder it was in or, when that is gone, to the top of its space; under
  /// another name when its own is taken.
  ///
  /// @throws Problem.QuotaExceeded when it does not fit any more
  public Entry restore(Actor actor, FileId id) {
    return jdbi.inTransaction(handle -> {
      SpaceId space = row(handle, id).node().space();
      Membership membership = writable(actor, space);
      tree.enter(handle, space, true);
      TrashStore.Row row = row(handle, id);
      List<Node> above = home(handle, row);
      FileId folder = above.getLast().id();
      boolean personal = membership.space().kind() == Kind.PERSONAL;
      NodeName name =
          FreeName.of(
              NodeName.of(row.node().name()),
              row.node().folder(),
              taken ->
                  above.size() == 1 && personal && mounts.isTaken(actor, taken)
                      || lines.child(handle, folder, taken.key()).isPresent());
      return putBack(handle, actor, row, new Found(membership, above), name);
    });
  }

  /// Brings it back to a path of the asker's choice.
  ///
  /// @throws Problem.Exists when there is something already
  /// @throws Problem.Conflict when the folder it should go into is missing
  public Entry restore(Actor actor, FileId id, List<String> path) {
    Mounts.Place place = mounts.find(actor, path).require(Rights.CREATE);
    if (place.names().isEmpty()) {
      throw new Problem.Exists("There is something of that name already.");
    }
    SpaceId target = place.membership().space().id();
    return jdbi.inTransaction(handle -> {
      SpaceId source = row(handle, id).node().space();
      writable(actor, source);
      Stream.of(source, target)
          .distinct()
          .sorted((a, b) -> Long.compare(a.value(), b.value()))
          .forEach(space -> tree.enter(handle, space, true));
      TrashStore.Row row = row(handle, id);
      List<Node> walked = ground.walk(handle, place).nodes();
      int depth = place.names().size();
      if (walked.size() > depth) {
        throw new Problem.Exists("There is something of that name already.");
      }
      if (walked.size() < depth || !walked.getLast().folder()) {
        throw new Problem.Conflict("The folder that this should go into is not there.");
      }
      Found folder = new Found(place.membership(), walked, place.rights(), place.top());
      return putBack(handle, actor, row, folder, place.names().getLast());
    });
  }

  /// Notes that somebody was given the content of a thing in the trash.
  public void reading(Actor actor, Item item) {
    boolean team = item.membership().space().kind() == Kind.TEAM;
    changes.reading(actor, new Entry(item.node(), item.membership().role(), team, false));
  }

  /// Removes it for good, with everything in it and all versions.
  public void purge(Actor actor, FileId id) {
    if (!jdbi.inTransaction(handle -> purgeIfThere(handle, actor, id))) {
      throw missing();
    }
  }

  /// Removes for good what is in the trash of a space now. When this is cut short the rest stays.
  ///
  /// @throws Problem.Denied to whoever may not write there
  public void empty(Actor actor, SpaceId space) {
    writable(actor, space);
    List<FileId> all = jdbi.withHandle(handle -> store.ids(handle, space));
    for (int from = 0; from < all.size(); from += TOGETHER) {
      List<FileId> some = all.subList(from, Math.min(from + TOGETHER, all.size()));
      jdbi.useTransaction(handle -> some.forEach(id -> purgeIfThere(handle, actor, id)));
    }
  }

  private void list(List<Membership> memberships, Consumer<Item> consumer) {
    Map<SpaceId, Membership> bySpace =
        memberships.stream()
            .collect(Collectors.toMap(one -> one.space().id(), Function.identity()));
    // A transaction, since the driver streams rows only inside one.
    jdbi.useTransaction(handle -> {
      try (Stream<TrashStore.Row> rows = store.rows(handle, bySpace.keySet())) {
        rows.forEach(row -> {
          Membership membership = bySpace.get(row.node().space());
          if (membership != null) {
            consumer.accept(item(row, membership));
          }
        });
      }
    });
  }

  private List<Node> home(Handle handle, TrashStore.Row row) {
    List<Node> home = lines.line(handle, row.home());
    SpaceId space = row.node().space();
    // A folder that went to another space meanwhile is not the old place any more.
    boolean there = !home.isEmpty() && home.getLast().space().equals(space);
    return there ? home : changes.walk(handle, space, List.of()).nodes();
  }

  private Entry putBack(
      Handle handle, Actor actor, TrashStore.Row row, Found folder, NodeName name) {
    Node node = row.node();
    Changes.requireRoom(folder.membership(), folder.root(), node.size());
    guard.requireFree(handle, actor, Terms.NONE, folder.path(), folder.line());
    if (!store.putBack(handle, node, folder.node(), name)) {
      throw missing();
    }
    if (!node.space().equals(folder.node().space())) {
      tree.adopt(handle, node, folder.node().space());
    }
    changes.touch(handle, folder.line(), node.size());
    String kind = node.folder() ? "folder.restored" : "file.restored";
    changes.record(handle, actor, folder.standing(), kind, node.id(), name.shown(), row.place());
    return whereabouts.find(handle, actor, node.id()).entry();
  }

  private boolean purgeIfThere(Handle handle, Actor actor, FileId id) {
    Optional<TrashStore.Row> found = store.find(handle, id);
    if (found.isEmpty()) {
      return false;
    }
    Node node = found.get().node();
    Membership membership = writable(actor, node.space());
    tree.enter(handle, node.space(), false);
    if (!store.purge(handle, id)) {
      return false;
    }
    String kind = node.folder() ? "folder.purged" : "file.purged";
    changes.record(
        handle, actor, Standing.of(membership), kind, id, node.name(), found.get().place());
    return true;
  }

  private TrashStore.Row row(Handle handle, FileId id) {
    return store.find(handle, id).orElseThrow(Trash::missing);
  }

  private Membership writable(Actor actor, SpaceId space) {
    Membership membership = whereabouts.membership(actor, space);
    Changes.requireWrite(membership);
    return membership;
  }

  private static Item item(TrashStore.Row row, Membership membership) {
    return new Item(
        row.node(),
        membership,
        row.place(),
        row.deleted(),
        Optional.ofNullable(row.deleter()).map(AccountId::new));
  }

  private static Problem missing() {
    return new Problem.NotFound("There is nothing of that number in the trash.");
  }
}
