package allmende.sfu.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import allmende.sfu.auth.Refused;
import allmende.sfu.auth.TestTokens;
import allmende.sfu.signal.ConnectRequest;
import allmende.sfu.signal.Joining;
import java.util.Map;
import java.util.Optional;
import livekit.LivekitModels.TrackSource;
import livekit.LivekitModels.TrackType;
import livekit.LivekitModels.VideoQuality;
import livekit.LivekitRtc.AddTrackRequest;
import livekit.LivekitRtc.SessionDescription;
import livekit.LivekitRtc.SignalRequest;
import livekit.LivekitRtc.SignalResponse;
import livekit.LivekitRtc.SimulcastCodec;
import livekit.LivekitRtc.SubscribedCodec;
import livekit.LivekitRtc.SubscriptionPermission;
import livekit.LivekitRtc.TrackPermission;
import livekit.LivekitRtc.UpdateTrackSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Anna publishes a camera, Bert watches: what both are told, with descriptions as browsers write
/// them.
class WatchingTest {
  private static final String SESSION =
      """
      v=0
      o=- 1 2 IN IP4 127.0.0.1
      s=-
      t=0 0
      """;
  private static final String SECTION =
      """
      c=IN IP4 0.0.0.0
      a=ice-ufrag:abcd
      a=ice-pwd:0123456789012345678901
      a=fingerprint:sha-256 00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF
      a=rtcp-mux
      """;
  private static final String VP8 = "a=rtpmap:96 VP8/90000\n";
  private static final String H264 =
      "a=rtpmap:125 H264/90000\na=fmtp:125 packetization-mode=1;profile-level-id=42e01f\n";

  private final TestRooms house = new TestRooms(5, Limits.of(100));
  private final Rooms rooms = house.rooms;

  @AfterEach
  void stop() {
    house.close();
  }

  @Test
  void aCodecIsTheOneThatWasAskedFor() throws Exception {
    Line anna = join("anna");
    publish(anna, "h264");
    String answer = anna.await(SignalResponse::hasAnswer).getAnswer().getSdp();
    assertTrue(answer.contains("H264/90000"), answer);
    assertFalse(answer.contains("VP8"), "though the client names it first: " + answer);
    Line bert = join("bert");
    String offer = offerOf(bert);
    assertTrue(offer.contains("m=video 9 UDP/TLS/RTP/SAVPF 125 107 96 97"), offer);
  }

  @Test
  void whoCannotDecodeACodecHasThePublisherSendAnother() throws Exception {
    Line anna = join("anna");
    String sid = publish(anna, "h264");
    Line bert = join("bert");
    offerOf(bert);
    answer(bert, VP8);
    SubscribedCodec asked =
        anna.await(message ->
                message.getSubscribedQualityUpdate().getSubscribedCodecsList().stream()
                    .anyMatch(each -> each.getCodec().equals("vp8") && isHigh(each)))
            .getSubscribedQualityUpdate()
            .getSubscribedCodecsList()
            .getFirst();
    assertEquals("h264", asked.getCodec(), "the first stays the first");
    anna.say(
        SignalRequest.newBuilder()
            .setAddTrack(
                AddTrackRequest.newBuilder()
                    .setCid("cid-2")
                    .setSid(sid)
                    .setType(TrackType.VIDEO)
                    .setSource(TrackSource.CAMERA)
                    .addSimulcastCodecs(codec("vp8", "cid-2"))));
    assertEquals(
        sid, anna.await(SignalResponse::hasTrackPublished).getTrackPublished().getTrack().getSid());
    anna.say(offer(sends(0, "cid-1") + sends(1, "cid-2")));
    String offered =
        bert.await(message -> message.hasOffer() && !message.getOffer().getSdp().contains("H264"))
            .getOffer()
            .getSdp();
    assertTrue(offered.contains(" " + sid), offered);
  }

  @Test
  void theFirstOfMoreIsToldAtOnceAndThatItIsLessLater() throws Exception {
    Line anna = join("anna");
    String sid = publish(anna, "vp8");
    SubscribedCodec nobody = told(anna, false);
    assertEquals("vp8", nobody.getCodec());
    assertTrue(nobody.getQualitiesList().stream().noneMatch(each -> each.getEnabled()));
    Line bert = join("bert");
    offerOf(bert);
    assertTrue(isHigh(told(anna, true)), "somebody comes");
    answer(bert, VP8);
    bert.say(
        SignalRequest.newBuilder()
            .setTrackSetting(
                UpdateTrackSettings.newBuilder().addTrackSids(sid).setQuality(VideoQuality.LOW)));
    SubscribedCodec less = told(anna, false);
    assertTrue(less.getQualities(0).getEnabled(), "the small picture stays");
    assertFalse(less.getQualities(1).getEnabled());
  }

