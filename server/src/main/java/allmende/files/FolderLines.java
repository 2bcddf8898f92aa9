package allmende.files;

import allmende.files.store.LineStore;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/// What lies above a file or folder, for those who tell of changes.
public final class FolderLines {
  private final Jdbi jdbi;
  private final LineStore store = new LineStore();

  public FolderLines(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /// The numbers from the space's root down to the node itself; empty when it is in no tree.
  public List<Long> ids(long node) {
    return jdbi.withHandle(handle -> store.line(handle, new FileId(node))).stream()
        .map(each -> each.id().value())
        .toList();
  }
}
