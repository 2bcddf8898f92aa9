package allmende.sfu.media;

import org.jspecify.annotations.Nullable;

/// Streams by their SSRC; finding one allocates nothing. For one thread.
final class SsrcTable<V> {
  private static final int FEWEST = 16;

  private int[] keys = new int[FEWEST];
  private @Nullable Object[] values = new Object[FEWEST];
  private int size;

  int size() {
    return size;
  }

  @SuppressWarnings("unchecked")
  @Nullable V get(int ssrc) {
    int mask = keys.length - 1;
    for (int at = place(ssrc, mask); values[at] != null; at = at + 1 & mask) {
      if (keys[at] == ssrc) {
        return (V) values[at];
      }
    }
    return null;
  }

  void put(int ssrc, V value) {
    if (2 * (size + 1) > keys.length) {
      rebuild(keys.length * 2);
    }
    int mask = keys.length - 1;
    int at = place(ssrc, mask);
    while (values[at] != null && keys[at] != ssrc) {
      at = at + 1 & mask;
    }
    size += values[at] == null ? 1 : 0;
    keys[at] = ssrc;
    values[at] = value;
  }

  /// Rare, so the table is simply made anew.
  void remove(V value) {
    for (int i = 0; i < values.length; i++) {
      if (values[i] == value) {
        values[i] = null;
      }
    }
    rebuild(keys.length);
  }

  private void rebuild(int capacity) {
    int[] oldKeys = keys;
    @Nullable Object[] oldValues = values;
    keys = new int[capacity];
    values = new Object[capacity];
    size = 0;
    for (int i = 0; i < oldKeys.length; i++) {
      Object value = oldValues[i];
      if (value != null) {
        @SuppressWarnings("unchecked")
        V kept = (V) value;
        put(oldKeys[i], kept);
      }
    }
  }

  private static int place(int ssrc, int mask) {
    int mixed = ssrc * 0x9E3779B9;
    return (mixed ^ mixed >>> 16) & mask;
  }
}
