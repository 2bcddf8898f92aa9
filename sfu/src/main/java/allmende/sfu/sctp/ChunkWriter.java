package allmende.sfu.sctp;

import allmende.protocols.BigEndian;
import allmende.sfu.sctp.Chunk.Extensions;
import allmende.sfu.sctp.Chunk.ForwardTsn;
import allmende.sfu.sctp.Chunk.Reconfiguration;
import allmende.sfu.sctp.Chunk.Sack;
import java.util.List;
import java.util.zip.CRC32C;

/// Writes one packet, chunk behind chunk (RFC 9260 §3).
final class ChunkWriter {
  private final CRC32C crc = new CRC32C();
  private byte[] out = new byte[0];
  private int start;
  private int at;
  private int stop;

  /// Begins a packet of at most so many bytes.
  void begin(byte[] buffer, int offset, int most) {
    out = buffer;
    start = offset;
    at = offset + ChunkReader.COMMON_HEADER;
    stop = offset + most;
  }

  boolean isEmpty() {
    return at == start + ChunkReader.COMMON_HEADER;
  }

  int remaining() {
    return stop - at;
  }

  /// Fills in the header, and returns how long the packet is.
  int end(int port, long tag) {
    BigEndian.put16(out, start, port);
    BigEndian.put16(out, start + 2, port);
    BigEndian.put32(out, start + 4, (int) tag);
    BigEndian.put32(out, start + 8, 0);
    crc.reset();
    crc.update(out, start, at - start);
    BigEndian.put32(out, start + 8, Integer.reverseBytes((int) crc.getValue()));
    return at - start;
  }

  /// Adds a chunk if there is room for it.
  boolean write(Chunk chunk) {
    if (size(chunk) > remaining()) {
      return false;
    }
    int first = at;
    at += 4;
    int type = body(chunk);
    out[first] = (byte) type;
    out[first + 1] = (byte) flags(chunk);
    BigEndian.put16(out, first + 2, at - first);
    while ((at - start & 3) != 0) {
      out[at++] = 0;
    }
    return true;
  }

  /// Bytes with the padding.
  private static int size(Chunk chunk) {
    int size =
        switch (chunk) {
          case Chunk.Data it -> Chunk.Data.HEADER + it.length();
          case Chunk.Init _ -> 32;
          case Chunk.InitAck it -> 36 + it.cookie().length;
          case Sack it -> 16 + 4 * it.gaps().size() + 4 * it.duplicates().size();
          case Chunk.Heartbeat it -> 4 + it.information().length;
          case Chunk.HeartbeatAck it -> 4 + it.information().length;
          case Chunk.CookieEcho it -> 4 + it.cookie().length;
          case Chunk.Shutdown _ -> 8;
          case Chunk.Abort _,
              Chunk.ShutdownAck _,
              Chunk.ShutdownComplete _,
              Chunk.OperationError _,
              Chunk.CookieAck _,
              Chunk.Unknown _ ->
              4;
          case Reconfiguration it -> 4 + it.parameters().stream().mapToInt(ChunkWriter::size).sum();
          case ForwardTsn it -> 8 + 4 * it.skipped().size();
        };
    return size + 3 & ~3;
  }

  private static int size(Reconfiguration.Parameter parameter) {
    return switch (parameter) {
      case Reconfiguration.OutgoingReset it -> 16 + 2 * it.streams().size() + 3 & ~3;
      case Reconfiguration.Response _ -> 12;
      case Reconfiguration.OtherRequest _ -> 8;
    };
  }

  private static int flags(Chunk chunk) {
    return switch (chunk) {
      case Chunk.Data it ->
          (it.ends() ? 1 : 0)
              | (it.begins() ? 2 : 0)
              | (it.unordered() ? 4 : 0)
              | (it.immediate() ? 8 : 0);
      case Chunk.Abort(boolean reflected) -> reflected ? 1 : 0;
      case Chunk.ShutdownComplete(boolean reflected) -> reflected ? 1 : 0;
      default -> 0;
    };
  }

