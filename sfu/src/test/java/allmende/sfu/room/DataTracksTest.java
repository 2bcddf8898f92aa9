package allmende.sfu.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.sfu.auth.TestTokens;
import allmende.sfu.signal.ConnectRequest;
import allmende.sfu.signal.Joining;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import livekit.LivekitModels.DataTrackInfo;
import livekit.LivekitModels.ParticipantInfo;
import livekit.LivekitModels.ParticipantPermission;
import livekit.LivekitRoom.UpdateParticipantRequest;
import livekit.LivekitRtc.DataTrackSubscriberHandles;
import livekit.LivekitRtc.PublishDataTrackRequest;
import livekit.LivekitRtc.RequestResponse;
import livekit.LivekitRtc.SignalRequest;
import livekit.LivekitRtc.SignalResponse;
import livekit.LivekitRtc.SubscriptionPermission;
import livekit.LivekitRtc.UnpublishDataTrackRequest;
import livekit.LivekitRtc.UpdateDataSubscription;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Data tracks, message by message; their packets are seen with stock clients.
class DataTracksTest {
  private final TestRooms world =
      new TestRooms(
          8, new Limits(5, 2, Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(5)));
  private final RoomApi api = new RoomApi(world.rooms);

  @AfterEach
  void stop() {
    world.close();
  }

  @Test
  void whoSubscribesLearnsHowATrackIsCalled() throws Exception {
    Line anna = join("anna", Map.of(), Map.of());
    Line bert = join("bert", Map.of(), Map.of());
    anna.say(publish(7, "positions"));
    DataTrackInfo info =
        anna.await(SignalResponse::hasPublishDataTrackResponse)
            .getPublishDataTrackResponse()
            .getInfo();
    assertEquals(7, info.getPubHandle());
    assertTrue(info.getSid().startsWith("DTR_"));
    ParticipantInfo seen =
        bert.await(each ->
                each.hasUpdate() && each.getUpdate().getParticipants(0).getDataTracksCount() > 0)
            .getUpdate()
            .getParticipants(0);
    assertEquals("positions", seen.getDataTracks(0).getName());
    assertTrue(seen.getIsPublisher());
    bert.say(subscribe(info.getSid(), true));
    DataTrackSubscriberHandles handles = handles(bert);
    assertEquals(1, handles.getSubHandlesCount());
    int handle = handles.getSubHandlesMap().keySet().iterator().next();
    assertTrue(handle > 0 && handle <= 0xFFFF);
    assertEquals("anna", handles.getSubHandlesOrThrow(handle).getPublisherIdentity());
    assertEquals(info.getSid(), handles.getSubHandlesOrThrow(handle).getTrackSid());
    anna.say(
        SignalRequest.newBuilder()
            .setUnpublishDataTrackRequest(UnpublishDataTrackRequest.newBuilder().setPubHandle(7)));
    assertTrue(
        anna.await(SignalResponse::hasUnpublishDataTrackResponse)
            .getUnpublishDataTrackResponse()
            .hasInfo());
    assertEquals(0, handles(bert).getSubHandlesCount(), "it is gone");
    bert.say(subscribe(info.getSid(), true));
    assertEquals(0, handles(bert).getSubHandlesCount(), "and cannot be had again");
  }

  @Test
  void whoWantsAllGetsAll() throws Exception {
    Line anna = join("anna", Map.of(), Map.of());
    anna.say(publish(1, "a"));
    anna.await(SignalResponse::hasPublishDataTrackResponse);
    Line bert = join("bert", Map.of(), Map.of("auto_subscribe_data_track", "1"));
    assertEquals(1, handles(bert).getSubHandlesCount());
    anna.say(publish(2, "b"));
    assertEquals(2, handles(bert).getSubHandlesCount());
    api.remove("r1", "anna");
    assertEquals(1, handles(bert).getSubHandlesCount());
    assertEquals(0, handles(bert).getSubHandlesCount());
  }

