package allmende.protocols.rtcp;

import allmende.protocols.BigEndian;
import allmende.protocols.rtcp.RtcpPacket.App;
import allmende.protocols.rtcp.RtcpPacket.Bye;
import allmende.protocols.rtcp.RtcpPacket.ExtendedReport;
import allmende.protocols.rtcp.RtcpPacket.FullIntraRequest;
import allmende.protocols.rtcp.RtcpPacket.Nack;
import allmende.protocols.rtcp.RtcpPacket.PictureLoss;
import allmende.protocols.rtcp.RtcpPacket.ReceiverEstimate;
import allmende.protocols.rtcp.RtcpPacket.ReceiverReport;
import allmende.protocols.rtcp.RtcpPacket.SenderReport;
import allmende.protocols.rtcp.RtcpPacket.SourceDescription;
import allmende.protocols.rtcp.RtcpPacket.SourceDescription.Item;
import allmende.protocols.rtcp.RtcpPacket.SourceDescription.Source;
import allmende.protocols.rtcp.RtcpPacket.Unknown;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a compound, or a single packet (RFC 5506), from left to right.
public final class RtcpReader {
  private final byte[] bytes;

  /// Of the packet that is being read: where its body begins and ends, without padding.
  private int at;

  private int end;

  private RtcpReader(byte[] bytes) {
    this.bytes = bytes;
  }

  /// All packets, those that this package does not know included.
  public static List<RtcpPacket> read(byte[] bytes, int offset, int length) throws MalformedRtcp {
    var reader = new RtcpReader(bytes);
    List<RtcpPacket> packets = new ArrayList<>();
    int next = offset;
    int stop = offset + length;
    do {
      expect(next + 4 <= stop && (bytes[next] & 0xC0) == 0x80);
      int size = 4 + 4 * BigEndian.uint16(bytes, next + 2);
      expect(next + size <= stop);
      reader.at = next + 4;
      reader.end = next + size;
      if ((bytes[next] & 0x20) != 0) {
        reader.dropPadding(next + size == stop);
      }
      packets.add(reader.packet(bytes[next + 1] & 0xFF, bytes[next] & 0x1F));
      next += size;
    } while (next < stop);
    return packets;
  }

  /// Only the last packet of a compound may be padded (RFC 3550 §6.4.1).
  private void dropPadding(boolean last) throws MalformedRtcp {
    expect(last && end > at);
    int padding = bytes[end - 1] & 0xFF;
    expect(padding > 0 && padding <= end - at);
    end -= padding;
  }

  private RtcpPacket packet(int type, int count) throws MalformedRtcp {
    return switch (type) {
      case RtcpType.SENDER_REPORT ->
          new SenderReport(uint32(), int64(), uint32(), uint32(), uint32(), receptions(count));
      case RtcpType.RECEIVER_REPORT -> new ReceiverReport(uint32(), receptions(count));
      case RtcpType.SOURCE_DESCRIPTION -> new SourceDescription(sources(count));
      case RtcpType.BYE -> new Bye(ssrcs(count), reason());
      case RtcpType.APP -> new App(count, uint32(), name(), rest());
      case RtcpType.TRANSPORT_FEEDBACK ->
          switch (count) {
            case RtcpType.NACK -> new Nack(uint32(), uint32(), lost());
            case RtcpType.TRANSPORT_WIDE -> transportFeedback();
            default -> new Unknown(type, count);
          };
      case RtcpType.PAYLOAD_FEEDBACK ->
          switch (count) {
            case RtcpType.PICTURE_LOSS -> new PictureLoss(uint32(), uint32());
            case RtcpType.FULL_INTRA_REQUEST -> fullIntraRequest();
            case RtcpType.APPLICATION_LAYER -> applicationLayer();
            default -> new Unknown(type, count);
          };
      case RtcpType.EXTENDED_REPORT -> new ExtendedReport(uint32(), blocks());
      default -> new Unknown(type, count);
    };
  }

