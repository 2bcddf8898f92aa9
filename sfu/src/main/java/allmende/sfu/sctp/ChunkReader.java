package allmende.sfu.sctp;

import allmende.protocols.BigEndian;
import allmende.sfu.sctp.Chunk.Extensions;
import allmende.sfu.sctp.Chunk.ForwardTsn;
import allmende.sfu.sctp.Chunk.Reconfiguration;
import allmende.sfu.sctp.Chunk.Sack;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/// Reads one packet (RFC 9260 §3).
final class ChunkReader {
  /// Bytes of ports, tag and checksum.
  static final int COMMON_HEADER = 12;

  /// Gaps, duplicates, streams or chunks beyond this have no honest use.
  private static final int MOST = 4_096;

  private final byte[] bytes;

  /// Of the chunk that is being read: where its value begins and ends.
  private int at;

  private int end;

  private ChunkReader(byte[] bytes) {
    this.bytes = bytes;
  }

  /// A packet's chunks, and what it says it is for.
  record Packet(long tag, List<Chunk> chunks) {}

  static Packet read(byte[] bytes, int offset, int length) throws MalformedSctp {
    expect(length >= COMMON_HEADER + 4 && checksumHolds(bytes, offset, length));
    var reader = new ChunkReader(bytes);
    List<Chunk> chunks = new ArrayList<>();
    int next = offset + COMMON_HEADER;
    int stop = offset + length;
    while (next + 4 <= stop) {
      int size = BigEndian.uint16(bytes, next + 2);
      expect(size >= 4 && next + size <= stop && chunks.size() < MOST);
      reader.at = next + 4;
      reader.end = next + size;
      Chunk chunk = reader.chunk(bytes[next] & 0xFF, bytes[next + 1] & 0xFF);
      chunks.add(chunk);
      if (chunk instanceof Chunk.Unknown unknown && !unknown.isPassedOver()) {
        break;
      }
      next += size + 3 & ~3;
    }
    return new Packet(BigEndian.uint32(bytes, offset + 4), chunks);
  }

  private static boolean checksumHolds(byte[] bytes, int offset, int length) {
    var crc = new CRC32C();
    crc.update(bytes, offset, 8);
    crc.update(new byte[4], 0, 4);
    crc.update(bytes, offset + COMMON_HEADER, length - COMMON_HEADER);
    return Integer.reverseBytes((int) crc.getValue()) == BigEndian.int32(bytes, offset + 8);
  }

  private Chunk chunk(int type, int flags) throws MalformedSctp {
    return switch (type) {
      case ChunkType.DATA -> data(flags);
      case ChunkType.INIT -> {
        need(16);
        yield new Chunk.Init(uint32(), uint32(), uint16(), uint16(), uint32(), parameters().known);
      }
      case ChunkType.INIT_ACK -> initAck();
      case ChunkType.SACK -> sack();
      case ChunkType.HEARTBEAT -> new Chunk.Heartbeat(rest());
      case ChunkType.HEARTBEAT_ACK -> new Chunk.HeartbeatAck(rest());
      case ChunkType.ABORT -> new Chunk.Abort((flags & 1) != 0);
      case ChunkType.SHUTDOWN -> new Chunk.Shutdown(uint32());
      case ChunkType.SHUTDOWN_ACK -> new Chunk.ShutdownAck();
      case ChunkType.ERROR -> new Chunk.OperationError();
      case ChunkType.COOKIE_ECHO -> new Chunk.CookieEcho(rest());
      case ChunkType.COOKIE_ACK -> new Chunk.CookieAck();
      case ChunkType.SHUTDOWN_COMPLETE -> new Chunk.ShutdownComplete((flags & 1) != 0);
      case ChunkType.RECONFIGURATION -> reconfiguration();
      case ChunkType.FORWARD_TSN -> forwardTsn();
      default -> new Chunk.Unknown(type);
    };
  }

  private Chunk.Data data(int flags) throws MalformedSctp {
    long tsn = uint32();
    int stream = uint16();
    int sequence = uint16();
    long payloadProtocol = uint32();
    byte[] payload = rest();
    expect(payload.length > 0);
    return new Chunk.Data(
        tsn,
        stream,
        sequence,
        payloadProtocol,
        (flags & 4) != 0,
        (flags & 2) != 0,
        (flags & 1) != 0,
        (flags & 8) != 0,
        payload,
        0,
        payload.length);
  }

