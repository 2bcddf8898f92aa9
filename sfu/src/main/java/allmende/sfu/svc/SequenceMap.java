package allmende.sfu.svc;

import java.util.Arrays;

/// Sequence numbers of a stream from which packets are left out, so that the receiver sees no gaps
/// but those of what was lost. Numbers do not come round. Nothing is allocated for a packet.
public final class SequenceMap {
  /// In place of a number: there is none.
  public static final long NONE = -1;

  /// Packets that are remembered.
  public static final int MOST = 2_048;

  /// For each incoming number, how many were left out before it; or [#LEFT_OUT].
  private final int[] before = new int[MOST];

  private static final int LEFT_OUT = -1;

  private boolean started;
  private long first;
  private long highest;
  private int leftOut;

  public SequenceMap() {
    Arrays.fill(before, LEFT_OUT);
  }

  /// The number under which a packet is sent on, or [#NONE] if it is too old, or was left out.
  public long send(long incoming) {
    if (!reach(incoming)) {
      return NONE;
    }
    int count = before[slot(incoming)];
    return count == LEFT_OUT ? NONE : incoming - count;
  }

  /// Leaves a packet out. True if nothing will be missed. A packet that comes late has a number
  /// kept for it already; [#send] says which, and something with it should be sent, if only
  /// padding.
  public boolean leaveOut(long incoming) {
    boolean late = started && incoming <= highest;
    if (!reach(incoming) || late) {
      return !late;
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
      int count = before[slot(each)];
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
    long from = Math.max(highest + 1, incoming - MOST + 1);
    for (long each = from; each <= incoming; each++) {
      before[slot(each)] = leftOut;
    }
    highest = Math.max(highest, incoming);
    return true;
  }

  private long oldest() {
    return Math.max(first, highest - MOST + 1);
  }

  private static int slot(long number) {
    return (int) number & MOST - 1;
  }
}
