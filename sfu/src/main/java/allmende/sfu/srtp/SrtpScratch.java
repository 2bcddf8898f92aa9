package allmende.sfu.srtp;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/// Room to work in, shared by all contexts of one thread so that it stays in the processor's cache.
public final class SrtpScratch {
  /// Bytes of the longest packet that is encrypted: what a UDP datagram holds, to whole blocks.
  static final int MOST = 1 << 16;

  final MessageDigest sha1;
  final byte[] hash = new byte[20];
  final byte[] word = new byte[4];
  private byte[] counters = new byte[2_048];
  private byte[] keystream = new byte[2_048];
  private @Nullable Native memory;

  public SrtpScratch() {
    try {
      sha1 = MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }

  byte[] counters(int length) {
    if (length > counters.length) {
      counters = new byte[MOST];
      keystream = new byte[MOST];
    }
    return counters;
  }

  byte[] keystream() {
    return keystream;
  }

  Native memory() {
    if (memory == null) {
      memory = new Native();
    }
    return memory;
  }

  /// Room off the heap, where OpenSSL works.
  static final class Native {
    private final Arena arena = Arena.ofAuto();
    final MemorySegment packet = arena.allocate(MOST + 64, 64);
    final MemorySegment vector = arena.allocate(16);
    final MemorySegment written = arena.allocate(16);
  }
}
