package allmende.files;

import java.util.List;

/// A file or folder and the way to it, as a list over several places shows them.
///
/// @param path from what the person sees first, the space's root, which is called like the space,
///   or what was shared with them, down to the thing itself
public record Seen(Entry entry, List<Browse.Step> path) {
  /// From the person's own root down: team spaces, and what was shared, are folders there.
  public List<String> names() {
    boolean below = entry.team() || entry.received().isPresent();
    return path.stream().skip(below ? 0 : 1).map(Browse.Step::name).toList();
  }
}
