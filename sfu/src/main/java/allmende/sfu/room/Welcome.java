package allmende.sfu.room;

import java.util.List;
import java.util.stream.Stream;
import livekit.LivekitModels.ClientConfigSetting;
import livekit.LivekitModels.ClientConfiguration;
import livekit.LivekitModels.Codec;
import livekit.LivekitModels.ParticipantInfo;
import livekit.LivekitModels.ServerInfo;
import livekit.LivekitRtc.CandidateProtocol;
import livekit.LivekitRtc.ICEServer;
import livekit.LivekitRtc.JoinResponse;
import livekit.LivekitRtc.ReconnectResponse;

/// The first word to a client.
final class Welcome {
  /// What may be published. Clients that would rather send another codec fall back to one of these.
  static final List<Codec> CODECS =
      Stream.of(
              "audio/opus",
              "audio/red",
              "video/VP8",
              "video/VP9",
              "video/H264",
              "video/AV1",
              "video/rtx")
          .map(mime -> Codec.newBuilder().setMime(mime).build())
          .toList();

  /// Clients compare it with LiveKit's own versions, and some fail if it is none.
  private static final String VERSION = "1.13.5";

  private static final int PROTOCOL = 17;
  private static final int PING_SECONDS = 5;
  private static final int PING_TIMEOUT_SECONDS = 15;

  private Welcome() {}

  static JoinResponse join(Participant entered, List<ParticipantInfo> others) {
    return JoinResponse.newBuilder()
        .setRoom(entered.room.info())
        .setParticipant(entered.info())
        .addAllOtherParticipants(others)
        .setServerVersion(VERSION)
        .setServerInfo(server())
        .setSubscriberPrimary(!entered.single && entered.permission().getCanSubscribe())
        .setClientConfiguration(configuration(entered))
        .addAllIceServers(relays(entered))
        .setPingInterval(PING_SECONDS)
        .setPingTimeout(PING_TIMEOUT_SECONDS)
        .addAllEnabledPublishCodecs(CODECS)
        .setFastPublish(
            entered.permission().getCanPublish() && entered.protocol() == CandidateProtocol.UDP)
        .build();
  }

  static ReconnectResponse resume(Participant back) {
    return ReconnectResponse.newBuilder()
        .setLastMessageSeq(back.data.lastSequence())
        .setClientConfiguration(configuration(back))
        .addAllIceServers(relays(back))
        .setServerInfo(server())
        .build();
  }

  private static ServerInfo server() {
    return ServerInfo.newBuilder()
        .setEdition(ServerInfo.Edition.Standard)
        .setVersion(VERSION)
        .setProtocol(PROTOCOL)
        .build();
  }

  private static List<ICEServer> relays(Participant who) {
    return who
        .room
        .media()
        .reach()
        .turn()
        .flatMap(
            turn -> turn.server(who.sid, who.secureHost, who.protocol() == CandidateProtocol.TLS))
        .stream()
        .toList();
  }

  private static ClientConfiguration configuration(Participant who) {
    boolean relayed =
        who.protocol() == CandidateProtocol.TLS && who.room.media().reach().turn().isPresent();
    return ClientConfiguration.newBuilder()
        .setResumeConnection(ClientConfigSetting.ENABLED)
        .setForceRelay(relayed ? ClientConfigSetting.ENABLED : ClientConfigSetting.UNSET)
        .build();
  }
}