  private List<ReportBlock> receptions(int count) throws MalformedRtcp {
    List<ReportBlock> receptions = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      need(ReportBlock.LENGTH);
      receptions.add(
          new ReportBlock(uint32(), uint8(), int24(), uint32(), uint32(), uint32(), uint32()));
    }
    return receptions;
  }

  private List<Source> sources(int count) throws MalformedRtcp {
    List<Source> sources = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int start = at;
      long ssrc = uint32();
      List<Item> items = new ArrayList<>();
      for (int type = uint8(); type != 0; type = uint8()) {
        items.add(new Item(type, text(uint8())));
      }
      // The zero that ends a list is repeated up to the next word.
      need(-(at - start) & 3);
      at += -(at - start) & 3;
      sources.add(new Source(ssrc, items));
    }
    return sources;
  }

  private List<Long> ssrcs(int count) throws MalformedRtcp {
    List<Long> ssrcs = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      ssrcs.add(uint32());
    }
    return ssrcs;
  }

  private @Nullable String reason() throws MalformedRtcp {
    return at < end ? text(uint8()) : null;
  }

  private String name() throws MalformedRtcp {
    need(4);
    String name = new String(bytes, at, 4, StandardCharsets.ISO_8859_1);
    at += 4;
    return name;
  }

  private byte[] rest() {
    byte[] rest = Arrays.copyOfRange(bytes, at, end);
    at = end;
    return rest;
  }

  /// Each pair names a packet and, as bits, which of the 16 behind it are missing too.
  private int[] lost() throws MalformedRtcp {
    int count = 0;
    for (int pair = at; pair + 4 <= end; pair += 4) {
      count += 1 + Integer.bitCount(BigEndian.uint16(bytes, pair + 2));
    }
    int[] lost = new int[count];
    int next = 0;
    while (at < end) {
      int first = uint16();
      int following = uint16();
      lost[next++] = first;
      for (int bit = 0; bit < 16; bit++) {
        if ((following >> bit & 1) != 0) {
          lost[next++] = first + bit + 1 & 0xFFFF;
        }
      }
    }
    return lost;
  }

  private TransportFeedback transportFeedback() throws MalformedRtcp {
    long sender = uint32();
    long media = uint32();
    int base = uint16();
    int packets = uint16();
    expect(packets <= TransportFeedback.MOST);
    int reference = int24();
    int count = uint8();
    return new TransportFeedback(
        sender, media, base, reference, count, PacketStatuses.read(bytes, at, end, packets));
  }

  /// The media's SSRC is in the entries.
  private FullIntraRequest fullIntraRequest() throws MalformedRtcp {
    long sender = uint32();
    uint32();
    List<FullIntraRequest.Request> requests = new ArrayList<>();
    while (at < end) {
      requests.add(new FullIntraRequest.Request(uint32(), uint8()));
      int24();
    }
    return new FullIntraRequest(sender, requests);
  }

  private RtcpPacket applicationLayer() throws MalformedRtcp {
    long sender = uint32();
    uint32();
    if (at + 4 > end || BigEndian.int32(bytes, at) != RtcpType.REMB) {
      return new Unknown(RtcpType.PAYLOAD_FEEDBACK, RtcpType.APPLICATION_LAYER);
    }
    at += 4;
    int count = uint8();
    int estimate = int24() & 0xFFFFFF;
    int exponent = estimate >> 18;
    long mantissa = estimate & 0x3FFFF;
    long bitrate = mantissa << exponent;
    expect(bitrate >> exponent == mantissa && bitrate >= 0);
    return new ReceiverEstimate(sender, bitrate, ssrcs(count));
  }

  private List<XrBlock> blocks() throws MalformedRtcp {
    List<XrBlock> blocks = new ArrayList<>();
    while (at < end) {
      int type = uint8();
      uint8();
      int length = 4 * uint16();
      need(length);
      int stop = at + length;
      blocks.add(block(type, length));
      at = stop;
    }
    return blocks;
  }

  private XrBlock block(int type, int length) throws MalformedRtcp {
    return switch (type) {
      case RtcpType.RECEIVER_REFERENCE_TIME -> {
        expect(length == 8);
        yield new XrBlock.ReceiverReferenceTime(int64());
      }
      case RtcpType.DLRR -> {
        expect(length % 12 == 0);
        List<XrBlock.Dlrr.Reception> receptions = new ArrayList<>();
        for (int i = 0; i < length; i += 12) {
          receptions.add(new XrBlock.Dlrr.Reception(uint32(), uint32(), uint32()));
        }
        yield new XrBlock.Dlrr(receptions);
      }
      default -> new XrBlock.Unknown(type);
    };
  }

  private String text(int length) throws MalformedRtcp {
    need(length);
    String text = new String(bytes, at, length, StandardCharsets.UTF_8);
    at += length;
    return text;
  }

  private int uint8() throws MalformedRtcp {
    need(1);
    return bytes[at++] & 0xFF;
  }

  private int uint16() throws MalformedRtcp {
    need(2);
    at += 2;
    return BigEndian.uint16(bytes, at - 2);
  }

  private int int24() throws MalformedRtcp {
    need(3);
    at += 3;
    return BigEndian.int24(bytes, at - 3);
  }

  private long uint32() throws MalformedRtcp {
    need(4);
    at += 4;
    return BigEndian.uint32(bytes, at - 4);
  }

  private long int64() throws MalformedRtcp {
    need(8);
    at += 8;
    return BigEndian.int64(bytes, at - 8);
  }

  private void need(int length) throws MalformedRtcp {
    expect(at + length <= end);
  }

  private static void expect(boolean holds) throws MalformedRtcp {
    if (!holds) {
      throw new MalformedRtcp("a packet does not hold what it says");
    }
  }
}
