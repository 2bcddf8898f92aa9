package allmende.sfu.srtp;

import org.jspecify.annotations.Nullable;

/// A window for each SSRC, found without boxing.
final class StreamWindows {
  private int[] keys = new int[16];
  private @Nullable ReplayWindow[] windows = new ReplayWindow[16];
  private int size;

  int size() {
    return size;
  }

  @Nullable ReplayWindow find(int ssrc) {
    int mask = keys.length - 1;
    for (int at = slot(ssrc, mask); ; at = at + 1 & mask) {
      ReplayWindow window = windows[at];
      if (window == null || keys[at] == ssrc) {
        return window;
      }
    }
  }

  /// The caller has seen that there is none.
  void add(int ssrc, ReplayWindow window) {
    if (2 * ++size > keys.length) {
      grow();
    }
    put(ssrc, window);
  }

  private void grow() {
    int[] oldKeys = keys;
    @Nullable ReplayWindow[] oldWindows = windows;
    keys = new int[2 * oldKeys.length];
    windows = new ReplayWindow[keys.length];
    for (int i = 0; i < oldKeys.length; i++) {
      ReplayWindow window = oldWindows[i];
      if (window != null) {
        put(oldKeys[i], window);
      }
    }
  }

  private void put(int ssrc, ReplayWindow window) {
    int mask = keys.length - 1;
    int at = slot(ssrc, mask);
    while (windows[at] != null) {
      at = at + 1 & mask;
    }
    keys[at] = ssrc;
    windows[at] = window;
  }

  /// SSRCs are random only if who chose them was honest.
  private static int slot(int ssrc, int mask) {
    return ssrc * 0x9E3779B1 >>> 16 & mask;
  }
}
