package allmende.files;

import allmende.files.store.TouchStore;
import allmende.platform.database.DeadRows;
import allmende.platform.jobs.Job;
import org.jdbi.v3.core.Jdbi;

/// Folds what was appended for folders into their rows, so that reading a folder stays cheap.
/// Nobody can see that it happened.
public final class Folding implements Job {
  private static final int BATCH = 2_000;

  private final Jdbi jdbi;
  private final DeadRows dead;
  private final TouchStore store = new TouchStore();

  public Folding(Jdbi jdbi) {
    this.jdbi = jdbi;
    this.dead = new DeadRows(jdbi, "files.touch");
  }

  @Override
  public Left run() {
    int folded = jdbi.withHandle(handle -> store.fold(handle, BATCH));
    dead.add(folded);
    return folded == BATCH ? Left.MORE : Left.NOTHING;
  }
}