  private Chunk.InitAck initAck() throws MalformedSctp {
    long tag = uint32();
    long window = uint32();
    int outgoing = uint16();
    int incoming = uint16();
    long tsn = uint32();
    Parameters parameters = parameters();
    return new Chunk.InitAck(
        tag, window, outgoing, incoming, tsn, parameters.known, parameters.cookie);
  }

  private record Parameters(Extensions known, byte[] cookie) {}

  private Parameters parameters() throws MalformedSctp {
    boolean partial = false;
    boolean reconfiguration = false;
    byte[] cookie = {};
    while (at + 4 <= end) {
      int type = uint16();
      int length = uint16() - 4;
      expect(length >= 0 && at + length <= end);
      switch (type) {
        case ChunkType.FORWARD_TSN_SUPPORTED -> partial = true;
        case ChunkType.STATE_COOKIE -> cookie = Arrays.copyOfRange(bytes, at, at + length);
        case ChunkType.SUPPORTED_EXTENSIONS -> {
          for (int i = 0; i < length; i++) {
            int extension = bytes[at + i] & 0xFF;
            partial |= extension == ChunkType.FORWARD_TSN;
            reconfiguration |= extension == ChunkType.RECONFIGURATION;
          }
        }
        default -> {}
      }
      at += length + 3 & ~3;
    }
    return new Parameters(new Extensions(partial, reconfiguration), cookie);
  }

  private Sack sack() throws MalformedSctp {
    long cumulative = uint32();
    long window = uint32();
    int gapCount = uint16();
    int duplicateCount = uint16();
    expect(gapCount <= MOST && duplicateCount <= MOST);
    List<Sack.Gap> gaps = new ArrayList<>();
    int before = 0;
    for (int i = 0; i < gapCount; i++) {
      var gap = new Sack.Gap(uint16(), uint16());
      expect(gap.from() > before && gap.to() >= gap.from());
      before = gap.to();
      gaps.add(gap);
    }
    List<Long> duplicates = new ArrayList<>();
    for (int i = 0; i < duplicateCount; i++) {
      duplicates.add(uint32());
    }
    return new Sack(cumulative, window, gaps, duplicates);
  }

  private Reconfiguration reconfiguration() throws MalformedSctp {
    List<Reconfiguration.Parameter> parameters = new ArrayList<>();
    int first = at;
    while (at + 4 <= end) {
      int type = uint16();
      int stop = at + uint16() - 2;
      expect(stop >= at && stop <= end);
      parameters.add(
          switch (type) {
            case ChunkType.OUTGOING_RESET ->
                new Reconfiguration.OutgoingReset(uint32(), uint32(), uint32(), streams(stop));
            case ChunkType.RECONFIGURATION_RESPONSE ->
                new Reconfiguration.Response(uint32(), uint32());
            default -> new Reconfiguration.OtherRequest(uint32());
          });
      expect(at <= stop && parameters.size() <= 2);
      at = stop + (first - stop & 3);
    }
    return new Reconfiguration(parameters);
  }

  private List<Integer> streams(int stop) throws MalformedSctp {
    List<Integer> streams = new ArrayList<>();
    while (at + 2 <= stop) {
      streams.add(uint16());
      expect(streams.size() <= MOST);
    }
    return streams;
  }

  private ForwardTsn forwardTsn() throws MalformedSctp {
    long cumulative = uint32();
    List<ForwardTsn.Skipped> skipped = new ArrayList<>();
    while (at + 4 <= end) {
      skipped.add(new ForwardTsn.Skipped(uint16(), uint16()));
      expect(skipped.size() <= MOST);
    }
    return new ForwardTsn(cumulative, skipped);
  }

  private byte[] rest() {
    byte[] rest = Arrays.copyOfRange(bytes, at, end);
    at = end;
    return rest;
  }

  private int uint16() throws MalformedSctp {
    need(2);
    at += 2;
    return BigEndian.uint16(bytes, at - 2);
  }

  private long uint32() throws MalformedSctp {
    need(4);
    at += 4;
    return BigEndian.uint32(bytes, at - 4);
  }

  private void need(int length) throws MalformedSctp {
    expect(at + length <= end);
  }

  private static void expect(boolean holds) throws MalformedSctp {
    if (!holds) {
      throw new MalformedSctp("a packet does not hold what it says");
    }
  }
}
