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
import java.util.Map;
import java.util.Optional;

/// Reads from a client's section what packets need.
final class Negotiated {
  /// LiveKit's names of encodings, from the smallest picture to the largest; its older clients
  /// number them the other way round.
  private static final List<String> RIDS = List.of("q", "h", "f");

  private static final List<String> OLD_RIDS = List.of("2", "1", "0");

  private Negotiated() {}

  /// The codec that we take of those which are offered, its payload type, and that of its
  /// retransmissions or -1.
  ///
  /// @param transportCc whether the client tells when its packets arrive
  record Chosen(Codec codec, int payloadType, int rtxPayloadType, boolean transportCc) {}

  static Optional<Chosen> choose(MediaSection section) {
    for (MediaSection.Codec offered : section.codecs()) {
      Optional<Codec> codec = Codec.of(section.kind(), offered.map().codec());
      if (codec.isPresent()) {
        return Optional.of(chosen(section, codec.get(), offered));
      }
    }
    return Optional.empty();
  }

  static Optional<Chosen> choose(MediaSection section, Codec wanted) {
    for (MediaSection.Codec offered : section.codecs()) {
      if (Codec.of(section.kind(), offered.map().codec()).filter(wanted::equals).isPresent()) {
        return Optional.of(chosen(section, wanted, offered));
      }
    }
    return Optional.empty();
  }

  private static Chosen chosen(MediaSection section, Codec codec, MediaSection.Codec offered) {
    int payloadType = offered.map().payloadType();
    return new Chosen(
        codec, payloadType, rtx(section, payloadType), offered.offers("transport-cc", null));
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
    return choose(remote)
        .map(chosen ->
            new UpParameters(
                section.mid(),
                chosen.codec(),
                chosen.payloadType(),
                chosen.rtxPayloadType(),
                extensions(remote),
                rids(remote),
                ssrcs(remote)));
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
        id(section, Extensions.ABS_SEND_TIME));
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
