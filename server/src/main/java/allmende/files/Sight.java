package allmende.files;

import allmende.files.store.SpotRow;
import allmende.identity.Actor;
import allmende.spaces.Kind;
import allmende.spaces.Membership;
import allmende.spaces.SpaceId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// What somebody sees, for lists over several places: whole spaces, and of others what they have
/// received.
///
/// @param spaces those that they belong to
/// @param received what others share with them
record Sight(Map<SpaceId, Membership> spaces, List<Reach.Reached> received) {
  /// All that somebody sees.
  static Sight of(Handle handle, Ways ways, Actor actor) {
    return of(ways.spaces().of(actor.account().id()), ways.mounts().received(handle, actor));
  }

  static Sight of(Collection<Membership> memberships, List<Reach.Reached> received) {
    return new Sight(
        memberships.stream()
            .collect(Collectors.toMap(one -> one.space().id(), Function.identity())),
        received);
  }

  List<Long> spaceIds() {
    return spaces.keySet().stream().map(SpaceId::value).toList();
  }

  /// The spaces that what they have received is in.
  List<Long> otherSpaces() {
    return received.stream().map(each -> each.node().space().value()).distinct().toList();
  }

  /// What they have received.
  List<Long> tops() {
    return received.stream().map(each -> each.node().id().value()).toList();
  }

  /// Something as they meet it; empty for what they do not see.
  Optional<Seen> seen(SpotRow row) {
    Membership membership = spaces.get(row.node().space());
    if (membership != null) {
      boolean team = membership.space().kind() == Kind.TEAM;
      Entry entry = new Entry(row.node(), membership.role(), team, false);
      return Optional.of(new Seen(entry, path(row, 0, membership.space().name())));
    }
    // Of several things that were shared, the one that allows most leads there.
    return received.stream()
        .filter(each -> row.ids().contains(each.node().id()))
        .max(Comparator.comparingInt(each -> Integer.bitCount(each.rights().bits())))
        .map(each -> seen(row, each));
  }

  private static Seen seen(SpotRow row, Reach.Reached reached) {
    int depth = row.ids().indexOf(reached.node().id());
    boolean top = depth == row.ids().size() - 1;
    Node node = top ? reached.top().seen(row.node()) : row.node();
    Optional<Received> received = reached.top().received();
    String name = received.map(each -> each.name().shown()).orElse(node.name());
    Entry entry =
        new Entry(node, reached.membership().role(), reached.rights(), false, top, received);
    return new Seen(entry, path(row, depth, name));
  }

  private static List<Browse.Step> path(SpotRow row, int depth, String first) {
    List<Browse.Step> path = new ArrayList<>();
    for (int i = depth; i < row.ids().size(); i++) {
      path.add(new Browse.Step(row.ids().get(i), i == depth ? first : row.names().get(i)));
    }
    return List.copyOf(path);
  }
}
