package allmende.sfu.peer;

import allmende.protocols.sdp.MediaSection;
import allmende.protocols.sdp.SdpAttribute;
import allmende.protocols.sdp.SdpAttribute.ExtMap;
import allmende.protocols.sdp.SdpAttribute.SsrcGroup;
import allmende.sfu.media.Codec;
import allmende.sfu.media.DownParameters;
import allmende.sfu.media.Extensions;
import allmende.sfu.media.UpParameters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Reads from a client's section what packets need.
final class Negotiated {
  /// LiveKit's names of encodings, from the smallest picture to the largest; its older clients
  /// number them the other way round.
  private static final List<String> RIDS = List.of("q", "h", "f");

  private static final List<String> OLD_RIDS = List.of("2", "1", "0");

  private Negotiated() {}

  /// The codec that we take of those which are offered, its payload type, and those of RED (RFC
  /// 2198) and of its retransmissions or -1.
  ///
  /// @param transportCc whether the client tells when its packets arrive
  /// @param parameters that the client gives for it (`a=fmtp`); empty: none
  record Chosen(
      Codec codec,
      int payloadType,
      int redPayloadType,
      int rtxPayloadType,
      boolean transportCc,
      String parameters) {}

  /// Of the codecs that we know, the one that the client likes best.
  static Optional<Chosen> choose(MediaSection section) {
    return section.codecs().stream()
        .filter(offered -> isKnown(section, offered))
        .findFirst()
        .flatMap(offered -> Codec.of(section.kind(), offered.map().codec()))
        .flatMap(codec -> choose(section, codec));
  }

  /// What the client is to send on a section.
  static Optional<Chosen> chooseUp(Section section, MediaSection remote) {
    return Optional.ofNullable(section.preferred())
        .flatMap(codec -> choose(remote, codec))
        .or(() -> choose(remote));
  }

  /// One codec, in the form that most can decode.
  static Optional<Chosen> choose(MediaSection section, Codec wanted) {
    List<MediaSection.Codec> forms =
        section.codecs().stream()
            .filter(offered -> isKnown(section, offered))
            .filter(offered ->
                Codec.of(section.kind(), offered.map().codec()).filter(wanted::equals).isPresent())
            .toList();
    return forms.stream()
        .filter(Negotiated::isBaseline)
        .findFirst()
        .or(() -> forms.stream().findFirst())
        .map(offered -> chosen(section, wanted, offered));
  }

  /// Of VP9 and AV1 there is the profile that everybody has; of H.264, what is sent in several
  /// packets a picture (RFC 6184 §6.3).
  private static boolean isKnown(MediaSection section, MediaSection.Codec offered) {
    return Codec.of(section.kind(), offered.map().codec())
        .filter(codec ->
            switch (codec) {
              case OPUS, VP8 -> true;
              case VP9 -> parameter(offered, "profile-id", "0").equals("0");
              case H264 -> parameter(offered, "packetization-mode", "0").equals("1");
              case AV1 -> parameter(offered, "profile", "0").equals("0");
            })
        .isPresent();
  }

  /// H.264's constrained baseline, which all browsers have.
  private static boolean isBaseline(MediaSection.Codec offered) {
    return parameter(offered, "profile-level-id", "").toLowerCase(Locale.ROOT).startsWith("42e0");
  }

  private static String parameter(MediaSection.Codec codec, String name, String otherwise) {
    return codec.fmtp().flatMap(fmtp -> fmtp.parameter(name)).orElse(otherwise);
  }

  private static Chosen chosen(MediaSection section, Codec codec, MediaSection.Codec offered) {
    int payloadType = offered.map().payloadType();
    return new Chosen(
        codec,
        payloadType,
        codec == Codec.OPUS ? red(section, payloadType) : -1,
        rtx(section, payloadType),
        offered.offers("transport-cc", null),
        offered.fmtp().map(SdpAttribute.Fmtp::parameters).orElse(""));
  }

