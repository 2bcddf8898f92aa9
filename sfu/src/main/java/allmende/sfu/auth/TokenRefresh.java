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
    Instant now = clock.instant();
    Instant end = now.plus(GOOD_FOR);
    return keys.secret(token.issuer())
        .map(secret ->
            token
                .claims()
                .permitting(video)
                .sign(
                    token.issuer(),
                    secret,
                    now,
                    end.isAfter(token.expires()) ? end : token.expires()));
  }
}
