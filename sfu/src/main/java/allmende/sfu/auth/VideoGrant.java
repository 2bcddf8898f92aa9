package allmende.sfu.auth;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What a token permits (livekit/protocol, auth/grants.go). What it does not say of publishing,
/// subscribing and data is permitted; everything else is not.
///
/// @param room the one room that it is for; empty for a token of the server API
/// @param canPublishSources in lower case, such as `camera`; empty: all
/// @param destinationRoom where somebody may be moved to; empty: nowhere
public record VideoGrant(
    String room,
    boolean roomCreate,
    boolean roomList,
    boolean roomRecord,
    boolean roomAdmin,
    boolean roomJoin,
    Optional<Boolean> canPublish,
    Optional<Boolean> canSubscribe,
    Optional<Boolean> canPublishData,
    Set<String> canPublishSources,
    boolean canUpdateOwnMetadata,
    boolean hidden,
    boolean recorder,
    boolean agent,
    String destinationRoom) {

  public VideoGrant {
    canPublishSources = Set.copyOf(canPublishSources);
  }

  static VideoGrant of(Claims video) {
    return new VideoGrant(
        video.text("room"),
        video.flag("roomCreate"),
        video.flag("roomList"),
        video.flag("roomRecord"),
        video.flag("roomAdmin"),
        video.flag("roomJoin"),
        video.optionalFlag("canPublish"),
        video.optionalFlag("canSubscribe"),
        video.optionalFlag("canPublishData"),
        Set.copyOf(
            video.texts("canPublishSources").stream()
                .map(source -> source.toLowerCase(Locale.ROOT))
                .toList()),
        video.flag("canUpdateOwnMetadata"),
        video.flag("hidden"),
        video.flag("recorder"),
        video.flag("agent"),
        video.text("destinationRoom"));
  }

  public boolean mayPublish() {
    return canPublish.orElse(true);
  }

  public boolean maySubscribe() {
    return canSubscribe.orElse(true);
  }

  /// As publishing, unless it is said.
  public boolean mayPublishData() {
    return canPublishData.orElse(mayPublish());
  }
}
