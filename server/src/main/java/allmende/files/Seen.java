package allmende.files;

import allmende.files.store.SpotRow;
import allmende.spaces.Kind;
import allmende.spaces.Membership;
import java.util.ArrayList;
import java.util.List;

/// A file or folder and the way to it, as a list over several places shows them.
///
/// @param path from the space's root, which is called like the space, down to the thing itself
public record Seen(Entry entry, List<Browse.Step> path) {
  /// @param membership of whoever looks, in the node's space
  static Seen of(SpotRow row, Membership membership) {
    List<Browse.Step> path = new ArrayList<>();
    for (int i = 0; i < row.ids().size(); i++) {
      String name = i == 0 ? membership.space().name() : row.names().get(i);
      path.add(new Browse.Step(row.ids().get(i), name));
    }
    boolean team = membership.space().kind() == Kind.TEAM;
    return new Seen(new Entry(row.node(), membership.role(), team, false), List.copyOf(path));
  }
}