  @Test
  void aPublisherChoosesWhoMayWatch() throws Exception {
    Line anna = join("anna");
    String sid = publish(anna, "vp8");
    Line bert = join("bert");
    Line carla = join("carla");
    assertTrue(offerOf(bert).contains(sid));
    assertTrue(offerOf(carla).contains(sid));
    anna.say(
        permission(TrackPermission.newBuilder().setParticipantIdentity("bert").setAllTracks(true)));
    var denied = carla.await(SignalResponse::hasSubscriptionPermissionUpdate);
    assertEquals(sid, denied.getSubscriptionPermissionUpdate().getTrackSid());
    assertFalse(denied.getSubscriptionPermissionUpdate().getAllowed());
    anna.say(
        permission(TrackPermission.newBuilder().setParticipantIdentity("carla").addTrackSids(sid)));
    assertTrue(
        carla
            .await(SignalResponse::hasSubscriptionPermissionUpdate)
            .getSubscriptionPermissionUpdate()
            .getAllowed());
    assertFalse(
        bert.await(SignalResponse::hasSubscriptionPermissionUpdate)
            .getSubscriptionPermissionUpdate()
            .getAllowed());
  }

  @Test
  void inALargeRoomWhoOnlyListensIsToldOfTogether() throws Exception {
    Line anna = join("anna");
    for (int i = 0; i < 60; i++) {
      join("listener " + i);
    }
    int most = 0;
    int known = 0;
    while (known < 60) {
      int told =
          (int)
              anna.await(SignalResponse::hasUpdate).getUpdate().getParticipantsList().stream()
                  .filter(each -> each.getIdentity().startsWith("listener"))
                  .count();
      known += told;
      most = Math.max(most, told);
    }
    assertTrue(most >= 9, "the last of them come together: " + most);
    publish(join("bert"), "vp8");
    assertTrue(
        anna.await(message ->
                message.getUpdate().getParticipantsList().stream()
                    .anyMatch(each -> each.getIdentity().equals("bert") && each.getIsPublisher()))
                .getUpdate()
                .getParticipantsCount()
            == 1,
        "who publishes is told of alone, at once");
  }

  private static SignalRequest.Builder permission(TrackPermission.Builder one) {
    return SignalRequest.newBuilder()
        .setSubscriptionPermission(SubscriptionPermission.newBuilder().addTrackPermissions(one));
  }

  private static boolean isHigh(SubscribedCodec codec) {
    return codec.getQualitiesList().stream()
        .anyMatch(each -> each.getQuality() == VideoQuality.HIGH && each.getEnabled());
  }

  /// The next that is told of the first codec, and allows the largest picture or does not.
  private static SubscribedCodec told(Line line, boolean high) throws InterruptedException {
    return line.await(message ->
            message.hasSubscribedQualityUpdate()
                && isHigh(message.getSubscribedQualityUpdate().getSubscribedCodecs(0)) == high)
        .getSubscribedQualityUpdate()
        .getSubscribedCodecs(0);
  }

  /// Publishes a camera in a codec, with VP8 behind it, and returns what it is called.
  private static String publish(Line line, String codec) throws InterruptedException {
    line.say(
        SignalRequest.newBuilder()
            .setAddTrack(
                AddTrackRequest.newBuilder()
                    .setCid("cid-1")
                    .setType(TrackType.VIDEO)
                    .setSource(TrackSource.CAMERA)
                    .addSimulcastCodecs(codec(codec, "cid-1"))
                    .addSimulcastCodecs(codec("vp8", ""))));
    String sid =
        line.await(SignalResponse::hasTrackPublished).getTrackPublished().getTrack().getSid();
    line.say(offer(sends(0, "cid-1")));
    return sid;
  }

  private static SimulcastCodec codec(String name, String cid) {
    return SimulcastCodec.newBuilder().setCodec(name).setCid(cid).build();
  }

  private static String sends(int mid, String cid) {
    return "m=video 9 UDP/TLS/RTP/SAVPF 96 125\n"
        + SECTION
        + "a=setup:actpass\na=sendonly\na=mid:"
        + mid
        + "\na=msid:s "
        + cid
        + "\n"
        + VP8
        + H264;
  }

  private static SignalRequest.Builder offer(String sections) {
    return SignalRequest.newBuilder()
        .setOffer(SessionDescription.newBuilder().setType("offer").setSdp(SESSION + sections));
  }

  /// What a watcher is offered once there is a picture in it.
  private static String offerOf(Line line) throws InterruptedException {
    SessionDescription first = line.await(SignalResponse::hasOffer).getOffer();
    if (first.getSdp().contains("m=video")) {
      return first.getSdp();
    }
    line.say(answerTo(""));
    return line.await(SignalResponse::hasOffer).getOffer().getSdp();
  }

  private static void answer(Line line, String codec) {
    line.say(
        answerTo(
            "m=video 9 UDP/TLS/RTP/SAVPF 96 97\n"
                + SECTION
                + "a=setup:active\na=recvonly\na=mid:1\n"
                + codec));
  }

  private static SignalRequest.Builder answerTo(String more) {
    return SignalRequest.newBuilder()
        .setAnswer(
            SessionDescription.newBuilder()
                .setType("answer")
                .setSdp(
                    SESSION
                        + "m=application 9 UDP/DTLS/SCTP webrtc-datachannel\n"
                        + SECTION
                        + "a=setup:active\na=mid:0\na=sctp-port:5000\n"
                        + more));
  }

  private Line join(String who) throws Refused {
    Line line = new Line();
    line.session =
        rooms.join(
            Joining.read(
                new ConnectRequest(
                    false,
                    "",
                    Map.of("access_token", TestTokens.join(who, "r1")),
                    "192.0.2.1",
                    Optional.empty()),
                _ -> Optional.of(TestTokens.SECRET),
                TestTokens.CLOCK),
            line);
    return line;
  }
}
