package allmende.sfu.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.sfu.auth.AccessToken;
import allmende.sfu.auth.Refused;
import allmende.sfu.auth.TestTokens;
import allmende.sfu.auth.TokenRefresh;
import allmende.sfu.dtls.DtlsIdentity;
import allmende.sfu.media.IceCredentials;
import allmende.sfu.media.MediaLoop;
import allmende.sfu.signal.ConnectRequest;
import allmende.sfu.signal.Joining;
import allmende.sfu.turn.TurnCredentials;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import livekit.LivekitModels.ClientConfigSetting;
import livekit.LivekitModels.DisconnectReason;
import livekit.LivekitModels.ParticipantInfo;
import livekit.LivekitModels.TrackSource;
import livekit.LivekitModels.TrackType;
import livekit.LivekitRoom.CreateRoomRequest;
import livekit.LivekitRtc.AddTrackRequest;
import livekit.LivekitRtc.CandidateProtocol;
import livekit.LivekitRtc.JoinResponse;
import livekit.LivekitRtc.LeaveRequest;
import livekit.LivekitRtc.Ping;
import livekit.LivekitRtc.RequestResponse;
import livekit.LivekitRtc.SignalRequest;
import livekit.LivekitRtc.SignalResponse;
import livekit.LivekitRtc.SimulateScenario;
import livekit.LivekitRtc.UpdateParticipantMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Who is in a room and what they are told, message by message.
class RoomTest {
  private final SecureRandom random = new SecureRandom();
  private final MediaLoop loop =
      new MediaLoop(7, List.of(InetAddress.getLoopbackAddress()), 0, Clock.systemUTC()).start();
  private final DtlsIdentity identity = DtlsIdentity.make(random, Clock.systemUTC());
  private final List<String> events = new CopyOnWriteArrayList<>();
  private final Limits limits =
      new Limits(3, 2, Duration.ofSeconds(5), Duration.ofMillis(100), Duration.ofMillis(200));
  private final Rooms rooms =
      new Rooms(
          () -> new Media(loop, identity, random, reach()),
          limits,
          TestTokens.CLOCK,
          event -> events.add(event.getEvent()),
          new TokenRefresh(_ -> Optional.of(TestTokens.SECRET), TestTokens.CLOCK));
  private final RoomApi api = new RoomApi(rooms);

  @AfterEach
  void stop() {
    rooms.close();
    loop.close();
  }

  private Reach reach() {
    TurnOffer turn =
        new TurnOffer(
            new TurnCredentials("allmende", new byte[] {1}, TestTokens.CLOCK),
            IceCredentials.prefix(7),
            Duration.ofHours(1),
            List.of("turn:192.0.2.1:7882?transport=tcp"),
            List.of(),
            TestTokens.CLOCK);
    return Reach.at(
        loop.addresses(),
        List.of(new InetSocketAddress("192.0.2.1", 7_882)),
        Optional.empty(),
        Optional.of(turn));
  }

  @Test
  void aClientIsToldHowItsMediaComes() throws Exception {
    JoinResponse welcome = join("anna").next().getJoin();
    assertEquals(1, welcome.getIceServersCount());
    assertEquals(
        List.of("turn:192.0.2.1:7882?transport=tcp", "turns:meet.example.org:443?transport=tcp"),
        welcome.getIceServers(0).getUrlsList());
    assertTrue(
        welcome
            .getIceServers(0)
            .getUsername()
            .endsWith(":" + IceCredentials.prefix(7) + welcome.getParticipant().getSid()));
    assertFalse(welcome.getIceServers(0).getCredential().isEmpty());
    assertEquals(ClientConfigSetting.UNSET, welcome.getClientConfiguration().getForceRelay());
    assertTrue(welcome.getFastPublish());
  }

