package allmende.files;

import allmende.files.Mounts.Place;
import allmende.files.store.SearchStore;
import allmende.files.store.SearchStore.Where;
import allmende.identity.Actor;
import allmende.platform.events.Events;
import allmende.platform.problem.Problem;
import allmende.protocols.dav.Depth;
import allmende.protocols.dav.SearchExpression;
import allmende.protocols.dav.SearchRequest;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/// Finds files by their names, types, sizes and times, and those that somebody marked; only ever
/// what the person may see.
public final class Search {
  private static final int MOST = 10_000;

  private final Jdbi jdbi;
  private final Mounts mounts;
  private final Ways ways;
  private final Ground ground;
  private final SearchStore store = new SearchStore();

  public Search(Jdbi jdbi, Clock clock, RandomGenerator random, Ways ways, Events events) {
    this.jdbi = jdbi;
    this.mounts = ways.mounts();
    this.ways = ways;
    this.ground = new Ground(new Changes(clock, random, events));
  }

  /// What was found, and where.
  ///
  /// @param path from the person's root
  public record Found(Entry entry, List<String> path) {}

  /// Which of the found are wanted.
  ///
  /// @param order the most significant first; none for the order of names
  /// @param most empty for as many as there are, up to 10,000
  public record Page(List<SearchRequest.Order> order, int first, Optional<Integer> most) {}

  /// @param path where to search
  /// @throws Problem.NotFound when the path leads nowhere
  /// @throws Problem.Invalid for a condition that we cannot decide
  public List<Found> find(
      Actor actor, List<String> path, Depth depth, Optional<SearchExpression> where, Page page) {
    Where condition =
        where
            .map(expression -> SearchCondition.of(actor, expression))
            .orElse(new Where("true", Map.of()));
    return find(actor, path, depth, condition, page);
  }

  /// The files and folders that the person marked, below a path.
  public List<Found> favourites(Actor actor, List<String> path, Page page) {
    return find(actor, path, Depth.INFINITY, store.favourites(actor.account().id().value()), page);
  }

  private List<Found> find(
      Actor actor, List<String> path, Depth depth, Where condition, Page page) {
    Place place = mounts.find(actor, path);
    boolean everywhere = path.isEmpty() && depth == Depth.INFINITY;
    return jdbi.withHandle(handle -> {
      Node scope = ground.target(handle, place);
      if (depth == Depth.ZERO) {
        return List.of();
      }
      Sight sight =
          everywhere ? Sight.of(handle, ways, actor) : sight(place, ground.line(handle, place));
      return store
          .find(
              handle,
              sight.spaceIds(),
              sight.tops(),
              everywhere ? 0 : scope.id().value(),
              depth == Depth.ONE,
              condition,
              order(page),
              page.first(),
              Math.clamp(page.most().orElse(MOST), 0, MOST))
          .stream()
          .flatMap(row -> sight.seen(row).stream())
          .map(seen -> new Found(seen.entry(), seen.names()))
          .toList();
    });
  }

  private static Sight sight(Place place, List<Node> line) {
    return place
        .top()
        .map(top ->
            Sight.of(
                List.of(),
                List.of(
                    new Reach.Reached(
                        place.membership(),
                        line.subList(0, top.depth() + 1),
                        place.rights(),
                        top))))
        .orElseGet(() -> Sight.of(List.of(place.membership()), List.of()));
  }

  private static String order(Page page) {
    return Stream.concat(
            page.order().stream()
                .map(order ->
                    SearchCondition.column(order.property()) + (order.descending() ? " desc" : "")),
            Stream.of("n.key collate \"C\"", "n.id"))
        .collect(Collectors.joining(", "));
  }
}
