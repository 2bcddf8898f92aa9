package allmende.sfu.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.sfu.auth.ApiKeys;
import allmende.sfu.auth.Refused;
import allmende.sfu.auth.TestTokens;
import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import livekit.LivekitModels.ClientInfo;
import livekit.LivekitRtc.ConnectionSettings;
import livekit.LivekitRtc.JoinRequest;
import livekit.LivekitRtc.WrappedJoinRequest;
import org.junit.jupiter.api.Test;

class JoiningTest {
  private static final ApiKeys KEYS = _ -> Optional.of(TestTokens.SECRET);

  @Test
  void readsWhatOlderClientsPutIntoTheQuery() throws Refused {
    Joining joining =
        read(
            false,
            Map.of(
                "access_token", TestTokens.join("anna", "r1"),
                "auto_subscribe", "0",
                "sdk", "js",
                "protocol", "15",
                "reconnect", "1",
                "sid", "PA_1"));
    assertFalse(joining.single());
    assertEquals("r1", joining.token().video().room());
    assertFalse(joining.request().getConnectionSettings().getAutoSubscribe());
    assertEquals(ClientInfo.SDK.JS, joining.request().getClientInfo().getSdk());
    assertTrue(joining.request().getReconnect());
    assertEquals("PA_1", joining.request().getParticipantSid());
  }

  @Test
  void readsAJoinRequestThatIsCompressed() throws Exception {
    JoinRequest request =
        JoinRequest.newBuilder()
            .setConnectionSettings(ConnectionSettings.newBuilder().setAutoSubscribe(true))
            .setMetadata("hello")
            .build();
    Joining joining =
        read(
            true,
            Map.of(
                "access_token",
                TestTokens.token(
                    "anna", Map.of("roomJoin", true, "room", "r1", "canUpdateOwnMetadata", true)),
                "join_request",
                wrapped(request.toByteArray())));
    assertTrue(joining.single());
    assertEquals("hello", joining.request().getMetadata());
    assertEquals("192.0.2.1", joining.request().getClientInfo().getAddress());
  }

  @Test
  void whatCannotBeReadIsRefused() throws Exception {
    String token = TestTokens.join("anna", "r1");
    assertEquals(400, refused(true, Map.of("access_token", token)));
    assertEquals(400, refused(true, Map.of("access_token", token, "join_request", "%%")));
    assertEquals(401, refused(false, Map.of()));
    assertEquals(403, refused(false, Map.of("access_token", TestTokens.join("anna", ""))));
    assertEquals(400, refused(false, Map.of("access_token", TestTokens.join("", "r1"))));
    String boast = wrapped(JoinRequest.newBuilder().setMetadata("queen").build().toByteArray());
    assertEquals(403, refused(true, Map.of("access_token", token, "join_request", boast)));
    // Sixteen mebibytes of zeros, in a few kilobytes.
    String bomb = wrapped(new byte[16 << 20]);
    assertTrue(bomb.length() < 30_000);
    assertEquals(400, refused(true, Map.of("access_token", token, "join_request", bomb)));
  }

  @Test
  void noJoinRequestDoesMoreThanBeRefused() throws Exception {
    String token = TestTokens.join("anna", "r1");
    Random noise = new Random(2);
    for (int i = 0; i < 5_000; i++) {
      byte[] bytes = new byte[noise.nextInt(100)];
      noise.nextBytes(bytes);
      String text = Base64.getUrlEncoder().encodeToString(bytes);
      try {
        read(true, Map.of("access_token", token, "join_request", text.isEmpty() ? "AA" : text));
      } catch (Refused expected) {
        assertEquals(400, expected.status());
      }
    }
  }

  private static int refused(boolean v1, Map<String, String> parameters) {
    return assertThrows(Refused.class, () -> read(v1, parameters)).status();
  }

  private static Joining read(boolean v1, Map<String, String> parameters) throws Refused {
    return Joining.read(
        new ConnectRequest(v1, "", parameters, "192.0.2.1", Optional.empty()),
        KEYS,
        TestTokens.CLOCK);
  }

  private static String wrapped(byte[] request) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(request);
    }
    return Base64.getUrlEncoder()
        .encodeToString(
            WrappedJoinRequest.newBuilder()
                .setCompression(WrappedJoinRequest.Compression.GZIP)
                .setJoinRequest(ByteString.copyFrom(bytes.toByteArray()))
                .build()
                .toByteArray());
  }
}