  @Test
  void whatIsNotPermittedIsNotThere() throws Exception {
    Line anna = join("anna", Map.of(), Map.of());
    Line bert = join("bert", Map.of("canPublishData", false, "canSubscribe", true), Map.of());
    bert.say(publish(1, "a"));
    assertEquals(RequestResponse.Reason.NOT_ALLOWED, refusal(bert));
    anna.say(publish(0, "a"));
    assertEquals(RequestResponse.Reason.INVALID_HANDLE, refusal(anna));
    anna.say(publish(65_536, "a"));
    assertEquals(RequestResponse.Reason.INVALID_HANDLE, refusal(anna));
    anna.say(publish(1, ""));
    assertEquals(RequestResponse.Reason.INVALID_NAME, refusal(anna));
    anna.say(publish(1, "a"));
    String sid =
        anna.await(SignalResponse::hasPublishDataTrackResponse)
            .getPublishDataTrackResponse()
            .getInfo()
            .getSid();
    anna.say(publish(1, "b"));
    assertEquals(RequestResponse.Reason.DUPLICATE_HANDLE, refusal(anna));
    anna.say(publish(2, "a"));
    assertEquals(RequestResponse.Reason.DUPLICATE_NAME, refusal(anna));
    anna.say(publish(2, "b"));
    anna.await(SignalResponse::hasPublishDataTrackResponse);
    anna.say(publish(3, "c"));
    assertEquals(RequestResponse.Reason.LIMIT_EXCEEDED, refusal(anna));
    bert.say(subscribe(sid, true));
    assertEquals(1, handles(bert).getSubHandlesCount());
    anna.say(
        SignalRequest.newBuilder().setSubscriptionPermission(SubscriptionPermission.newBuilder()));
    assertEquals(0, handles(bert).getSubHandlesCount(), "nobody may by now");
    bert.say(subscribe(sid, true));
    assertEquals(0, handles(bert).getSubHandlesCount());
    api.update(
        UpdateParticipantRequest.newBuilder()
            .setRoom("r1")
            .setIdentity("anna")
            .setPermission(ParticipantPermission.newBuilder().setCanSubscribe(true))
            .build());
    anna.await(SignalResponse::hasUnpublishDataTrackResponse);
    anna.await(SignalResponse::hasUnpublishDataTrackResponse);
    assertEquals(0, api.participant("r1", "anna").getDataTracksCount());
    assertFalse(api.participant("r1", "anna").getIsPublisher());
  }

  @Test
  void noPacketStopsARoom() throws Exception {
    Line anna = join("anna", Map.of(), Map.of());
    anna.say(publish(1, "a"));
    anna.await(SignalResponse::hasPublishDataTrackResponse);
    Room room = world.rooms.find("r1").orElseThrow();
    Participant who = room.ask(() -> room.participant("anna")).orElseThrow();
    Random random = new Random(4);
    for (int i = 0; i < 2_000; i++) {
      byte[] packet = new byte[random.nextInt(20)];
      random.nextBytes(packet);
      room.ask(() -> {
        who.dataTracks.heard(packet);
        return true;
      });
    }
    anna.say(SignalRequest.newBuilder().setPing(1));
    anna.await(SignalResponse::hasPong);
  }

  private static RequestResponse.Reason refusal(Line line) throws Exception {
    return line.await(SignalResponse::hasRequestResponse).getRequestResponse().getReason();
  }

  private static DataTrackSubscriberHandles handles(Line line) throws Exception {
    return line.await(SignalResponse::hasDataTrackSubscriberHandles)
        .getDataTrackSubscriberHandles();
  }

  private static SignalRequest.Builder publish(int handle, String name) {
    return SignalRequest.newBuilder()
        .setPublishDataTrackRequest(
            PublishDataTrackRequest.newBuilder().setPubHandle(handle).setName(name));
  }

  private static SignalRequest.Builder subscribe(String sid, boolean wanted) {
    return SignalRequest.newBuilder()
        .setUpdateDataSubscription(
            UpdateDataSubscription.newBuilder()
                .addUpdates(
                    UpdateDataSubscription.Update.newBuilder()
                        .setTrackSid(sid)
                        .setSubscribe(wanted)));
  }

  private Line join(String who, Map<String, Object> grants, Map<String, String> parameters)
      throws Exception {
    Map<String, Object> all = new HashMap<>(grants);
    all.put("roomJoin", true);
    all.put("room", "r1");
    Map<String, String> asked = new HashMap<>(parameters);
    asked.put("access_token", TestTokens.token(who, all));
    Line line = new Line();
    line.session =
        world.rooms.join(
            Joining.read(
                new ConnectRequest(false, "", asked, "192.0.2.1", Optional.empty()),
                _ -> Optional.of(TestTokens.SECRET),
                TestTokens.CLOCK),
            line);
    line.await(SignalResponse::hasJoin);
    return line;
  }
}
