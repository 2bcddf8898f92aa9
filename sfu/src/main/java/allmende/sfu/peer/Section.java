package allmende.sfu.peer;

import allmende.protocols.sdp.MediaSection;
import allmende.protocols.sdp.SdpAttribute;
import allmende.sfu.media.Codec;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One `m=` of a peer connection, which keeps its name and its place for good.
public final class Section {
  private final String mid;
  private final String kind;
  private @Nullable MediaSection remote;
  private @Nullable Sending sending;
  private boolean redundant;
  private @Nullable Codec preferred;

  Section(String mid, String kind) {
    this.mid = mid;
    this.kind = kind;
  }

  /// What goes out on a section.
  ///
  /// @param stream browsers keep those of one stream in step
  /// @param ssrc of the track; retransmissions have another
  public record Sending(String stream, String track, Codec codec, int ssrc, int rtxSsrc) {}

  public String mid() {
    return mid;
  }

  /// `audio`, `video` or `application`.
  public String kind() {
    return kind;
  }

  @Nullable MediaSection remote() {
    return remote;
  }

  void remote(MediaSection described) {
    remote = described;
  }

  public @Nullable Sending sending() {
    return sending;
  }

  public void send(@Nullable Sending what) {
    sending = what;
  }

  /// Has the client send in this codec, if it can; empty: in the one that it names first.
  public void prefer(Optional<Codec> codec) {
    preferred = codec.orElse(null);
  }

  @Nullable Codec preferred() {
    return preferred;
  }

  /// Has the client send every packet of sound several times over (RFC 2198), if it can.
  public void wantRedundancy(boolean wanted) {
    redundant = wanted;
  }

  boolean wantsRedundancy() {
    return redundant;
  }

  boolean isMedia() {
    return !kind.equals(MediaSection.APPLICATION);
  }

  /// Whether the client has refused or stopped it. A port of 0 alone does not say so: a section may
  /// be meant to share another's transport (RFC 9143 §6).
  boolean isRefused() {
    MediaSection described = remote;
    return described != null && described.port() == 0 && !isBundleOnly(described);
  }

  private static boolean isBundleOnly(MediaSection described) {
    return described
        .all(SdpAttribute.Other.class)
        .anyMatch(each -> each.name().equals("bundle-only"));
  }

  boolean clientSends() {
    MediaSection described = remote;
    return isMedia() && !isRefused() && described != null && described.direction().sends();
  }

  boolean clientReceives() {
    MediaSection described = remote;
    return isMedia() && !isRefused() && described != null && described.direction().receives();
  }
}
