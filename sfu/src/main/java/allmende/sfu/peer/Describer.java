package allmende.sfu.peer;

import allmende.protocols.sdp.Candidate;
import allmende.protocols.sdp.Connection;
import allmende.protocols.sdp.Direction;
import allmende.protocols.sdp.MediaSection;
import allmende.protocols.sdp.SdpAttribute;
import allmende.protocols.sdp.SdpAttribute.ExtMap;
import allmende.protocols.sdp.SdpAttribute.Fingerprint;
import allmende.protocols.sdp.SdpAttribute.Fmtp;
import allmende.protocols.sdp.SdpAttribute.Mid;
import allmende.protocols.sdp.SdpAttribute.Msid;
import allmende.protocols.sdp.SdpAttribute.Rid;
import allmende.protocols.sdp.SdpAttribute.RtcpFeedback;
import allmende.protocols.sdp.SdpAttribute.RtpMap;
import allmende.protocols.sdp.SdpAttribute.Simulcast;
import allmende.protocols.sdp.SdpAttribute.Ssrc;
import allmende.protocols.sdp.SdpAttribute.SsrcGroup;
import allmende.protocols.sdp.Setup;
import allmende.sfu.media.Codec;
import allmende.sfu.media.Extensions;
import allmende.sfu.media.IceCredentials;
import allmende.sfu.peer.Negotiated.Chosen;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Writes our side of sections.
final class Describer {
  private static final String CNAME = "allmende";
  private static final int SCTP_PORT = 5_000;

  /// As LiveKit numbers them.
  private static final Map<Codec, Chosen> OURS =
      Map.of(
          Codec.OPUS, new Chosen(Codec.OPUS, 111, 63, -1, true, ""),
          Codec.VP8, new Chosen(Codec.VP8, 96, -1, 97, true, ""),
          Codec.VP9, new Chosen(Codec.VP9, 98, -1, 99, true, "profile-id=0"),
          Codec.H264,
              new Chosen(
                  Codec.H264,
                  125,
                  -1,
                  107,
                  true,
                  "level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f"),
          Codec.AV1, new Chosen(Codec.AV1, 35, -1, 36, true, ""));

  private static final Set<String> EXTENSIONS =
      Set.of(
          Extensions.MID,
          Extensions.RID,
          Extensions.REPAIRED_RID,
          Extensions.AUDIO_LEVEL,
          Extensions.TRANSPORT_CC,
          Extensions.DEPENDENCY_DESCRIPTOR);

  private final Fingerprint fingerprint;
  private final List<Candidate> candidates;

  Describer(Fingerprint fingerprint, List<Candidate> candidates) {
    this.fingerprint = fingerprint;
    this.candidates = List.copyOf(candidates);
  }

  MediaSection describe(
      Section section, Setup setup, IceCredentials credentials, boolean answering) {
    List<SdpAttribute> attributes = new ArrayList<>();
    attributes.add(new Mid(section.mid()));
    attributes.add(new SdpAttribute.IceUfrag(credentials.ufrag()));
    attributes.add(new SdpAttribute.IcePwd(credentials.password()));
    attributes.add(fingerprint);
    attributes.add(setup);
    attributes.addAll(candidates);
    attributes.add(new SdpAttribute.EndOfCandidates());
    if (!section.isMedia()) {
      attributes.add(new SdpAttribute.SctpPort(SCTP_PORT));
      attributes.add(new SdpAttribute.MaxMessageSize(DataLink.LARGEST_MESSAGE));
      return new MediaSection(
          MediaSection.APPLICATION,
          MediaSection.SCTP,
          List.of(MediaSection.DATA_CHANNEL),
          attributes);
    }
    attributes.add(new SdpAttribute.RtcpMux());
    attributes.add(new SdpAttribute.RtcpRsize());
    return answering ? answered(section, attributes) : offered(section, attributes);
  }

  private static MediaSection answered(Section section, List<SdpAttribute> attributes) {
    MediaSection remote = section.remote();
    if (remote == null || section.isRefused()) {
      return refused(section, remote);
    }
    Section.Sending sending = section.sending();
    Optional<Chosen> chosen =
        sending == null
            ? Negotiated.chooseUp(section, remote)
            : Negotiated.choose(remote, sending.codec()).or(() -> Negotiated.choose(remote));
    if (chosen.isEmpty()) {
      return refused(section, remote);
    }
    boolean sends = sending != null && section.clientReceives();
    boolean receives = section.clientSends();
    attributes.add(Direction.of(sends, receives));
    // In whatever direction: browsers take what one section leaves out for not negotiated at all.
    remote
        .all(ExtMap.class)
        .filter(each -> EXTENSIONS.contains(each.uri()) && each.id() <= 14)
        .forEach(each -> attributes.add(new ExtMap(each.id(), null, each.uri(), null)));
    if (sending != null && sends) {
      attributes.addAll(stream(sending));
    }
    if (receives) {
      simulcast(remote, attributes);
    }
    boolean redundant = !receives || section.wantsRedundancy();
    return withCodecs(section.kind(), List.of(chosen.get()), redundant, attributes);
  }

