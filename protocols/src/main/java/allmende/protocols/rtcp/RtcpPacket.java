package allmende.protocols.rtcp;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One packet of a compound. SSRCs are unsigned numbers of 32 bits in a `long`.
public sealed interface RtcpPacket permits TransportFeedback, RtcpPacket.Simple {
  /// Those that need no file of their own.
  sealed interface Simple extends RtcpPacket {}

  /// RFC 3550 §6.4.1: what a sender has sent, and what it receives.
  record SenderReport(
      long ssrc,
      long ntp,
      long rtpTimestamp,
      long packets,
      long octets,
      List<ReportBlock> receptions)
      implements Simple {
    public SenderReport {
      receptions = List.copyOf(receptions);
    }
  }

  /// RFC 3550 §6.4.2.
  record ReceiverReport(long ssrc, List<ReportBlock> receptions) implements Simple {
    public ReceiverReport {
      receptions = List.copyOf(receptions);
    }
  }

  /// RFC 3550 §6.5.
  record SourceDescription(List<Source> sources) implements Simple {
    public record Source(long ssrc, List<Item> items) {
      public Source {
        items = List.copyOf(items);
      }
    }

    /// At most 255 bytes of text.
    public record Item(int type, String text) {
      public static final int CNAME = 1;
    }

    public SourceDescription {
      sources = List.copyOf(sources);
    }

    public static SourceDescription cname(long ssrc, String name) {
      return new SourceDescription(List.of(new Source(ssrc, List.of(new Item(Item.CNAME, name)))));
    }

    public Optional<String> cname(long ssrc) {
      return sources.stream()
          .filter(source -> source.ssrc == ssrc)
          .flatMap(source -> source.items.stream())
          .filter(item -> item.type == Item.CNAME)
          .map(Item::text)
          .findFirst();
    }
  }

  /// RFC 3550 §6.6: these streams have ended.
  record Bye(List<Long> ssrcs, @Nullable String reason) implements Simple {
    public Bye {
      ssrcs = List.copyOf(ssrcs);
    }
  }

  /// RFC 3550 §6.7. The name has four characters, the data whole words.
  record App(int subtype, long ssrc, String name, byte[] data) implements Simple {
    @Override
    public boolean equals(Object other) {
      return other instanceof App(int itsSubtype, long itsSsrc, String itsName, byte[] itsData)
          && subtype == itsSubtype
          && ssrc == itsSsrc
          && name.equals(itsName)
          && Arrays.equals(data, itsData);
    }

    @Override
    public int hashCode() {
      return 31 * name.hashCode() + Arrays.hashCode(data);
    }
  }

  /// RFC 4585 §6.2.1: sequence numbers that did not arrive, in rising order (modulo 2¹⁶).
  record Nack(long sender, long media, int[] lost) implements Simple {
    @Override
    public boolean equals(Object other) {
      return other instanceof Nack(long itsSender, long itsMedia, int[] itsLost)
          && sender == itsSender
          && media == itsMedia
          && Arrays.equals(lost, itsLost);
    }

    @Override
    public int hashCode() {
      return 31 * Long.hashCode(media) + Arrays.hashCode(lost);
    }
  }

  /// RFC 4585 §6.3.1: a picture cannot be decoded.
  record PictureLoss(long sender, long media) implements Simple {}

  /// RFC 5104 §4.3.1: a key frame is needed. The sequence number (8 bits) tells a repetition from a
  /// new request.
  record FullIntraRequest(long sender, List<Request> requests) implements Simple {
    public record Request(long ssrc, int sequence) {}

    public FullIntraRequest {
      requests = List.copyOf(requests);
    }
  }

  /// draft-alvestrand-rmcat-remb-03 §2.2: how much the receiver of these streams can take together,
  /// in bit/s. 18 bits of it are kept, rounded down.
  record ReceiverEstimate(long sender, long bitrate, List<Long> ssrcs) implements Simple {
    public ReceiverEstimate {
      ssrcs = List.copyOf(ssrcs);
    }
  }

  /// RFC 3611 §2.
  record ExtendedReport(long ssrc, List<XrBlock> blocks) implements Simple {
    public ExtendedReport {
      blocks = List.copyOf(blocks);
    }
  }

  /// One that this package does not know.
  record Unknown(int type, int format) implements Simple {}
}
