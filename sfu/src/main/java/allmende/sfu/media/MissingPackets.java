package allmende.sfu.media;

/// What a stream lacks, and when it may be asked for again (RFC 4585 §6.2.1).
final class MissingPackets {
  /// More lost packets in a row are no longer asked for: a key frame is cheaper.
  static final int MOST = 128;

  private static final int TRIES = 8;

  /// Between two requests for the same packet, in nanoseconds.
  private static final long PAUSE = 50_000_000L;

  private final int[] sequences = new int[MOST];
  private final long[] asked = new long[MOST];
  private final byte[] tries = new byte[MOST];
  private int count;

  boolean isEmpty() {
    return count == 0;
  }

  /// Everything between two sequence numbers is missing. False if that is too much.
  boolean add(int first, int end) {
    int gap = end - first & 0xFFFF;
    if (count + gap > MOST) {
      count = 0;
      return false;
    }
    for (int i = 0; i < gap; i++) {
      sequences[count] = first + i & 0xFFFF;
      tries[count] = 0;
      asked[count] = 0;
      count++;
    }
    return true;
  }

  /// A packet has come late, or again.
  void arrived(int sequence) {
    for (int i = 0; i < count; i++) {
      if (sequences[i] == sequence) {
        remove(i);
        return;
      }
    }
  }

  /// Writes what is to be asked for now, in order, and returns how many; what has been asked for
  /// often enough is given up.
  int due(long now, int[] into) {
    int due = 0;
    for (int i = 0; i < count && due < into.length; i++) {
      if (tries[i] == 0 || now - asked[i] >= PAUSE) {
        if (tries[i] == TRIES) {
          remove(i--);
        } else {
          tries[i]++;
          asked[i] = now;
          into[due++] = sequences[i];
        }
      }
    }
    return due;
  }

  private void remove(int at) {
    count--;
    System.arraycopy(sequences, at + 1, sequences, at, count - at);
    System.arraycopy(asked, at + 1, asked, at, count - at);
    System.arraycopy(tries, at + 1, tries, at, count - at);
  }
}
