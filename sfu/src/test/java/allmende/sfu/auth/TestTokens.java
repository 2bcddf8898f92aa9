package allmende.sfu.auth;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

/// Tokens as applications make them, for tests.
public final class TestTokens {
  public static final String KEY = "APItest";
  public static final String SECRET = "0123456789abcdef0123456789abcdef";
  public static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  public static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  private TestTokens() {}

  public static String join(String identity, String room) {
    return token(identity, Map.of("roomJoin", true, "room", room));
  }

  /// @param grants of `video`: texts and flags
  public static String token(String identity, Map<String, Object> grants) {
    Struct.Builder video = Struct.newBuilder();
    grants.forEach((name, value) ->
        video.putFields(
            name,
            value instanceof Boolean flag
                ? Value.newBuilder().setBoolValue(flag).build()
                : Value.newBuilder().setStringValue(String.valueOf(value)).build()));
    return new Signable(
            Struct.newBuilder()
                .putFields("sub", Value.newBuilder().setStringValue(identity).build())
                .putFields("video", Value.newBuilder().setStructValue(video).build())
                .build())
        .sign(KEY, SECRET, NOW, NOW.plusSeconds(600));
  }
}