  /// RED that holds this codec alone, such as `111/111`.
  private static int red(MediaSection section, int payloadType) {
    String type = Integer.toString(payloadType);
    return section.codecs().stream()
        .filter(each -> each.map().is("red"))
        .filter(each ->
            each.fmtp()
                .map(fmtp -> List.of(fmtp.parameters().split("/")))
                .filter(types -> types.stream().allMatch(type::equals))
                .isPresent())
        .mapToInt(each -> each.map().payloadType())
        .findFirst()
        .orElse(-1);
  }

  private static int rtx(MediaSection section, int payloadType) {
    String apt = Integer.toString(payloadType);
    for (MediaSection.Codec each : section.codecs()) {
      if (each.map().is("rtx")
          && each.fmtp().flatMap(fmtp -> fmtp.parameter("apt")).filter(apt::equals).isPresent()) {
        return each.map().payloadType();
      }
    }
    return -1;
  }

  static Optional<UpParameters> up(Section section) {
    MediaSection remote = section.remote();
    if (remote == null || !section.clientSends()) {
      return Optional.empty();
    }
    return chooseUp(section, remote)
        .map(chosen ->
            new UpParameters(
                section.mid(),
                chosen.codec(),
                chosen.payloadType(),
                chosen.redPayloadType(),
                chosen.rtxPayloadType(),
                extensions(remote),
                rids(remote),
                ssrcs(remote)));
  }

  /// Whether the client can decode a codec, as far as the section says.
  static boolean takes(Section section, Codec codec) {
    MediaSection remote = section.remote();
    return remote != null && choose(remote, codec).isPresent();
  }

  static Optional<DownParameters> down(Section section) {
    MediaSection remote = section.remote();
    Section.Sending sending = section.sending();
    if (remote == null || sending == null || !section.clientReceives()) {
      return Optional.empty();
    }
    return choose(remote, sending.codec())
        .map(chosen ->
            new DownParameters(
                section.mid(),
                sending.ssrc(),
                sending.rtxSsrc(),
                chosen.payloadType(),
                chosen.redPayloadType(),
                chosen.rtxPayloadType(),
                extensions(remote)));
  }

  /// The encodings that a client offers to send, ordered by size.
  static List<String> rids(MediaSection section) {
    List<String> offered = new ArrayList<>();
    section
        .first(SdpAttribute.Simulcast.class)
        .ifPresent(simulcast ->
            simulcast
                .send()
                .forEach(stream ->
                    stream.alternatives().stream()
                        .limit(1)
                        .forEach(one -> offered.add(one.rid()))));
    List<String> names = offered.stream().allMatch(OLD_RIDS::contains) ? OLD_RIDS : RIDS;
    return names.stream().filter(offered::contains).toList();
  }

  private static Map<Integer, Integer> ssrcs(MediaSection section) {
    Map<Integer, Integer> ssrcs = new HashMap<>();
    List<Integer> repairs = new ArrayList<>();
    section
        .all(SsrcGroup.class)
        .filter(group -> group.semantics().equals(SsrcGroup.FID) && group.ssrcs().size() == 2)
        .forEach(group -> {
          ssrcs.put(group.ssrcs().get(0).intValue(), group.ssrcs().get(1).intValue());
          repairs.add(group.ssrcs().get(1).intValue());
        });
    section
        .all(SdpAttribute.Ssrc.class)
        .map(one -> (int) one.ssrc())
        .filter(one -> !repairs.contains(one))
        .limit(16)
        .forEach(one -> ssrcs.putIfAbsent(one, 0));
    return ssrcs;
  }

  static Extensions extensions(MediaSection section) {
    return new Extensions(
        id(section, Extensions.MID),
        id(section, Extensions.RID),
        id(section, Extensions.REPAIRED_RID),
        id(section, Extensions.AUDIO_LEVEL),
        id(section, Extensions.TRANSPORT_CC),
        id(section, Extensions.ABS_SEND_TIME),
        id(section, Extensions.DEPENDENCY_DESCRIPTOR));
  }

  /// One-byte headers know ids up to 14 (RFC 8285 §4.2).
  private static int id(MediaSection section, String uri) {
    return section
        .all(ExtMap.class)
        .filter(each -> each.uri().equals(uri) && each.id() <= 14)
        .mapToInt(ExtMap::id)
        .findFirst()
        .orElse(0);
  }
}
