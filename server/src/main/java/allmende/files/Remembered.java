package allmende.files;

import allmende.spaces.SpaceId;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Where files were found, so that reading one again asks the database nothing.
///
/// Each space has a count of its changes; what was found counts only as long as nothing in its
/// space has changed since the search for it began. A change counts when its transaction has ended
/// and before its answer goes out, so nobody who was told of a change reads what was before it.
///
/// This holds while one process makes all the changes, as it does with a database in the data
/// folder. Where several may, nothing is remembered.
public final class Remembered {
  private static final int MOST = 20_000;

  private record Place(SpaceId space, List<String> keys) {}

  private record Found(Node file, long at) {}

  private final boolean alone;
  private final ConcurrentHashMap<SpaceId, AtomicLong> changes = new ConcurrentHashMap<>();
  private final Cache<Place, Found> found = Caffeine.newBuilder().maximumSize(MOST).build();

  /// @param alone whether no other process changes the same files
  public Remembered(boolean alone) {
    this.alone = alone;
  }

  /// The count to hand to [#keep]; taken before the search.
  long count(SpaceId space) {
    return of(space).get();
  }

  Optional<Node> find(SpaceId space, List<String> keys) {
    Found known = found.getIfPresent(new Place(space, keys));
    return known != null && known.at() == count(space)
        ? Optional.of(known.file())
        : Optional.empty();
  }

  /// Only files: a folder's etag changes with all that is in it.
  void keep(SpaceId space, List<String> keys, Node node, long count) {
    if (alone && !node.folder()) {
      found.put(new Place(space, keys), new Found(node, count));
    }
  }

  /// Something in the space may have changed.
  void changed(SpaceId space) {
    of(space).incrementAndGet();
  }

  private AtomicLong of(SpaceId space) {
    return changes.computeIfAbsent(space, _ -> new AtomicLong());
  }
}
