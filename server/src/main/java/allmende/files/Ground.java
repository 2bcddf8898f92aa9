package allmende.files;

import allmende.files.Mounts.Place;
import allmende.files.store.TreeStore;
import allmende.platform.problem.Problem;
import allmende.spaces.SpaceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Finds the nodes that a place names, as one transaction sees them.
final class Ground {
  private final Changes changes;

  Ground(Changes changes) {
    this.changes = changes;
  }

  /// A name in a folder, and what is there.
  ///
  /// @param above from the root down to the folder
  /// @param locks whether anything in the space is locked
  record Spot(Place place, List<Node> above, Optional<Node> there, NodeName name, boolean locks) {
    Node parent() {
      return above.getLast();
    }

    /// From the root down to a node in this folder.
    List<Node> line(Node node) {
      List<Node> line = new ArrayList<>(above);
      line.add(node);
      return line;
    }
  }

  /// The spot that a place names.
  ///
  /// @throws Problem.Conflict when the folder it should be in is not there
  /// @throws Problem.Denied for the top of a space
  Spot spot(Handle handle, Place place) {
    if (place.names().isEmpty()) {
      throw new Problem.Denied("The top of a space stays where it is.");
    }
    TreeStore.Walk walk = walk(handle, place);
    List<Node> nodes = walk.nodes();
    int depth = place.names().size();
    if (nodes.size() < depth || !nodes.get(depth - 1).folder()) {
      throw new Problem.Conflict("The folder that this should go into is not there.");
    }
    return new Spot(
        place,
        List.copyOf(nodes.subList(0, depth)),
        nodes.size() > depth ? Optional.of(nodes.get(depth)) : Optional.empty(),
        place.names().getLast(),
        walk.locks());
  }

  /// What a place names.
  ///
  /// @throws Problem.NotFound when nothing is there
  Node target(Handle handle, Place place) {
    return line(handle, place).getLast();
  }

  /// The nodes from the root down to what a place names.
  ///
  /// @throws Problem.NotFound when nothing is there
  List<Node> line(Handle handle, Place place) {
    List<Node> nodes = walk(handle, place).nodes();
    if (nodes.size() <= place.names().size()) {
      throw missing();
    }
    return nodes;
  }

  /// The nodes from the root as far down as the names lead.
  TreeStore.Walk walk(Handle handle, Place place) {
    TreeStore.Walk walk = changes.walk(handle, place.membership().space().id(), place.keys());
    place.top().ifPresent(top -> requireStill(walk.nodes(), top));
    return walk;
  }

  /// That what a link or a share leads to is where it was found a moment ago: another thing of its
  /// name is not what was shared.
  private static void requireStill(List<Node> nodes, Top top) {
    if (nodes.size() <= top.depth() || !nodes.get(top.depth()).id().equals(top.node())) {
      throw missing();
    }
  }

  /// A space's root folder, made when first asked for.
  Node root(Handle handle, SpaceId space) {
    return changes.walk(handle, space, List.of()).nodes().getFirst();
  }

  static Problem missing() {
    return new Problem.NotFound("There is nothing of that name.");
  }
}
