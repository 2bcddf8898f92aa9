package allmende.push;

import java.util.List;

/// Knows what lies above a file or folder.
@FunctionalInterface
public interface Lines {
  /// From the root of its space down to the node itself; empty when it is in no space's tree.
  List<Long> line(long node);
}