  private static MediaSection offered(Section section, List<SdpAttribute> attributes) {
    Section.Sending sending = section.sending();
    attributes.add(sending == null ? Direction.INACTIVE : Direction.SENDONLY);
    attributes.add(new ExtMap(1, null, Extensions.MID, null));
    attributes.add(new ExtMap(2, null, Extensions.TRANSPORT_CC, null));
    if (sending != null) {
      attributes.addAll(stream(sending));
    }
    if (section.kind().equals(MediaSection.VIDEO)) {
      attributes.add(new ExtMap(3, null, Extensions.DEPENDENCY_DESCRIPTOR, null));
    }
    // Whoever cannot decode what is sent takes the other, and can still use the section.
    Codec common = section.kind().equals(MediaSection.AUDIO) ? Codec.OPUS : Codec.VP8;
    List<Chosen> offered =
        Stream.of(sending == null ? common : sending.codec(), common)
            .distinct()
            .map(codec -> Objects.requireNonNull(OURS.get(codec)))
            .toList();
    return withCodecs(section.kind(), offered, true, attributes);
  }

  /// The streams of a track (RFC 5576), for clients that do not go by `mid` alone.
  private static List<SdpAttribute> stream(Section.Sending sending) {
    List<SdpAttribute> attributes = new ArrayList<>();
    attributes.add(new Msid(sending.stream(), sending.track()));
    long ssrc = Integer.toUnsignedLong(sending.ssrc());
    long rtx = Integer.toUnsignedLong(sending.rtxSsrc());
    if (!sending.codec().isAudio()) {
      attributes.add(new SsrcGroup(SsrcGroup.FID, List.of(ssrc, rtx)));
    }
    attributes.add(new Ssrc(ssrc, "cname", CNAME));
    attributes.add(new Ssrc(ssrc, "msid", sending.stream() + " " + sending.track()));
    if (!sending.codec().isAudio()) {
      attributes.add(new Ssrc(rtx, "cname", CNAME));
      attributes.add(new Ssrc(rtx, "msid", sending.stream() + " " + sending.track()));
    }
    return attributes;
  }

  private static void simulcast(MediaSection remote, List<SdpAttribute> attributes) {
    List<String> rids = Negotiated.rids(remote);
    if (rids.isEmpty()) {
      return;
    }
    rids.forEach(rid -> attributes.add(new Rid(rid, false, null)));
    attributes.add(
        new Simulcast(
            List.of(),
            rids.stream()
                .map(rid -> new Simulcast.Stream(List.of(new Simulcast.Alternative(rid, false))))
                .toList()));
  }

  /// @param redundant whether packets may hold a codec several times over
  private static MediaSection withCodecs(
      String kind, List<Chosen> codecs, boolean redundant, List<SdpAttribute> attributes) {
    List<String> formats = new ArrayList<>();
    for (Chosen each : codecs) {
      add(each, formats, attributes);
      if (redundant && each.redPayloadType() >= 0) {
        // Clients send what comes first.
        formats.addFirst(Integer.toString(each.redPayloadType()));
        addRed(each, attributes);
      }
    }
    return new MediaSection(kind, MediaSection.RTP, formats, attributes);
  }

  private static void add(Chosen chosen, List<String> formats, List<SdpAttribute> attributes) {
    Codec codec = chosen.codec();
    int payloadType = chosen.payloadType();
    formats.add(Integer.toString(payloadType));
    attributes.add(new RtpMap(payloadType, codec.encoding(), codec.clockRate(), codec.channels()));
    if (chosen.transportCc()) {
      attributes.add(new RtcpFeedback(payloadType, "transport-cc", null));
    }
    if (codec.isAudio()) {
      attributes.add(new Fmtp(payloadType, "minptime=10;useinbandfec=1;usedtx=1"));
    } else {
      attributes.add(new RtcpFeedback(payloadType, "nack", null));
      attributes.add(new RtcpFeedback(payloadType, "nack", "pli"));
      attributes.add(new RtcpFeedback(payloadType, "ccm", "fir"));
      if (!chosen.parameters().isEmpty()) {
        attributes.add(new Fmtp(payloadType, chosen.parameters()));
      }
    }
    if (chosen.rtxPayloadType() >= 0) {
      formats.add(Integer.toString(chosen.rtxPayloadType()));
      attributes.add(new RtpMap(chosen.rtxPayloadType(), "rtx", codec.clockRate(), 1));
      attributes.add(new Fmtp(chosen.rtxPayloadType(), "apt=" + payloadType));
    }
  }

  private static void addRed(Chosen chosen, List<SdpAttribute> attributes) {
    int red = chosen.redPayloadType();
    Codec codec = chosen.codec();
    attributes.add(new RtpMap(red, "red", codec.clockRate(), codec.channels()));
    attributes.add(new Fmtp(red, chosen.payloadType() + "/" + chosen.payloadType()));
  }

  private static MediaSection refused(Section section, @Nullable MediaSection remote) {
    List<String> formats =
        remote == null || remote.formats().isEmpty() ? List.of("0") : remote.formats();
    return new MediaSection(
        section.kind(),
        0,
        MediaSection.RTP,
        formats.subList(0, 1),
        Connection.UNSPECIFIED,
        List.of(),
        List.of(new Mid(section.mid())));
  }
}
