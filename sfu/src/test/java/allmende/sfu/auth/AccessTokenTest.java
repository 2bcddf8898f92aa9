package allmende.sfu.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccessTokenTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final String SECRET = "0123456789abcdef0123456789abcdef";
  private static final ApiKeys KEYS =
      key -> key.equals("APIkey") ? Optional.of(SECRET) : Optional.empty();

  @Test
  void readsWhatVisioWrites() throws Refused {
    AccessToken token =
        AccessToken.verify(
            token(
                """
                {"iss":"APIkey","sub":"anna","name":"Anna","exp":1795435300,"nbf":1795435100,
                 "attributes":{"color":"blue","room_role":null},"metadata":null,
                 "video":{"room":"r1","roomJoin":true,"roomAdmin":false,"canUpdateOwnMetadata":false,
                  "canPublishSources":["camera","MICROPHONE"],"canSubscribe":null}}
                """),
            KEYS,
            CLOCK);
    assertEquals("anna", token.identity());
    assertEquals(Map.of("color", "blue"), token.attributes());
    assertEquals("", token.metadata());
    assertTrue(token.video().roomJoin());
    assertEquals(Set.of("camera", "microphone"), token.video().canPublishSources());
    assertTrue(token.video().maySubscribe(), "what is not said is permitted");
    assertTrue(token.video().mayPublishData());
    assertFalse(token.video().canUpdateOwnMetadata());
    assertFalse(token.video().roomList());
  }

  @Test
  void dataFollowsPublishingUnlessItIsSaid() throws Refused {
    AccessToken token =
        AccessToken.verify(
            token(
                """
                {"iss":"APIkey","exp":1795435300,"video":{"canPublish":false}}
                """),
            KEYS,
            CLOCK);
    assertFalse(token.video().mayPublishData());
    assertFalse(token.video().roomJoin());
  }

  @Test
  void refusesWhatDoesNotHold() {
    String good = token("{\"iss\":\"APIkey\",\"exp\":1795435300}");
    refused(good.substring(0, good.length() - 4) + "AAAA");
    refused(token("{\"iss\":\"another\",\"exp\":1795435300}"));
    refused(token("{\"iss\":\"APIkey\",\"exp\":1795434000}"));
    refused(token("{\"iss\":\"APIkey\",\"exp\":1795435300,\"nbf\":1795435290}"));
    refused(token("{\"iss\":\"APIkey\"}"));
    refused(signed("{\"alg\":\"none\"}", "{\"iss\":\"APIkey\",\"exp\":1795435300}"));
    refused("");
    refused("..");
    refused("a.b");
  }

  @Test
  void neverFailsOtherwise() throws Refused {
    Random random = new Random(1);
    byte[] good = token("{\"iss\":\"APIkey\",\"exp\":1795435300}").getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 20_000; i++) {
      byte[] mutated = good.clone();
      mutated[random.nextInt(mutated.length)] = (byte) (33 + random.nextInt(94));
      String text = new String(mutated, StandardCharsets.US_ASCII);
      if (!text.equals(new String(good, StandardCharsets.US_ASCII))) {
        try {
          AccessToken.verify(text, KEYS, CLOCK);
        } catch (Refused expected) {
          assertEquals(401, expected.status());
        }
      }
    }
  }

  @Test
  void whatWeSignCanBeRead() throws Refused {
    AccessToken token =
        AccessToken.verify(
            Signable.of(Map.of("sub", "anna")).sign("APIkey", SECRET, NOW, NOW.plusSeconds(600)),
            KEYS,
            CLOCK);
    AccessToken again =
        AccessToken.verify(
            token.claims().sign("APIkey", SECRET, NOW, NOW.plusSeconds(900)), KEYS, CLOCK);
    assertEquals("anna", again.identity());
    assertEquals(NOW.plusSeconds(900), again.expires());
  }

  private static void refused(String token) {
    Refused refused =
        assertThrows(Refused.class, () -> AccessToken.verify(token, KEYS, CLOCK), token);
    assertEquals(401, refused.status());
  }

  private static String token(String claims) {
    return signed("{\"alg\":\"HS256\",\"typ\":\"JWT\"}", claims);
  }

  private static String signed(String header, String claims) {
    String signed =
        part(header.getBytes(StandardCharsets.UTF_8))
            + "."
            + part(claims.getBytes(StandardCharsets.UTF_8));
    return signed + "." + part(AccessToken.signature(signed, SECRET));
  }

  private static String part(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
