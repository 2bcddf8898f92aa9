package allmende.sfu.sctp;

import java.util.List;

/// What a packet is made of (RFC 9260 §3.3). Numbers of 32 bits are unsigned in a `long`.
sealed interface Chunk {
  /// §3.3.1: a fragment of a message, or a whole one. The bytes are a slice.
  record Data(
      long tsn,
      int stream,
      int sequence,
      long payloadProtocol,
      boolean unordered,
      boolean begins,
      boolean ends,
      boolean immediate,
      byte[] bytes,
      int offset,
      int length)
      implements Chunk {
    static final int HEADER = 16;
  }

  /// §3.3.2: what an association begins with.
  record Init(long tag, long window, int outgoing, int incoming, long tsn, Extensions extensions)
      implements Chunk {}

  /// §3.3.3: the answer, with what the other side is to echo.
  record InitAck(
      long tag,
      long window,
      int outgoing,
      int incoming,
      long tsn,
      Extensions extensions,
      byte[] cookie)
      implements Chunk {}

  /// Which extensions somebody knows (RFC 5061 §4.2.7, RFC 3758 §3.1).
  record Extensions(boolean partialReliability, boolean reconfiguration) {}

  /// §3.3.4. Gaps are counted from the cumulative number, both ends included.
  record Sack(long cumulative, long window, List<Gap> gaps, List<Long> duplicates)
      implements Chunk {
    record Gap(int from, int to) {}
  }

  /// §3.3.5.
  record Heartbeat(byte[] information) implements Chunk {}

  /// §3.3.6.
  record HeartbeatAck(byte[] information) implements Chunk {}

  /// §3.3.7. Reflected says that the tag is the receiver's own.
  record Abort(boolean reflected) implements Chunk {}

  /// §3.3.8.
  record Shutdown(long cumulative) implements Chunk {}

  /// §3.3.9.
  record ShutdownAck() implements Chunk {}

  /// §3.3.13.
  record ShutdownComplete(boolean reflected) implements Chunk {}

  /// §3.3.10.
  record OperationError() implements Chunk {}

  /// §3.3.11.
  record CookieEcho(byte[] cookie) implements Chunk {}

  /// §3.3.12.
  record CookieAck() implements Chunk {}

  /// RFC 6525 §3.1.
  record Reconfiguration(List<Parameter> parameters) implements Chunk {
    sealed interface Parameter {}

    /// §4.1: these streams of the sender begin anew behind a TSN. None named means all.
    record OutgoingReset(long request, long response, long lastTsn, List<Integer> streams)
        implements Parameter {}

    /// §4.2 to §4.6 but for the above: requests that are not needed for data channels.
    record OtherRequest(long request) implements Parameter {}

    /// §4.4.
    record Response(long request, long result) implements Parameter {
      static final long NOTHING_TO_DO = 0;
      static final long PERFORMED = 1;
      static final long BAD_SEQUENCE_NUMBER = 5;
      static final long IN_PROGRESS = 6;
    }
  }

  /// RFC 3758 §3.2: what lies up to here will not come any more.
  record ForwardTsn(long cumulative, List<Skipped> skipped) implements Chunk {
    record Skipped(int stream, int sequence) {}
  }

  /// One that this package does not know.
  record Unknown(int type) implements Chunk {
    /// Whether the packet is read on behind it (RFC 9260 §3.2).
    boolean isPassedOver() {
      return (type & 0x80) != 0;
    }
  }
}