  /// Writes what stands behind the first word, and returns the chunk's type.
  private int body(Chunk chunk) {
    return switch (chunk) {
      case Chunk.Data it -> {
        uint32(it.tsn());
        uint16(it.stream());
        uint16(it.sequence());
        uint32(it.payloadProtocol());
        bytes(it.bytes(), it.offset(), it.length());
        yield ChunkType.DATA;
      }
      case Chunk.Init it -> {
        init(it.tag(), it.window(), it.outgoing(), it.incoming(), it.tsn());
        extensions(it.extensions());
        yield ChunkType.INIT;
      }
      case Chunk.InitAck it -> {
        init(it.tag(), it.window(), it.outgoing(), it.incoming(), it.tsn());
        extensions(it.extensions());
        uint16(ChunkType.STATE_COOKIE);
        uint16(4 + it.cookie().length);
        bytes(it.cookie(), 0, it.cookie().length);
        yield ChunkType.INIT_ACK;
      }
      case Sack it -> {
        sack(it);
        yield ChunkType.SACK;
      }
      case Chunk.Heartbeat it -> {
        bytes(it.information(), 0, it.information().length);
        yield ChunkType.HEARTBEAT;
      }
      case Chunk.HeartbeatAck it -> {
        bytes(it.information(), 0, it.information().length);
        yield ChunkType.HEARTBEAT_ACK;
      }
      case Chunk.Abort _ -> ChunkType.ABORT;
      case Chunk.Shutdown it -> {
        uint32(it.cumulative());
        yield ChunkType.SHUTDOWN;
      }
      case Chunk.ShutdownAck _ -> ChunkType.SHUTDOWN_ACK;
      case Chunk.ShutdownComplete _ -> ChunkType.SHUTDOWN_COMPLETE;
      case Chunk.OperationError _ -> ChunkType.ERROR;
      case Chunk.CookieEcho it -> {
        bytes(it.cookie(), 0, it.cookie().length);
        yield ChunkType.COOKIE_ECHO;
      }
      case Chunk.CookieAck _ -> ChunkType.COOKIE_ACK;
      case Reconfiguration it -> {
        it.parameters().forEach(this::parameter);
        yield ChunkType.RECONFIGURATION;
      }
      case ForwardTsn it -> {
        uint32(it.cumulative());
        for (ForwardTsn.Skipped each : it.skipped()) {
          uint16(each.stream());
          uint16(each.sequence());
        }
        yield ChunkType.FORWARD_TSN;
      }
      case Chunk.Unknown it -> throw new IllegalArgumentException("cannot write " + it);
    };
  }

  private void init(long tag, long window, int outgoing, int incoming, long tsn) {
    uint32(tag);
    uint32(window);
    uint16(outgoing);
    uint16(incoming);
    uint32(tsn);
  }

  /// At most twelve bytes.
  private void extensions(Extensions it) {
    if (it.partialReliability()) {
      uint16(ChunkType.FORWARD_TSN_SUPPORTED);
      uint16(4);
    }
    int count = (it.partialReliability() ? 1 : 0) + (it.reconfiguration() ? 1 : 0);
    uint16(ChunkType.SUPPORTED_EXTENSIONS);
    uint16(4 + count);
    if (it.reconfiguration()) {
      out[at++] = (byte) ChunkType.RECONFIGURATION;
    }
    if (it.partialReliability()) {
      out[at++] = (byte) ChunkType.FORWARD_TSN;
    }
    while ((at - start & 3) != 0) {
      out[at++] = 0;
    }
  }

  private void sack(Sack it) {
    uint32(it.cumulative());
    uint32(it.window());
    uint16(it.gaps().size());
    uint16(it.duplicates().size());
    for (Sack.Gap gap : it.gaps()) {
      uint16(gap.from());
      uint16(gap.to());
    }
    it.duplicates().forEach(this::uint32);
  }

  private void parameter(Reconfiguration.Parameter parameter) {
    switch (parameter) {
      case Reconfiguration.OutgoingReset(
              long request,
              long response,
              long lastTsn,
              List<Integer> streams) -> {
        uint16(ChunkType.OUTGOING_RESET);
        uint16(16 + 2 * streams.size());
        uint32(request);
        uint32(response);
        uint32(lastTsn);
        streams.forEach(this::uint16);
        while ((at - start & 3) != 0) {
          out[at++] = 0;
        }
      }
      case Reconfiguration.Response(long request, long result) -> {
        uint16(ChunkType.RECONFIGURATION_RESPONSE);
        uint16(12);
        uint32(request);
        uint32(result);
      }
      case Reconfiguration.OtherRequest it -> throw new IllegalArgumentException("" + it);
    }
  }

  private void bytes(byte[] bytes, int offset, int length) {
    System.arraycopy(bytes, offset, out, at, length);
    at += length;
  }

  private void uint16(int value) {
    BigEndian.put16(out, at, value);
    at += 2;
  }

  private void uint32(long value) {
    BigEndian.put32(out, at, (int) value);
    at += 4;
  }
}
