package allmende.platform.jobs;

/// A piece of work that comes round again and again. It must bear being cut off anywhere, and, when
/// its lock was lost with the database, being done by two processes at once.
public interface Job {
  /// What a round has left undone.
  enum Left {
    /// The job comes round again in its own time, or when it is woken.
    NOTHING,
    /// Some is not ready yet: it comes round again after its shortest pause.
    UNREADY,
    /// It comes round again at once.
    MORE
  }

  /// Does one round; what it throws is logged, and the job comes round again after a pause.
  ///
  /// A round that takes long ends early when its thread is interrupted.
  Left run() throws Exception;
}
