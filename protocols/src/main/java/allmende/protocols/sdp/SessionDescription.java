package allmende.protocols.sdp;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An offer or an answer (RFC 8866 §5, RFC 8829).
public record SessionDescription(
    Origin origin,
    String name,
    @Nullable Connection connection,
    List<Bandwidth> bandwidths,
    List<SdpAttribute> attributes,
    List<MediaSection> media) {
  public SessionDescription {
    bandwidths = List.copyOf(bandwidths);
    attributes = List.copyOf(attributes);
    media = List.copyOf(media);
  }

  public SessionDescription(
      Origin origin, List<SdpAttribute> attributes, List<MediaSection> media) {
    this(origin, "-", null, List.of(), attributes, media);
  }

  /// Reads a description. Lines may end in CRLF or LF; lines that WebRTC has no use for (`i=`,
  /// `u=`, `e=`, `p=`, `r=`, `z=`, `k=`) are passed over.
  public static SessionDescription parse(String text) throws MalformedSdp {
    return new SdpReader(text).description();
  }

  /// The text, each line ended by CRLF.
  public String text() {
    return SdpWriter.write(this);
  }

  public <A extends SdpAttribute> Optional<A> first(Class<A> kindOfAttribute) {
    return all(kindOfAttribute).findFirst();
  }

  public <A extends SdpAttribute> Stream<A> all(Class<A> kindOfAttribute) {
    return attributes.stream().filter(kindOfAttribute::isInstance).map(kindOfAttribute::cast);
  }

  /// What a section says, or else the session for all its sections: fingerprint, setup and the
  /// credentials of ICE may stand in either place.
  public <A extends SdpAttribute> Optional<A> first(MediaSection section, Class<A> kind) {
    return section.first(kind).or(() -> first(kind));
  }
}
