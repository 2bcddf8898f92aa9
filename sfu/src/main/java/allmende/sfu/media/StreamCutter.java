package allmende.sfu.media;

import allmende.protocols.stun.MalformedStun;

/// Cuts a stream into messages, however the network has cut it before. It keeps what is not yet
/// whole, and never more than one message.
final class StreamCutter {
  /// The longest message that WebRTC has a use for, with what TURN puts around it.
  static final int LARGEST = 4_096;

  /// Takes a message, its header and padding included. The array is read on.
  interface Taker {
    void take(byte[] bytes, int offset, int length);
  }

  private final StreamFraming framing;
  private final Taker taker;
  private final byte[] begun = new byte[LARGEST];
  private int held;

  StreamCutter(StreamFraming framing, Taker taker) {
    this.framing = framing;
    this.taker = taker;
  }

  /// Takes what has come. False if no message can begin so, or it would be too long: nothing that
  /// follows can be understood.
  boolean cut(byte[] bytes, int offset, int length) {
    try {
      int at = offset;
      int end = offset + length;
      while (at < end) {
        at = held > 0 ? goOn(bytes, at, end) : begin(bytes, at, end);
      }
      return true;
    } catch (MalformedStun e) {
      return false;
    }
  }

  /// A message starts here: it is whole, or is kept.
  private int begin(byte[] bytes, int at, int end) throws MalformedStun {
    int length = length(bytes, at, end - at);
    if (length == StreamFraming.UNKNOWN || length > end - at) {
      System.arraycopy(bytes, at, begun, 0, end - at);
      held = end - at;
      return end;
    }
    taker.take(bytes, at, length);
    return at + length;
  }

  /// Adds to what was kept. As long as it does not say how long it is, byte by byte.
  private int goOn(byte[] bytes, int at, int end) throws MalformedStun {
    int length = length(begun, 0, held);
    int missing = length == StreamFraming.UNKNOWN ? 1 : length - held;
    int added = Math.min(missing, end - at);
    System.arraycopy(bytes, at, begun, held, added);
    held += added;
    if (held == length(begun, 0, held)) {
      int whole = held;
      held = 0;
      taker.take(begun, 0, whole);
    }
    return at + added;
  }

  private int length(byte[] bytes, int offset, int available) throws MalformedStun {
    int length = framing.length(bytes, offset, available);
    if (length > LARGEST) {
      throw new MalformedStun("too long");
    }
    return length;
  }
}
