package allmende.sfu.room;

import allmende.sfu.auth.AccessToken;
import allmende.sfu.auth.VideoGrant;
import allmende.sfu.signal.Joining;
import allmende.sfu.signal.Wire;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import livekit.LivekitModels.ClientInfo;
import livekit.LivekitModels.DisconnectReason;
import livekit.LivekitModels.ParticipantInfo;
import livekit.LivekitModels.ParticipantPermission;
import livekit.LivekitModels.TrackSource;
import livekit.LivekitRtc.CandidateProtocol;
import livekit.LivekitRtc.ConnectionSettings;
import livekit.LivekitRtc.SignalResponse;
import org.jspecify.annotations.Nullable;

/// Somebody in a room. Belongs to the room's one writer.
final class Participant {
  /// A client of LiveKit's that joins anew keeps answers to itself for two seconds, and until it is
  /// connected; it never sends them then (client-sdk-js, minReconnectWait).
  private static final Duration TO_RETURN = Duration.ofMillis(2_500);

  private static final Duration TO_NOTICE = Duration.ofMillis(500);

  final Room room;
  final String sid;
  final String identity;
  final boolean single;
  final ClientInfo client;
  final AccessToken token;
  final boolean autoSubscribe;
  final boolean autoSubscribeData;

  /// Whether pictures may stop coming where the way does not bear them; unless a client says no,
  /// they may.
  final boolean allowsPause;

  final Optional<String> secureHost;
  final Publishing publishing;
  final Subscribing subscribing;
  final DataExchange data;
  final DataTracks dataTracks;
  final Calls calls;
  final long joinedMillis;
  private final Map<String, String> attributes = new TreeMap<>();
  private final Connections connections;
  private String name;
  private String metadata;
  private ParticipantPermission permission;
  private ParticipantInfo.State state = ParticipantInfo.State.JOINING;
  private DisconnectReason reason = DisconnectReason.UNKNOWN_REASON;
  private int version;

  /// What the client wants to come by, if it has said so.
  private CandidateProtocol protocol = CandidateProtocol.UDP;

  private @Nullable Wire wire;
  private Drop nextResume = Drop.NEVER;
  private boolean returned;

  /// Counts how often signalling came and went, so that who waits for it knows whether it came.
  int lines;

  Participant(Room room, String sid, Joining joining, long nowMillis) {
    this.room = room;
    this.sid = sid;
    this.token = joining.token();
    this.identity = token.identity();
    this.single = joining.single();
    this.secureHost = joining.secureHost();
    this.client = joining.request().getClientInfo();
    this.autoSubscribe = joining.request().getConnectionSettings().getAutoSubscribe();
    ConnectionSettings settings = joining.request().getConnectionSettings();
    this.autoSubscribeData = settings.getAutoSubscribeDataTrack();
    this.allowsPause = !settings.hasSubscriberAllowPause() || settings.getSubscriberAllowPause();
    this.joinedMillis = nowMillis;
    this.name = token.name();
    this.metadata =
        joining.request().getMetadata().isEmpty()
            ? token.metadata()
            : joining.request().getMetadata();
    this.attributes.putAll(token.attributes());
    this.attributes.putAll(joining.request().getParticipantAttributesMap());
    this.permission = permission(token.video());
    this.data = new DataExchange(this);
    this.dataTracks = new DataTracks(this);
    this.connections = new Connections(this);
    this.calls = new Calls(packet -> connections.send(DataExchange.RELIABLE, packet.toByteArray()));
    this.publishing = new Publishing(this);
    this.subscribing = new Subscribing(this);
  }

  private static ParticipantPermission permission(VideoGrant grant) {
    ParticipantPermission.Builder permission =
        ParticipantPermission.newBuilder()
            .setCanPublish(grant.mayPublish())
            .setCanSubscribe(grant.maySubscribe())
            .setCanPublishData(grant.mayPublishData())
            .setHidden(grant.hidden())
            .setCanUpdateMetadata(grant.canUpdateOwnMetadata());
    grant.canPublishSources().stream()
        .map(Participant::source)
        .filter(source -> source != TrackSource.UNKNOWN)
        .forEach(permission::addCanPublishSources);
    return permission.build();
  }