  @Test
  void aClientComesByWhatItIsMadeToComeBy() throws Exception {
    Line anna = join("anna");
    anna.await(SignalResponse::hasOffer);
    anna.say(simulate(CandidateProtocol.TCP));
    String offer = anna.await(SignalResponse::hasOffer).getOffer().getSdp();
    assertTrue(offer.contains(" 192.0.2.1 7882 typ host tcptype passive"), offer);
    assertFalse(offer.contains(" udp "), offer);
    anna.say(simulate(CandidateProtocol.TLS));
    Line again = join("anna");
    JoinResponse welcome = again.next().getJoin();
    assertEquals(ClientConfigSetting.ENABLED, welcome.getClientConfiguration().getForceRelay());
    assertEquals(
        List.of("turns:meet.example.org:443?transport=tcp"),
        welcome.getIceServers(0).getUrlsList());
    assertFalse(welcome.getFastPublish());
    assertTrue(
        again.await(SignalResponse::hasOffer).getOffer().getSdp().contains(" udp "),
        "relays lead to our sockets for UDP");
    assertEquals(
        ClientConfigSetting.UNSET,
        join("bert").next().getJoin().getClientConfiguration().getForceRelay(),
        "others come as they like");
  }

  private static SignalRequest.Builder simulate(CandidateProtocol protocol) {
    return SignalRequest.newBuilder()
        .setSimulate(SimulateScenario.newBuilder().setSwitchCandidateProtocol(protocol));
  }

  @Test
  void theFirstWordIsTheWelcome() throws Exception {
    Line anna = join("anna");
    SignalResponse first = anna.next();
    assertTrue(first.hasJoin(), first::toString);
    assertTrue(first.getJoin().getParticipant().getSid().startsWith("PA_"));
    assertEquals("anna", first.getJoin().getParticipant().getIdentity());
    assertEquals(0, first.getJoin().getOtherParticipantsCount());
    assertTrue(first.getJoin().getSubscriberPrimary());
    assertTrue(first.getJoin().getServerInfo().getVersion().matches("\\d+\\.\\d+\\.\\d+"));
    Line bert = join("bert");
    assertEquals(1, bert.next().getJoin().getOtherParticipantsCount());
    ParticipantInfo seen =
        anna.await(message -> message.hasUpdate() && has(message, "bert"))
            .getUpdate()
            .getParticipants(0);
    assertEquals(ParticipantInfo.State.JOINED, seen.getState());
  }

  @Test
  void whoStaysGetsATokenThatHoldsLonger() throws Exception {
    Line anna = join("anna", Map.of("canPublish", false));
    String token = anna.await(SignalResponse::hasRefreshToken).getRefreshToken();
    AccessToken read =
        AccessToken.verify(token, _ -> Optional.of(TestTokens.SECRET), TestTokens.CLOCK);
    assertEquals("anna", read.identity());
    assertEquals("r1", read.video().room());
    assertEquals(TestTokens.NOW.plus(TokenRefresh.GOOD_FOR), read.expires());
    assertFalse(read.video().mayPublish());
    assertTrue(read.video().maySubscribe());
  }

  @Test
  void clientsWithTwoConnectionsAreOfferedOne() throws Exception {
    Line anna = join("anna");
    SignalResponse offer = anna.await(SignalResponse::hasOffer);
    assertTrue(offer.getOffer().getSdp().contains("webrtc-datachannel"));
    assertTrue(offer.getOffer().getId() > 0);
  }

  @Test
  void pingsAreAnswered() throws Exception {
    Line anna = join("anna");
    anna.say(SignalRequest.newBuilder().setPing(1));
    assertEquals(TestTokens.NOW.toEpochMilli(), anna.await(SignalResponse::hasPong).getPong());
    anna.say(SignalRequest.newBuilder().setPingReq(Ping.newBuilder().setTimestamp(42)));
    assertEquals(42, anna.await(SignalResponse::hasPongResp).getPongResp().getLastPingTimestamp());
  }

  @Test
  void aTrackGetsItsNameAndIsSeenOnlyOnceItIsThere() throws Exception {
    Line anna = join("anna");
    anna.say(add("cid-1", TrackSource.CAMERA));
    SignalResponse published = anna.await(SignalResponse::hasTrackPublished);
    assertEquals("cid-1", published.getTrackPublished().getCid());
    assertTrue(published.getTrackPublished().getTrack().getSid().startsWith("TR_"));
    assertEquals(0, api.participant("r1", "anna").getTracksCount());
    anna.say(add("cid-2", TrackSource.MICROPHONE));
    anna.await(SignalResponse::hasTrackPublished);
    anna.say(add("cid-3", TrackSource.MICROPHONE));
    assertEquals(
        RequestResponse.Reason.LIMIT_EXCEEDED,
        anna.await(SignalResponse::hasRequestResponse).getRequestResponse().getReason());
  }

