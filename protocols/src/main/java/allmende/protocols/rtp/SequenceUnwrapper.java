package allmende.protocols.rtp;

/// Makes numbers that do not come round out of sequence numbers that do. Each is taken for the one
/// nearest to the last.
public final class SequenceUnwrapper {
  private boolean started;
  private long last;

  /// The first comes back as it is; an earlier one may come out negative.
  public long unwrap(int sequence) {
    last = peek(sequence);
    started = true;
    return last;
  }

  /// What [#unwrap] would return, without taking it for the last.
  public long peek(int sequence) {
    return !started ? sequence : last + (short) (sequence - (int) last);
  }
}
