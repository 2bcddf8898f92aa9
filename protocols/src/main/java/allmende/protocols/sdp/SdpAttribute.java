package allmende.protocols.sdp;

import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A line `a=` of the session or of a media section.
public sealed interface SdpAttribute permits Direction, Setup, Candidate, SdpAttribute.Simple {
  /// Those that need no file of their own.
  sealed interface Simple extends SdpAttribute {}

  /// RFC 5888 §5, RFC 9143 for `BUNDLE`: sections that share a transport.
  record Group(String semantics, List<String> mids) implements Simple {
    public static final String BUNDLE = "BUNDLE";

    public Group {
      mids = List.copyOf(mids);
    }
  }

  /// RFC 5888 §4: the name by which a section stays the same in all later descriptions.
  record Mid(String id) implements Simple {}

  /// RFC 8830 §2: the stream and the track in it. Later drafts leave the track out.
  record Msid(String stream, @Nullable String track) implements Simple {}

  /// RFC 5576 §4.1: `a=ssrc:1 cname:x`.
  record Ssrc(long ssrc, String name, @Nullable String value) implements Simple {}

  /// RFC 5576 §4.2: `FID` pairs a stream with its retransmissions, `SIM` lists layers.
  record SsrcGroup(String semantics, List<Long> ssrcs) implements Simple {
    public static final String FID = "FID";
    public static final String SIM = "SIM";

    public SsrcGroup {
      ssrcs = List.copyOf(ssrcs);
    }
  }

  /// RFC 8866 §6.6. Channels are 1 where none are named.
  record RtpMap(int payloadType, String codec, int clockRate, int channels) implements Simple {
    public boolean is(String name) {
      return codec.equalsIgnoreCase(name);
    }
  }

  /// RFC 8866 §6.15: what a codec is to be told, in the codec's own form.
  record Fmtp(int payloadType, String parameters) implements Simple {
    /// The value of one of `a=1;b=2`; empty text where it has none. Names are compared without
    /// regard to case.
    public Optional<String> parameter(String name) {
      for (String each : parameters.split(";")) {
        int equals = each.indexOf('=');
        String key = equals < 0 ? each : each.substring(0, equals);
        if (key.strip().equalsIgnoreCase(name)) {
          return Optional.of(equals < 0 ? "" : each.substring(equals + 1).strip());
        }
      }
      return Optional.empty();
    }
  }

  /// RFC 4585 §4.2: which feedback may be sent.
  record RtcpFeedback(int payloadType, String type, @Nullable String parameter) implements Simple {
    /// In place of a payload type: all of them, written `*`.
    public static final int ALL = -1;
  }

  /// RFC 8285 §8: the id that a header extension has in packets, 1 to 255.
  record ExtMap(int id, @Nullable Direction direction, String uri, @Nullable String attributes)
      implements Simple {}

  /// RFC 8285 §6: one-byte and two-byte headers may alternate.
  record ExtMapAllowMixed() implements Simple {}

  /// RFC 8851 §4: one encoding of a source. Restrictions are kept as text, `pt=…` included.
  record Rid(String id, boolean send, @Nullable String restrictions) implements Simple {}

  /// RFC 8853 §5.1: which encodings are sent and received together.
  record Simulcast(List<Stream> send, List<Stream> receive) implements Simple {
    /// Encodings that may stand in for each other, the best first.
    public record Stream(List<Alternative> alternatives) {
      public Stream {
        alternatives = List.copyOf(alternatives);
      }
    }

    /// One encoding; `~` before it says that it is paused at first.
    public record Alternative(String rid, boolean paused) {}

    public Simulcast {
      send = List.copyOf(send);
      receive = List.copyOf(receive);
    }
  }

  /// RFC 8122 §5: of the certificate that DTLS will show. The hash's name is in lower case, the
  /// digest in hexadecimal digits without colons, in lower case.
  record Fingerprint(String hash, String digest) implements Simple {
    public static Fingerprint of(String hash, byte[] digest) {
      return new Fingerprint(hash.toLowerCase(Locale.ROOT), HexFormat.of().formatHex(digest));
    }

    public byte[] bytes() {
      return HexFormat.of().parseHex(digest);
    }
  }

  /// RFC 8839 §5.4: 4 to 256 characters.
  record IceUfrag(String ufrag) implements Simple {}

  /// RFC 8839 §5.4: 22 to 256 characters.
  record IcePwd(String password) implements Simple {}

  /// RFC 8839 §5.6.
  record IceOptions(List<String> options) implements Simple {
    public IceOptions {
      options = List.copyOf(options);
    }
  }

  /// RFC 8839 §5.3.
  record IceLite() implements Simple {}

  /// RFC 8840 §8.2.
  record EndOfCandidates() implements Simple {}

  /// RFC 5761 §5.1.1.
  record RtcpMux() implements Simple {}

  /// RFC 5506 §5.
  record RtcpRsize() implements Simple {}

  /// RFC 8841 §5.
  record SctpPort(int port) implements Simple {}

  /// RFC 8841 §6: the largest message in bytes that the describer takes; 0 for any.
  record MaxMessageSize(long bytes) implements Simple {}

  /// What this package does not know, kept as it stands.
  record Other(String name, @Nullable String value) implements Simple {}
}
