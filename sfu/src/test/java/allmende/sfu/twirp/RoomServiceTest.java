package allmende.sfu.twirp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.sfu.auth.TestTokens;
import allmende.sfu.room.Limits;
import allmende.sfu.room.RoomApi;
import allmende.sfu.room.Rooms;
import allmende.sfu.room.TestRooms;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import livekit.LivekitModels.Room;
import livekit.LivekitRoom.CreateRoomRequest;
import livekit.LivekitRoom.ListRoomsResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The server API as other programs call it, in JSON and in protobuf.
class RoomServiceTest {
  private static final String CREATE = token(Map.of("roomCreate", true));
  private static final String LIST = token(Map.of("roomList", true));
  private static final String ADMIN = token(Map.of("roomAdmin", true, "room", "r1"));

  private final TestRooms house = new TestRooms(6, Limits.of(10));
  private final Rooms rooms = house.rooms;
  private final RoomService service =
      new RoomService(
          () -> new RoomApi(rooms), _ -> Optional.of(TestTokens.SECRET), TestTokens.CLOCK);

  @AfterEach
  void stop() {
    house.close();
  }

  @Test
  void speaksJsonAndProtobuf() throws Exception {
    TwirpReply made =
        service.call(
            "CreateRoom",
            "application/protobuf",
            CREATE,
            CreateRoomRequest.newBuilder().setName("r1").setMetadata("null").build().toByteArray());
    assertEquals(200, made.status());
    assertEquals("application/protobuf", made.contentType());
    assertEquals("r1", Room.parseFrom(made.body()).getName());
    TwirpReply listed = json("ListRooms", LIST, "{\"names\":[\"r1\"],\"unknown\":1}");
    assertEquals("application/json", listed.contentType());
    assertTrue(text(listed).contains("\"name\":\"r1\""), text(listed));
    assertTrue(text(listed).contains("\"metadata\":\"null\""), text(listed));
    TwirpReply all = service.call("ListRooms", "application/protobuf", LIST, new byte[0]);
    assertEquals(1, ListRoomsResponse.parseFrom(all.body()).getRoomsCount());
  }

  @Test
  void aTokenForOneRoomOpensNoOther() {
    json("CreateRoom", CREATE, "{\"name\":\"r1\"}");
    json("CreateRoom", CREATE, "{\"name\":\"r2\"}");
    assertEquals(200, json("ListParticipants", ADMIN, "{\"room\":\"r1\"}").status());
    for (String method :
        List.of(
            "ListParticipants",
            "GetParticipant",
            "RemoveParticipant",
            "MutePublishedTrack",
            "UpdateParticipant",
            "UpdateSubscriptions",
            "UpdateRoomMetadata",
            "MoveParticipant",
            "PerformRpc",
            "SendData")) {
      TwirpReply reply = json(method, ADMIN, "{\"room\":\"r2\"}");
      assertEquals(403, reply.status(), method);
      assertTrue(text(reply).contains("\"code\":\"permission_denied\""), text(reply));
      assertEquals(403, json(method, LIST, "{\"room\":\"r1\"}").status(), method);
    }
    assertEquals(403, json("CreateRoom", LIST, "{\"name\":\"r3\"}").status());
    assertEquals(403, json("ListRooms", CREATE, "{}").status());
    assertEquals(403, json("DeleteRoom", ADMIN, "{\"room\":\"r1\"}").status());
  }

  @Test
  void whoMovesSomebodyNeedsARightToBothRooms() {
    json("CreateRoom", CREATE, "{\"name\":\"r1\"}");
    String move = "{\"room\":\"r1\",\"identity\":\"anna\",\"destination_room\":\"r2\"}";
    assertEquals("permission_denied", code(json("MoveParticipant", ADMIN, move)));
    String both = token(Map.of("roomAdmin", true, "room", "r1", "destinationRoom", "r2"));
    assertEquals("not_found", code(json("MoveParticipant", both, move)), "nobody is there");
    assertFalse(text(json("ListRooms", LIST, "{}")).contains("r2"), "and no room is opened");
    assertEquals(
        "invalid_argument",
        code(
            json(
                "MoveParticipant",
                token(Map.of("roomAdmin", true, "room", "r1", "destinationRoom", "r1")),
                move.replace("r2", "r1"))));
    assertEquals("unimplemented", code(json("ForwardParticipant", both, move)));
  }

  @Test
  void aMethodOfNobodyIsNotCalled() {
    json("CreateRoom", CREATE, "{\"name\":\"r1\"}");
    assertEquals(
        "not_found",
        code(
            json(
                "PerformRpc",
                ADMIN,
                "{\"room\":\"r1\",\"destination_identity\":\"anna\",\"method\":\"m\"}")));
    assertEquals("invalid_argument", code(json("PerformRpc", ADMIN, "{\"room\":\"r1\"}")));
  }

  @Test
  void saysWhatIsWrong() {
    assertEquals("unauthenticated", code(json("ListRooms", "", "{}")));
    assertEquals("unauthenticated", code(json("ListRooms", "Bearer x.y.z", "{}")));
    assertEquals("malformed", code(json("ListRooms", LIST, "{\"names\":7")));
    assertEquals("bad_route", code(json("Nothing", LIST, "{}")));
    assertEquals("bad_route", code(service.call("ListRooms", "text/plain", LIST, new byte[0])));
    assertEquals("not_found", code(json("ListParticipants", ADMIN, "{\"room\":\"r1\"}")));
    assertEquals("invalid_argument", code(json("CreateRoom", CREATE, "{}")));
  }

  @Test
  void noBodyDoesMoreThanBeRefused() {
    Random noise = new Random(8);
    for (int i = 0; i < 3_000; i++) {
      byte[] bytes = new byte[noise.nextInt(60)];
      noise.nextBytes(bytes);
      String type = i % 2 == 0 ? "application/json" : "application/protobuf";
      assertTrue(service.call("ListRooms", type, LIST, bytes).status() <= 400);
    }
  }

  private TwirpReply json(String method, String authorization, String body) {
    return service.call(
        method,
        "application/json;charset=UTF-8",
        authorization,
        body.getBytes(StandardCharsets.UTF_8));
  }

  private static String code(TwirpReply reply) {
    return text(reply).replaceAll(".*\"code\":\"([a-z_]+)\".*", "$1");
  }

  private static String text(TwirpReply reply) {
    return new String(reply.body(), StandardCharsets.UTF_8);
  }

  private static String token(Map<String, Object> grants) {
    return "Bearer " + TestTokens.token("", grants);
  }
}
