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
import java.util.List;

/// Writes packets one behind the other into a buffer. One writer serves a media loop; a buffer that
/// is too small is an [IndexOutOfBoundsException].
public final class RtcpWriter {
  private byte[] out = new byte[0];
  private int start;
  private int at;

  /// Begins a compound at an offset.
  public RtcpWriter begin(byte[] buffer, int offset) {
    out = buffer;
    start = offset;
    at = offset;
    return this;
  }

  /// Bytes written since [#begin].
  public int length() {
    return at - start;
  }

  /// Adds a packet.
  public RtcpWriter write(RtcpPacket packet) {
    int first = at;
    at += 4;
    switch (packet) {
      case SenderReport it -> {
        senderReport(it);
        close(first, it.receptions().size(), RtcpType.SENDER_REPORT);
      }
      case ReceiverReport it -> {
        uint32(it.ssrc());
        it.receptions().forEach(this::reception);
        close(first, it.receptions().size(), RtcpType.RECEIVER_REPORT);
      }
      case SourceDescription it -> {
        it.sources().forEach(this::source);
        close(first, it.sources().size(), RtcpType.SOURCE_DESCRIPTION);
      }
      case Bye it -> {
        bye(it);
        close(first, it.ssrcs().size(), RtcpType.BYE);
      }
      case App it -> {
        app(it);
        close(first, it.subtype(), RtcpType.APP);
      }
      case Nack it -> {
        uint32(it.sender());
        uint32(it.media());
        lost(it.lost());
        close(first, RtcpType.NACK, RtcpType.TRANSPORT_FEEDBACK);
      }
      case TransportFeedback it -> {
        boolean padded = transportFeedback(it);
        close(first, RtcpType.TRANSPORT_WIDE, RtcpType.TRANSPORT_FEEDBACK);
        out[first] |= (byte) (padded ? 0x20 : 0);
      }
      case PictureLoss it -> {
        uint32(it.sender());
        uint32(it.media());
        close(first, RtcpType.PICTURE_LOSS, RtcpType.PAYLOAD_FEEDBACK);
      }
      case FullIntraRequest it -> {
        fullIntraRequest(it);
        close(first, RtcpType.FULL_INTRA_REQUEST, RtcpType.PAYLOAD_FEEDBACK);
      }
      case ReceiverEstimate it -> {
        estimate(it);
        close(first, RtcpType.APPLICATION_LAYER, RtcpType.PAYLOAD_FEEDBACK);
      }
      case ExtendedReport it -> {
        uint32(it.ssrc());
        it.blocks().forEach(this::block);
        close(first, 0, RtcpType.EXTENDED_REPORT);
      }
      case Unknown it -> throw new IllegalArgumentException("cannot write " + it);
    }
    return this;
  }

  /// Writes the four bytes at the front of what has been written behind them.
  private void close(int first, int count, int type) {
    if (count > 31) {
      throw new IllegalArgumentException("more than 31 in one packet");
    }
    out[first] = (byte) (0x80 | count);
    out[first + 1] = (byte) type;
    BigEndian.put16(out, first + 2, (at - first) / 4 - 1);
  }

  private void senderReport(SenderReport it) {
    uint32(it.ssrc());
    int64(it.ntp());
    uint32(it.rtpTimestamp());
    uint32(it.packets());
    uint32(it.octets());
    it.receptions().forEach(this::reception);
  }

  private void reception(ReportBlock it) {
    uint32(it.ssrc());
    uint8(it.fractionLost());
    int24(it.cumulativeLost());
    uint32(it.highestSequence());
    uint32(it.jitter());
    uint32(it.lastSenderReport());
    uint32(it.delay());
  }

  private void source(Source it) {
    uint32(it.ssrc());
    for (Item item : it.items()) {
      uint8(item.type());
      text(item.text());
    }
    uint8(0);
    fill();
  }

  private void bye(Bye it) {
    it.ssrcs().forEach(this::uint32);
    String reason = it.reason();
    if (reason != null) {
      text(reason);
      fill();
    }
  }

  private void app(App it) {
    byte[] name = it.name().getBytes(StandardCharsets.ISO_8859_1);
    if (name.length != 4 || it.data().length % 4 != 0) {
      throw new IllegalArgumentException("a name of four characters and whole words of data");
    }
    uint32(it.ssrc());
    bytes(name);
    bytes(it.data());
  }

  private void lost(int[] lost) {
    int next = 0;
    while (next < lost.length) {
      int first = lost[next++];
      int following = 0;
      while (next < lost.length) {
        int distance = lost[next] - first & 0xFFFF;
        if (distance < 1 || distance > 16) {
          break;
        }
        following |= 1 << distance - 1;
        next++;
      }
      uint16(first);
      uint16(following);
    }
  }

  /// Whether padding was needed: deltas need not fill a word.
  private boolean transportFeedback(TransportFeedback it) {
    uint32(it.sender());
    uint32(it.media());
    uint16(it.base());
    uint16(it.deltas().length);
    int24(it.referenceTime());
    uint8(it.count());
    at = PacketStatuses.write(it.deltas(), out, at);
    int padding = -(at - start) & 3;
    fill();
    if (padding > 0) {
      out[at - 1] = (byte) padding;
    }
    return padding > 0;
  }

  private void fullIntraRequest(FullIntraRequest it) {
    uint32(it.sender());
    uint32(0);
    for (FullIntraRequest.Request each : it.requests()) {
      uint32(each.ssrc());
      uint8(each.sequence());
      int24(0);
    }
  }

  private void estimate(ReceiverEstimate it) {
    uint32(it.sender());
    uint32(0);
    uint32(RtcpType.REMB);
    uint8(it.ssrcs().size());
    int exponent = Math.max(0, 64 - 18 - Long.numberOfLeadingZeros(it.bitrate()));
    int24(exponent << 18 | (int) (it.bitrate() >> exponent));
    it.ssrcs().forEach(this::uint32);
  }

  private void block(XrBlock block) {
    switch (block) {
      case XrBlock.ReceiverReferenceTime(long ntp) -> {
        uint8(RtcpType.RECEIVER_REFERENCE_TIME);
        int24(2);
        int64(ntp);
      }
      case XrBlock.Dlrr(List<XrBlock.Dlrr.Reception> receptions) -> {
        uint8(RtcpType.DLRR);
        int24(3 * receptions.size());
        for (XrBlock.Dlrr.Reception each : receptions) {
          uint32(each.ssrc());
          uint32(each.lastReport());
          uint32(each.delay());
        }
      }
      case XrBlock.Unknown it -> throw new IllegalArgumentException("cannot write " + it);
    }
  }

  private void text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    if (utf8.length > 255) {
      throw new IllegalArgumentException("a text of " + utf8.length + " bytes");
    }
    uint8(utf8.length);
    bytes(utf8);
  }

  private void bytes(byte[] bytes) {
    System.arraycopy(bytes, 0, out, at, bytes.length);
    at += bytes.length;
  }

  /// Zeros up to the next word. Compounds are whole words, so counting from their start will do.
  private void fill() {
    while ((at - start & 3) != 0) {
      out[at++] = 0;
    }
  }

  private void uint8(int value) {
    out[at++] = (byte) value;
  }

  private void uint16(int value) {
    BigEndian.put16(out, at, value);
    at += 2;
  }

  private void int24(int value) {
    BigEndian.put24(out, at, value);
    at += 3;
  }

  private void uint32(long value) {
    BigEndian.put32(out, at, (int) value);
    at += 4;
  }

  private void int64(long value) {
    BigEndian.put64(out, at, value);
    at += 8;
  }
}
