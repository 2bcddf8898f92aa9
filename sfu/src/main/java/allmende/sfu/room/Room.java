package allmende.sfu.room;

import allmende.sfu.signal.Joining;
import allmende.sfu.signal.Wire;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import livekit.LivekitModels;
import livekit.LivekitModels.DisconnectReason;
import livekit.LivekitModels.ParticipantInfo;
import livekit.LivekitRoom.CreateRoomRequest;
import livekit.LivekitRtc.CandidateProtocol;
import livekit.LivekitRtc.LeaveRequest;
import livekit.LivekitRtc.ParticipantUpdate;
import livekit.LivekitRtc.RoomMovedResponse;
import livekit.LivekitRtc.RoomUpdate;
import livekit.LivekitRtc.SignalResponse;
import org.jspecify.annotations.Nullable;

/// A meeting: who is in it, and what they know of one another. Everything but its name and
/// [#execute(Runnable)] belongs to its mailbox.
final class Room implements Executor {
  /// How long somebody may take to get media through before they count as unable to.
  private static final Duration TO_CONNECT = Duration.ofMinutes(1);

  final String name;
  final String sid;

  /// Between two new tokens for somebody.
  private static final Duration REFRESH = Duration.ofMinutes(5);

  /// Between a refusal and the end of its line. Where both come with the line's beginning, Firefox
  /// can tell its page of the end alone, which leaves livekit-client waiting for good.
  private static final Duration FAREWELL = Duration.ofSeconds(2);

  /// How long it is known by what kind of way a client wants to come.
  private static final Duration TO_REMEMBER = Duration.ofMinutes(5);

  /// Of RFC 6455 §7.4.1: clients come again.
  private static final int BROKEN = 1011;

  private final Rooms rooms;
  private final Media media;
  private final Limits limits;
  private final Clock clock;
  private final Instant created;
  private final Mailbox mailbox = new Mailbox();
  private final Map<String, Participant> participants = new LinkedHashMap<>();

  /// What clients want to come by that have said so and will join anew.
  private final Map<String, CandidateProtocol> protocols = new HashMap<>();

  /// Who will join anew from where they have been, or where they are.
  private final Set<String> returning = new HashSet<>();

  private final Events events;
  private final Updates updates = new Updates(this);
  private final Speaking speaking;
  private final ConnectionQualities qualities = new ConnectionQualities(this);
  private String metadata = "";
  private int most;
  private volatile int size;
  private Duration emptyTimeout;
  private Duration departureTimeout;
  private boolean closed;
  private int emptied;

  Room(String name, Rooms rooms, Media media, Limits limits, Clock clock, RoomListener listener) {
    this.name = name;
    this.rooms = rooms;
    this.media = media;
    this.limits = limits;
    this.clock = clock;
    this.created = clock.instant();
    this.sid = Sid.fresh(Sid.ROOM, media.random());
    this.most = limits.participants();
    this.emptyTimeout = limits.empty();
    this.departureTimeout = limits.departed();
    this.events = new Events(this, listener);
    this.speaking = new Speaking(this);
  }

  /// Waits for what only the room's writer knows; not to be called by it.
  <T> T ask(Callable<T> question) {
    return mailbox.ask(question);
  }

  Events events() {
    return events;
  }

  Speaking speaking() {
    return speaking;
  }

  /// What whoever opens a room before its first participant may choose; what they do not say stays.
  void prepare(CreateRoomRequest asked) {
    if (asked.getEmptyTimeout() > 0) {
      emptyTimeout = Duration.ofSeconds(asked.getEmptyTimeout());
    }
    if (asked.getDepartureTimeout() > 0) {
      departureTimeout = Duration.ofSeconds(asked.getDepartureTimeout());
    }
    if (asked.getMaxParticipants() > 0) {
      most = Math.min(asked.getMaxParticipants(), limits.participants());
    }
    if (!asked.getMetadata().isEmpty()) {
      describe(asked.getMetadata());
    }
    if (participants.isEmpty()) {
      closeIfEmptyAfter(emptyTimeout);
    }
  }

  void describe(String changed) {
    metadata = changed;
    SignalResponse update =
        SignalResponse.newBuilder().setRoomUpdate(RoomUpdate.newBuilder().setRoom(info())).build();
    participants.values().forEach(each -> each.tell(update));
  }

  @Override
  public void execute(Runnable task) {
    mailbox.execute(task);
  }

  void after(Duration pause, Runnable task) {
    mailbox.after(pause, task);
  }

  Instant created() {
    return created;
  }

  Media media() {
    return media;
  }

  Limits limits() {
    return limits;
  }

  String freshSid(String prefix) {
    return Sid.fresh(prefix, media.random());
  }

  /// Of a stream that we send; 0 stands for none.
  int freshSsrc() {
    int ssrc = media.random().nextInt();
    return ssrc == 0 ? 1 : ssrc;
  }

  long nowMillis() {
    return clock.millis();
  }