  @Test
  void whatATokenDoesNotPermitIsRefused() throws Exception {
    Line anna = join("anna", Map.of("canPublish", false));
    anna.say(add("cid-1", TrackSource.CAMERA));
    assertEquals(
        RequestResponse.Reason.NOT_ALLOWED,
        anna.await(SignalResponse::hasRequestResponse).getRequestResponse().getReason());
    anna.say(
        SignalRequest.newBuilder()
            .setUpdateMetadata(UpdateParticipantMetadata.newBuilder().setName("Queen")));
    anna.await(message ->
        message.hasRequestResponse()
            && message.getRequestResponse().getReason() == RequestResponse.Reason.NOT_ALLOWED);
    assertEquals("", api.participant("r1", "anna").getName());
  }

  @Test
  void attributesChangeAndGo() throws Exception {
    Line anna = join("anna", Map.of("canUpdateOwnMetadata", true));
    anna.say(
        SignalRequest.newBuilder()
            .setUpdateMetadata(
                UpdateParticipantMetadata.newBuilder().putAttributes("a", "1").setRequestId(9)));
    assertEquals(
        9, anna.await(SignalResponse::hasRequestResponse).getRequestResponse().getRequestId());
    assertEquals(Map.of("a", "1"), api.participant("r1", "anna").getAttributesMap());
    anna.say(
        SignalRequest.newBuilder()
            .setUpdateMetadata(UpdateParticipantMetadata.newBuilder().putAttributes("a", "")));
    anna.await(SignalResponse::hasRequestResponse);
    assertEquals(Map.of(), api.participant("r1", "anna").getAttributesMap());
  }

  @Test
  void theSamePersonIsThereOnce() throws Exception {
    Line first = join("anna");
    Line second = join("anna");
    assertTrue(second.next().hasJoin());
    LeaveRequest leave = first.await(SignalResponse::hasLeave).getLeave();
    assertEquals(DisconnectReason.DUPLICATE_IDENTITY, leave.getReason());
    assertEquals(LeaveRequest.Action.DISCONNECT, leave.getAction());
    assertEquals(1000, first.closed());
    assertEquals(1, api.participants("r1").size());
  }

  @Test
  void aFullRoomSaysSo() throws Exception {
    join("a").next();
    join("b").next();
    join("c").next();
    SignalResponse first = join("d").next();
    assertEquals(DisconnectReason.JOIN_FAILURE, first.getLeave().getReason());
    assertEquals(3, api.participants("r1").size());
  }

  @Test
  void whoLosesTheLineMayComeBack() throws Exception {
    Line anna = join("anna");
    String sid = anna.next().getJoin().getParticipant().getSid();
    anna.session().closed();
    Line again = resume("anna", sid);
    assertTrue(again.next().hasReconnect());
    assertTrue(again.await(SignalResponse::hasUpdate).getUpdate().getParticipantsCount() > 0);
    Thread.sleep(400);
    assertEquals(1, api.participants("r1").size(), "the time for being away does not count on");
  }

  @Test
  void whoDoesNotComeBackIsGone() throws Exception {
    Line bert = join("bert");
    Line anna = join("anna");
    String sid = anna.next().getJoin().getParticipant().getSid();
    anna.session().closed();
    bert.await(message ->
        message.hasUpdate()
            && message.getUpdate().getParticipants(0).getState()
                == ParticipantInfo.State.DISCONNECTED);
    Line again = resume("anna", sid);
    LeaveRequest leave = again.next().getLeave();
    assertEquals(DisconnectReason.STATE_MISMATCH, leave.getReason());
    assertEquals(LeaveRequest.Action.RECONNECT, leave.getAction());
    assertFalse(again.isClosed(), "it has time to read this");
    assertEquals(1000, again.closed());
  }

