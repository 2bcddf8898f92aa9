package allmende.sfu.udp;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Datagrams for one address that leave together: as many of one size as are added one after the
/// other, the last of them perhaps shorter. Anything else sends what has been gathered first, so
/// the order stays. For one thread.
public final class Burst {
  /// What the system cuts up at once (UDP_MAX_SEGMENTS of Linux).
  private static final int MOST_SEGMENTS = 64;

  /// Less than the payload of the largest IP packet.
  private static final int MOST_BYTES = 64_000;

  private static final Logger log = LoggerFactory.getLogger(Burst.class);

  private final MemorySegment bytes = Arena.ofAuto().allocate(MOST_BYTES, 64);
  private final ByteBuffer buffer = bytes.asByteBuffer();
  private @Nullable UdpPort port;
  private @Nullable Endpoint to;
  private int length;
  private int segment;
  private int count;

  /// Adds a datagram of at most [UdpPort#MOST] bytes.
  public void add(UdpPort from, Endpoint target, byte[] packet, int offset, int size) {
    if (!fits(from, target, size)) {
      flush();
      port = from;
      to = target;
      segment = size;
    }
    MemorySegment.copy(packet, offset, bytes, ValueLayout.JAVA_BYTE, length, size);
    length += size;
    count++;
  }

  private boolean fits(UdpPort from, Endpoint target, int size) {
    return count > 0
        && target.equals(to)
        && from == port
        && size <= segment
        && length == count * segment
        && count < MOST_SEGMENTS
        && length + size <= MOST_BYTES;
  }

  /// Sends what has been gathered.
  public void flush() {
    UdpPort from = port;
    if (count > 0 && from != null) {
      try {
        from.send(this);
      } catch (IOException e) {
        // Unreachable now; consent will run out if it stays so.
        log.trace("Datagrams could not be sent.", e);
      }
    }
    length = 0;
    count = 0;
  }

  Endpoint to() {
    if (to == null) {
      throw new IllegalStateException("nothing was added");
    }
    return to;
  }

  /// Of all together.
  int length() {
    return length;
  }

  /// Of each but the last.
  int segment() {
    return segment;
  }

  MemorySegment bytes() {
    return bytes;
  }

  ByteBuffer buffer() {
    return buffer;
  }
}