  LivekitModels.Room info() {
    int publishers =
        (int)
            participants.values().stream()
                .filter(each -> !each.publishing.visible().isEmpty())
                .count();
    return LivekitModels.Room.newBuilder()
        .setSid(sid)
        .setName(name)
        .setEmptyTimeout((int) emptyTimeout.toSeconds())
        .setDepartureTimeout((int) departureTimeout.toSeconds())
        .setMaxParticipants(most)
        .setCreationTime(created.getEpochSecond())
        .setCreationTimeMs(created.toEpochMilli())
        .addAllEnabledCodecs(Welcome.CODECS)
        .setMetadata(metadata)
        .setNumParticipants(participants.size())
        .setNumPublishers(publishers)
        .build();
  }

  /// Lets somebody in, or says why not.
  ///
  /// @return empty when the line has been closed
  Optional<Participant> enter(Joining joining, Wire wire) {
    String identity = joining.token().identity();
    Participant before = participants.get(identity);
    if (joining.request().getReconnect()) {
      return resume(before, joining, wire);
    }
    if (before != null) {
      remove(before, DisconnectReason.DUPLICATE_IDENTITY, LeaveRequest.Action.DISCONNECT);
    }
    if (participants.size() >= most) {
      refuse(wire, DisconnectReason.JOIN_FAILURE, LeaveRequest.Action.DISCONNECT, "full");
      return Optional.empty();
    }
    Participant entered = new Participant(this, freshSid(Sid.PARTICIPANT), joining, clock.millis());
    entered.wire(wire);
    entered.prefer(protocols.getOrDefault(identity, CandidateProtocol.UDP));
    entered.become(ParticipantInfo.State.JOINED);
    if (returning.remove(identity) || before != null) {
      entered.returns();
    }
    List<ParticipantInfo> others = seenBy(entered);
    participants.put(identity, entered);
    size = participants.size();
    entered.tell(SignalResponse.newBuilder().setJoin(Welcome.join(entered, others)));
    qualities.begin();
    refresh(entered);
    changed(entered);
    others(entered)
        .forEach(other -> other.publishing.visible().forEach(entered.subscribing::offer));
    entered.dataTracks.offerAll();
    joining.request().getAddTrackRequestsList().forEach(entered.publishing::add);
    if (joining.request().hasPublisherOffer()) {
      entered.connections().offered(joining.request().getPublisherOffer());
    }
    if (!entered.single) {
      entered.connections().offer();
    }
    after(
        TO_CONNECT,
        () -> {
          if (entered.state() == ParticipantInfo.State.JOINED) {
            remove(entered, DisconnectReason.JOIN_FAILURE, LeaveRequest.Action.DISCONNECT);
          }
        });
    return Optional.of(entered);
  }

  /// Lets somebody who stays come back later than the first token holds.
  private void refresh(Participant who) {
    if (who.isGone()) {
      return;
    }
    rooms
        .refresh()
        .next(who.token, who.permitted())
        .ifPresent(token -> who.tell(SignalResponse.newBuilder().setRefreshToken(token)));
    after(REFRESH, () -> refresh(who));
  }

  private Optional<Participant> resume(@Nullable Participant before, Joining joining, Wire wire) {
    if (before == null
        || !before.sid.equals(joining.request().getParticipantSid())
        || before.single != joining.single()) {
      refuse(wire, DisconnectReason.STATE_MISMATCH, LeaveRequest.Action.RECONNECT, "unknown");
      return Optional.empty();
    }
    Participant.Drop drop = before.takeDrop();
    if (drop == Participant.Drop.AT_ONCE) {
      wire.close(BROKEN, "as was asked for");
      return Optional.empty();
    }
    Wire old = before.wire();
    before.wire(wire);
    if (old != null) {
      old.close(1000, "another line");
    }
    before.tell(SignalResponse.newBuilder().setReconnect(Welcome.resume(before)));
    before.tell(
        SignalResponse.newBuilder()
            .setUpdate(
                ParticipantUpdate.newBuilder()
                    .addParticipants(before.info())
                    .addAllParticipants(seenBy(before))));
    before.dataTracks.resume();
    before.connections().resume();
    if (drop == Participant.Drop.AFTERWARDS) {
      wire.close(BROKEN, "as was asked for");
    }
    return Optional.of(before);
  }

  private void refuse(Wire wire, DisconnectReason reason, LeaveRequest.Action action, String text) {
    wire.send(
        SignalResponse.newBuilder()
            .setLeave(LeaveRequest.newBuilder().setReason(reason).setAction(action))
            .build());
    after(FAREWELL, () -> wire.close(1000, text));
  }

  /// The client is to come by another kind of way, now and when it joins anew
  /// (SimulateScenario.switch_candidate_protocol).
  void switchTo(CandidateProtocol wanted, Participant participant) {
    protocols.put(participant.identity, wanted);
    after(TO_REMEMBER, () -> protocols.remove(participant.identity, wanted));
    participant.prefer(wanted);
    participant.connections().reroute();
  }

