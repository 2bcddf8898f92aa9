package allmende.sfu.auth;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What a bearer has been promised, signed with HS256 by whoever holds an API key (RFC 7515, RFC
/// 7519; livekit/protocol, auth/).
///
/// @param issuer the API key
/// @param identity empty for a token of the server API
/// @param claims the whole, to be signed again with another time
public record AccessToken(
    String issuer,
    String identity,
    String name,
    String metadata,
    Map<String, String> attributes,
    String kind,
    VideoGrant video,
    Instant expires,
    Signable claims) {
  private static final int LONGEST = 16 << 10;
  private static final int FEWEST_SECRET_BYTES = 16;

  /// Clocks of other machines are not quite ours.
  private static final Duration LEEWAY = Duration.ofSeconds(60);

  public AccessToken {
    attributes = Map.copyOf(attributes);
  }

  /// Reads a token and believes it only if its signature and its times hold.
  public static AccessToken verify(String token, ApiKeys keys, Clock clock) throws Refused {
    String[] parts = token.split("\\.", -1);
    if (token.length() > LONGEST || parts.length != 3) {
      throw Refused.unknown("This is not an access token.");
    }
    if (!Claims.parse(text(parts[0])).text("alg").equals("HS256")) {
      throw Refused.unknown("The token is not signed with HS256.");
    }
    Claims claims = Claims.parse(text(parts[1]));
    String issuer = claims.text("iss");
    String secret =
        keys.secret(issuer).orElseThrow(() -> Refused.unknown("Nobody has made this API key."));
    byte[] expected = signature(parts[0] + "." + parts[1], secret);
    if (!MessageDigest.isEqual(expected, bytes(parts[2]))) {
      throw Refused.unknown("The token's signature does not hold.");
    }
    Instant now = clock.instant();
    Instant expires =
        Instant.ofEpochSecond(
            claims
                .seconds("exp")
                .orElseThrow(() -> Refused.unknown("The token does not say how long it holds.")));
    Instant begins = Instant.ofEpochSecond(claims.seconds("nbf").orElse(0L));
    if (now.isAfter(expires.plus(LEEWAY)) || now.isBefore(begins.minus(LEEWAY))) {
      throw Refused.unknown("The token has expired, or does not hold yet.");
    }
    return new AccessToken(
        issuer,
        claims.text("sub"),
        claims.text("name"),
        claims.text("metadata"),
        claims.textMap("attributes"),
        claims.text("kind"),
        VideoGrant.of(claims.claims("video")),
        expires,
        new Signable(claims.object()));
  }

  static byte[] signature(String signed, String secret) {
    byte[] key = secret.getBytes(StandardCharsets.UTF_8);
    if (key.length < FEWEST_SECRET_BYTES) {
      throw new IllegalArgumentException("a secret has 16 bytes at the least");
    }
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("Every Java has HmacSHA256", e);
    }
  }

  private static String text(String part) throws Refused {
    return new String(bytes(part), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String part) throws Refused {
    try {
      return Base64.getUrlDecoder().decode(part);
    } catch (IllegalArgumentException e) {
      throw Refused.unknown("The token cannot be read.");
    }
  }
}
