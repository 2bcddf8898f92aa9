package allmende.push;

import allmende.spaces.SpaceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Something has changed in a space.
///
/// @param nodes which files and folders; none when they are too many to name
record Change(SpaceId space, List<Long> nodes) {
  /// More are not named: a client that hears of so many looks everywhere anyway.
  static final int MOST = 20;

  Change {
    nodes = List.copyOf(nodes);
  }

  /// As it is told from process to process.
  String text() {
    return space.value()
        + ":"
        + nodes.stream().map(node -> Long.toString(node)).collect(Collectors.joining(","));
  }

  /// Empty for what no process of ours has told.
  static Optional<Change> of(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      return Optional.empty();
    }
    try {
      List<Long> nodes = new ArrayList<>();
      for (String node : text.substring(colon + 1).split(",", -1)) {
        if (!node.isEmpty()) {
          nodes.add(Long.valueOf(node));
        }
      }
      return Optional.of(new Change(new SpaceId(Long.parseLong(text.substring(0, colon))), nodes));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