  /// Signalling ended without a word: the client has a while to come again.
  void silent(Participant participant, Wire line) {
    if (participant.wire() == line) {
      participant.wire(null);
      absent(participant);
    }
  }

  /// Somebody's signalling or media is gone; both may come back.
  void absent(Participant participant) {
    int lines = participant.lines;
    after(
        limits.absence(),
        () -> {
          if (participant.lines == lines) {
            remove(participant, DisconnectReason.CONNECTION_TIMEOUT, LeaveRequest.Action.RECONNECT);
          }
        });
  }

  /// The client says goodbye.
  void leave(Participant participant) {
    remove(participant, DisconnectReason.CLIENT_INITIATED, LeaveRequest.Action.DISCONNECT);
  }

  void remove(Participant participant, DisconnectReason why, LeaveRequest.Action action) {
    if (participant.isGone()) {
      return;
    }
    participant.tell(
        SignalResponse.newBuilder()
            .setLeave(LeaveRequest.newBuilder().setReason(why).setAction(action)));
    if (action == LeaveRequest.Action.RECONNECT) {
      expect(participant.identity);
    }
    forget(participant, why, 1000);
  }

  /// Sends somebody on to another room: with a token for it, they come in there by themselves.
  ///
  /// @param there what is known of the other room
  boolean move(Participant participant, LivekitModels.Room there) {
    Optional<String> token =
        rooms
            .refresh()
            .into(
                there.getName(),
                participant.token,
                participant.permitted(),
                participant.name(),
                participant.metadata(),
                participant.attributes());
    token.ifPresent(text -> {
      participant.tell(
          SignalResponse.newBuilder()
              .setRoomMoved(RoomMovedResponse.newBuilder().setRoom(there).setToken(text)));
      remove(participant, DisconnectReason.MIGRATION, LeaveRequest.Action.RECONNECT);
    });
    return token.isPresent();
  }

  /// Somebody's client is about to join anew, as after a move.
  void expect(String identity) {
    returning.add(identity);
    after(TO_REMEMBER, () -> returning.remove(identity));
  }

  /// Somebody is no longer known here, and not told so.
  void vanish(Participant participant) {
    if (!participant.isGone()) {
      expect(participant.identity);
      forget(participant, DisconnectReason.MIGRATION, BROKEN);
    }
  }

  private void forget(Participant participant, DisconnectReason why, int code) {
    participant.leaveFor(why);
    participants.remove(participant.identity, participant);
    size = participants.size();
    participant.calls.endAll();
    participant.dataTracks.endAll();
    participant.publishing.endAll();
    events.left(participant);
    participant.subscribing.removeAll();
    participant.connections().close();
    changed(participant);
    Wire wire = participant.wire();
    participant.wire(null);
    if (wire != null) {
      wire.close(code, "left");
    }
    if (participants.isEmpty()) {
      closeIfEmptyAfter(departureTimeout);
    }
  }

  void closeIfEmptyAfter(Duration pause) {
    int now = ++emptied;
    after(
        pause,
        () -> {
          if (now == emptied && participants.isEmpty() && rooms.forget(this)) {
            closed = true;
            events.finished();
          }
        });
  }

  Duration emptyTimeout() {
    return emptyTimeout;
  }

  /// Sends everybody away.
  void close(DisconnectReason why) {
    closed = true;
    List.copyOf(participants.values())
        .forEach(each -> remove(each, why, LeaveRequest.Action.DISCONNECT));
    events.finished();
  }

  boolean isClosed() {
    return closed;
  }

  int most() {
    return most;
  }

  /// How many are in it; may be asked from anywhere.
  int size() {
    return size;
  }

  Optional<Participant> participant(String identity) {
    return Optional.ofNullable(participants.get(identity));
  }

  List<Participant> participants() {
    return List.copyOf(participants.values());
  }

  Optional<Publication> publication(String trackSid) {
    return participants.values().stream()
        .flatMap(each -> each.publishing.find(trackSid).stream())
        .findFirst();
  }

  private List<Participant> others(Participant than) {
    return participants.values().stream().filter(each -> each != than).toList();
  }

  private List<ParticipantInfo> seenBy(Participant than) {
    return others(than).stream().filter(each -> !each.isHidden()).map(Participant::info).toList();
  }

  /// Tells everybody who may see it what a participant is like now.
  void changed(Participant participant) {
    participant.changed();
    updates.tell(participant);
  }

  /// Somebody has begun to publish.
  void published(Participant publisher) {
    for (Participant each : others(publisher)) {
      publisher.publishing.visible().forEach(each.subscribing::offer);
    }
  }

  /// A track has ended in one of its codecs.
  void lostCodec(Publication publication, Carried gone) {
    participants.values().forEach(each -> each.subscribing.lostCodec(publication, gone));
  }

  /// A track has ended.
  void unpublished(Publication publication) {
    if (publication.isBound()) {
      events.unpublished(publication);
    }
    participants.values().forEach(each -> each.subscribing.remove(publication));
  }
}
