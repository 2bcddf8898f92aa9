package allmende.files;

import java.util.Optional;

/// Where the paths of somebody begin who does not belong to the space: what a link leads to, or
/// what was shared with them. They see nothing above it.
///
/// @param depth how many steps it is below the space's root
/// @param received what was shared with them; none for those who came by a link
record Top(FileId node, int depth, Optional<Received> received) {
  /// What its person calls it.
  Node seen(Node node) {
    Node top = received.map(each -> node.called(each.name().shown())).orElse(node);
    return top.atTop();
  }
}
