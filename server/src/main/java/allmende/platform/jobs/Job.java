package allmende.platform.jobs;

/// A piece of work that comes round again and again. It must bear being cut off anywhere, and, when
/// its lock was lost with the database, being done by two processes at once.
public interface Job {
  /// What a round has left undone: with more of it, the job comes round again at once.
  enum Left {
    NOTHING,
    MORE
  }

  /// Does one round; what it throws is logged, and the job comes round again after a pause.
  ///
  /// A round that takes long ends early when its thread is interrupted.
  Left run() throws Exception;
}
