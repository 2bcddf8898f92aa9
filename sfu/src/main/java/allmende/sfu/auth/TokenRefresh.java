package allmende.sfu.auth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Gives those who are in a room tokens that hold longer, so that they can come back after a break.
public final class TokenRefresh {
  /// How long a new token holds: LiveKit's own time.
  public static final Duration GOOD_FOR = Duration.ofMinutes(10);

  private final ApiKeys keys;
  private final Clock clock;

  public TokenRefresh(ApiKeys keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /// The same token with another time; empty when its key is no more.
  ///
  /// @param video what has been permitted or forbidden since it was made
  public Optional<String> next(AccessToken token, Map<String, Boolean> video) {
    return sign(token, token.claims().permitting(video));
  }

  /// A token by which somebody who is in one room gets into another, with what is said of them by
  /// now; empty when its key is no more.
  public Optional<String> into(
      String room,
      AccessToken token,
      Map<String, Boolean> video,
      String name,
      String metadata,
      Map<String, String> attributes) {
    return sign(token, token.claims().permitting(video).into(room, name, metadata, attributes));
  }

  private Optional<String> sign(AccessToken token, Signable claims) {
    Instant now = clock.instant();
    Instant end = now.plus(GOOD_FOR);
    return keys.secret(token.issuer())
        .map(secret ->
            claims.sign(
                token.issuer(), secret, now, end.isAfter(token.expires()) ? end : token.expires()));
  }
}
