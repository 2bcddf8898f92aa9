package allmende.meetings;

import allmende.sfu.auth.AccessToken;
import allmende.sfu.auth.Signable;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// Access tokens for those who come in by a link, signed with the house's own key.
final class EntryTokens {
  /// Enough to come in; who is in gets new ones from the engine.
  private static final Duration GOOD_FOR = Duration.ofMinutes(5);

  private final MeetingKeys keys;
  private final Clock clock;

  EntryTokens(MeetingKeys keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /// Lets somebody see, hear, speak and write in one room; a host may also mute and send away.
  String make(MeetingId meeting, String identity, String name, Role role) {
    Struct.Builder video =
        Struct.newBuilder()
            .putFields("room", text(meeting.room()))
            .putFields("roomJoin", flag(true))
            .putFields("roomAdmin", flag(role == Role.HOST))
            .putFields("canPublish", flag(true))
            .putFields("canSubscribe", flag(true))
            .putFields("canPublishData", flag(true))
            .putFields("canUpdateOwnMetadata", flag(false));
    Struct.Builder attributes = Struct.newBuilder().putFields(Role.ATTRIBUTE, text(role.word()));
    Struct claims =
        Struct.newBuilder()
            .putFields("sub", text(identity))
            .putFields("name", text(name))
            .putFields("attributes", Value.newBuilder().setStructValue(attributes).build())
            .putFields("video", Value.newBuilder().setStructValue(video).build())
            .build();
    MeetingKeys.Made key = keys.own();
    Instant now = clock.instant();
    return new Signable(claims).sign(key.name(), key.secret(), now, now.plus(GOOD_FOR));
  }

  /// Whether a token is for a room of ours, rather than one that another program has made.
  boolean isOurs(AccessToken token) {
    return token.issuer().equals(MeetingKeys.OWN);
  }

  private static Value text(String text) {
    return Value.newBuilder().setStringValue(text).build();
  }

  private static Value flag(boolean flag) {
    return Value.newBuilder().setBoolValue(flag).build();
  }
}
