package allmende.sfu.media;

import org.jspecify.annotations.Nullable;

/// A way that somebody else's packets cannot come by: a connection, or a relay. It knows itself
/// whose it is.
abstract non-sealed class CarriedPath implements Path {
  private @Nullable Transport owner;

  /// Sends a packet at once, or drops it; never waits, and keeps nothing of the array.
  abstract void send(byte[] bytes, int offset, int length);

  @Nullable Transport owner() {
    return owner;
  }

  /// False if it is another's already: who has one connection for two clients is neither.
  boolean claim(Transport transport) {
    if (owner != null && owner != transport) {
      return false;
    }
    owner = transport;
    return true;
  }

  void release(Transport transport) {
    if (owner == transport) {
      owner = null;
    }
  }
}
