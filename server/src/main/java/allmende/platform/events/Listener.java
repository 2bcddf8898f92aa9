package allmende.platform.events;

import java.util.List;
import org.jdbi.v3.core.Handle;

/// Hears of what happened, afterwards.
public interface Listener {
  /// Takes a batch within the transaction that forgets it: what is written into it is written
  /// exactly once. Anything else that is done here may be done twice, and must bear it.
  ///
  /// What it throws keeps the batch for everybody, and it is handed out again.
  void hear(Handle transaction, List<Happened> batch);
}