  private static TrackSource source(String name) {
    try {
      return TrackSource.valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      return TrackSource.UNKNOWN;
    }
  }

  Connections connections() {
    return connections;
  }

  ParticipantPermission permission() {
    return permission;
  }

  /// As a token says it.
  Map<String, Boolean> permitted() {
    return Map.of(
        "canPublish", permission.getCanPublish(),
        "canSubscribe", permission.getCanSubscribe(),
        "canPublishData", permission.getCanPublishData(),
        "canUpdateOwnMetadata", permission.getCanUpdateMetadata(),
        "hidden", permission.getHidden());
  }

  CandidateProtocol protocol() {
    return protocol;
  }

  void prefer(CandidateProtocol wanted) {
    protocol = wanted;
  }

  void permit(ParticipantPermission changed) {
    permission = changed;
  }

  ParticipantInfo.State state() {
    return state;
  }

  void become(ParticipantInfo.State next) {
    state = next;
  }

  void leaveFor(DisconnectReason why) {
    state = ParticipantInfo.State.DISCONNECTED;
    reason = why;
  }

  /// Its client has been here, or elsewhere, and joins anew: calls wait until it can answer.
  void returns() {
    calls.hold();
    room.after(
        TO_RETURN,
        () -> {
          returned = true;
          settle();
        });
  }

  /// Something has come about that answers take.
  void settle() {
    if (returned && state == ParticipantInfo.State.ACTIVE) {
      room.after(TO_NOTICE, calls::release);
    }
  }

  boolean isGone() {
    return state == ParticipantInfo.State.DISCONNECTED;
  }

  boolean isHidden() {
    return permission.getHidden();
  }

  String name() {
    return name;
  }

  void rename(String changed) {
    name = changed;
  }

  String metadata() {
    return metadata;
  }

  void describe(String changed) {
    metadata = changed;
  }

  /// An empty value removes an attribute.
  void attribute(Map<String, String> changed) {
    changed.forEach((key, value) -> {
      if (value.isEmpty()) {
        attributes.remove(key);
      } else {
        attributes.put(key, value);
      }
    });
  }

  Map<String, String> attributes() {
    return attributes;
  }

  @Nullable Wire wire() {
    return wire;
  }

  void wire(@Nullable Wire next) {
    wire = next;
    lines++;
  }

  /// Says something, if anybody listens.
  void tell(SignalResponse.Builder response) {
    tell(response.build());
  }

  void tell(SignalResponse response) {
    Wire open = wire;
    if (open != null) {
      open.send(response);
    }
  }

  /// What is to happen to the line by which this participant comes back.
  enum Drop {
    NEVER,
    /// Before anything is said on it.
    AT_ONCE,
    /// When it has been welcomed.
    AFTERWARDS
  }

  void dropNextResume(Drop when) {
    nextResume = when;
  }

  /// Once only.
  Drop takeDrop() {
    Drop drop = nextResume;
    nextResume = Drop.NEVER;
    return drop;
  }

  /// Something about this participant has changed: others will tell it from what they know.
  void changed() {
    version++;
  }

  ParticipantInfo info() {
    ParticipantInfo.Builder info =
        ParticipantInfo.newBuilder()
            .setSid(sid)
            .setIdentity(identity)
            .setState(state)
            .setMetadata(metadata)
            .setJoinedAt(joinedMillis / 1_000)
            .setJoinedAtMs(joinedMillis)
            .setName(name)
            .setVersion(version)
            .setPermission(permission)
            .setIsPublisher(!publishing.visible().isEmpty() || !dataTracks.infos().isEmpty())
            .addAllDataTracks(dataTracks.infos())
            .putAllAttributes(attributes)
            .setDisconnectReason(reason)
            .setKind(kind())
            .setClientProtocol(client.getClientProtocol());
    publishing.visible().forEach(each -> info.addTracks(each.info));
    return info.build();
  }

  private ParticipantInfo.Kind kind() {
    return switch (token.kind()) {
      case "agent" -> ParticipantInfo.Kind.AGENT;
      case "egress" -> ParticipantInfo.Kind.EGRESS;
      case "ingress" -> ParticipantInfo.Kind.INGRESS;
      case "sip" -> ParticipantInfo.Kind.SIP;
      default -> ParticipantInfo.Kind.STANDARD;
    };
  }
}