  @Test
  void aRoomEndsAfterItsLastParticipant() throws Exception {
    Line anna = join("anna");
    anna.next();
    anna.say(SignalRequest.newBuilder().setLeave(LeaveRequest.getDefaultInstance()));
    anna.await(SignalResponse::hasLeave);
    for (int i = 0; i < 100 && !events.contains("room_finished"); i++) {
      Thread.sleep(20);
    }
    assertEquals(List.of("room_started", "participant_left", "room_finished"), events);
    assertEquals(404, assertThrows(Refused.class, () -> api.participants("r1")).status());
  }

  @Test
  void othersDriveARoom() throws Exception {
    assertEquals(
        2,
        api.create(
                CreateRoomRequest.newBuilder()
                    .setName("r1")
                    .setMaxParticipants(2)
                    .setMetadata("m")
                    .build())
            .getMaxParticipants());
    Line anna = join("anna");
    assertEquals("m", anna.next().getJoin().getRoom().getMetadata());
    assertEquals("n", api.describe("r1", "n").getMetadata());
    anna.await(message ->
        message.hasRoomUpdate() && message.getRoomUpdate().getRoom().getMetadata().equals("n"));
    assertEquals(404, assertThrows(Refused.class, () -> api.remove("r1", "bert")).status());
    api.remove("r1", "anna");
    assertEquals(
        DisconnectReason.PARTICIPANT_REMOVED,
        anna.await(SignalResponse::hasLeave).getLeave().getReason());
    Line bert = join("bert");
    bert.next();
    api.delete("r1");
    assertEquals(
        DisconnectReason.ROOM_DELETED, bert.await(SignalResponse::hasLeave).getLeave().getReason());
    assertEquals(List.of(), api.list(List.of()));
  }

  @Test
  void aLineThatSpeaksJsonIsAnsweredInJson() throws Exception {
    Line anna = join("anna");
    anna.next();
    anna.session().received("{\"ping\":\"5\"}");
    for (int i = 0; i < 100 && anna.texts.stream().noneMatch(RoomTest::isPong); i++) {
      Thread.sleep(20);
    }
    assertTrue(anna.texts.stream().anyMatch(RoomTest::isPong), anna.texts::toString);
  }

  @Test
  void noMessageEndsARoom() throws Exception {
    Random noise = new Random(4);
    byte[] good = add("cid", TrackSource.CAMERA).build().toByteArray();
    for (int i = 0; i < 400; i++) {
      Line stranger = join("stranger");
      byte[] bytes = i % 2 == 0 ? good.clone() : new byte[1 + noise.nextInt(60)];
      if (i % 2 == 0) {
        bytes[noise.nextInt(bytes.length)] = (byte) noise.nextInt(256);
      } else {
        noise.nextBytes(bytes);
      }
      stranger.session().received(bytes);
      stranger.session().received("{" + i + "}");
    }
    assertTrue(join("anna").next().hasJoin());
    assertFalse(events.contains("room_finished"));
  }

  private static boolean isPong(String message) {
    return message.contains("\"pong\"");
  }

  private static boolean has(SignalResponse update, String identity) {
    return update.getUpdate().getParticipantsList().stream()
        .anyMatch(each -> each.getIdentity().equals(identity));
  }

  private static SignalRequest.Builder add(String cid, TrackSource source) {
    return SignalRequest.newBuilder()
        .setAddTrack(
            AddTrackRequest.newBuilder()
                .setCid(cid)
                .setSource(source)
                .setType(source == TrackSource.CAMERA ? TrackType.VIDEO : TrackType.AUDIO));
  }

  private Line join(String who) throws Refused {
    return join(who, Map.of());
  }

  private Line join(String who, Map<String, Object> grants) throws Refused {
    Map<String, Object> all = new HashMap<>(grants);
    all.put("roomJoin", true);
    all.put("room", "r1");
    return open(Map.of("access_token", TestTokens.token(who, all)));
  }

  private Line resume(String who, String sid) throws Refused {
    return open(Map.of("access_token", TestTokens.join(who, "r1"), "reconnect", "1", "sid", sid));
  }

  private Line open(Map<String, String> parameters) throws Refused {
    Line line = new Line();
    line.session =
        rooms.join(
            Joining.read(
                new ConnectRequest(
                    false, "", parameters, "192.0.2.1", Optional.of("meet.example.org:443")),
                _ -> Optional.of(TestTokens.SECRET),
                TestTokens.CLOCK),
            line);
    return line;
  }
}
