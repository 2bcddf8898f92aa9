package allmende.sfu.svc;

/// Sequence numbers of a stream from which packets are left out, so that the receiver sees no gaps
/// but those of what was lost. Numbers do not come round. Nothing is allocated for a packet.
public final class SequenceMap {
  /// In place of a number: there is none.
  public static final long NONE = -1;

  /// Packets that are remembered.
  public static final int MOST = 2_048;

  private static final int LEFT_OUT = -1;
  private static final int[] NONE_LEFT_OUT = new int[0];

  private final int size;

  /// For each incoming number, how many were left out before it; or [#LEFT_OUT]. Empty until the
  /// first is: most streams are sent whole.
  private int[] before = NONE_LEFT_OUT;

  private boolean started;
  private long first;
  private long highest;
  private int leftOut;

  public SequenceMap() {
    this(MOST);
  }

  /// @param size how many are remembered, a power of two
  public SequenceMap(int size) {
    this.size = size;
  }

  /// The number under which a packet is sent on, or [#NONE] if it is too old, or was left out.
  public long send(long incoming) {
    if (!reach(incoming)) {
      return NONE;
    }
    return number(incoming);
  }

  /// The number under which a packet was sent on; [#NONE] if it is not known, or was left out.
  /// Changes nothing.
  public long numberOf(long incoming) {
    return started && incoming <= highest && incoming >= oldest() ? number(incoming) : NONE;
  }

  private long number(long incoming) {
    int count = leftOutBefore(incoming);
    return count == LEFT_OUT ? NONE : incoming - count;
  }

  private int leftOutBefore(long incoming) {
    return before == NONE_LEFT_OUT ? 0 : before[slot(incoming)];
  }

  /// Leaves a packet out. True if nothing will be missed. A packet that comes late has a number
  /// kept for it already; [#send] says which, and something with it should be sent, if only
  /// padding.
  public boolean leaveOut(long incoming) {
    boolean late = started && incoming <= highest;
    if (!reach(incoming) || late) {
      return !late;
    }
    if (before == NONE_LEFT_OUT) {
      before = new int[size];
    }
    before[slot(incoming)] = LEFT_OUT;
    leftOut++;
    return true;
  }

  /// The incoming number of what was sent under a number, or [#NONE] if it is too long ago, or
  /// nothing was.
  public long sourceOf(long sent) {
    if (!started || sent > highest - leftOut) {
      return NONE;
    }
    long oldest = oldest();
    for (long each = Math.min(highest, sent + leftOut); each >= oldest && each >= sent; each--) {
      int count = leftOutBefore(each);
      if (count != LEFT_OUT && each - count <= sent) {
        return each - count == sent ? each : NONE;
      }
    }
    return NONE;
  }

  /// Makes sure that a number is known. What is skipped on the way may still come, and its number
  /// is kept for it.
  private boolean reach(long incoming) {
    if (!started) {
      started = true;
      first = incoming;
      highest = incoming - 1;
    }
    if (incoming < oldest()) {
      return false;
    }
    if (before != NONE_LEFT_OUT) {
      long from = Math.max(highest + 1, incoming - size + 1);
      for (long each = from; each <= incoming; each++) {
        before[slot(each)] = leftOut;
      }
    }
    highest = Math.max(highest, incoming);
    return true;
  }

  private long oldest() {
    return Math.max(first, highest - size + 1);
  }

  private int slot(long number) {
    return (int) number & size - 1;
  }
}
