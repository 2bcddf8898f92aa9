package allmende.sfu.room;

import allmende.protocols.sdp.Candidate;
import allmende.protocols.sdp.MalformedSdp;
import allmende.sfu.media.TransportListener;
import allmende.sfu.peer.DataLink;
import allmende.sfu.peer.PeerConnection;
import allmende.sfu.sight.WayFigures;
import java.util.List;
import livekit.LivekitModels.ParticipantInfo;
import livekit.LivekitRtc.CandidateProtocol;
import livekit.LivekitRtc.SessionDescription;
import livekit.LivekitRtc.SignalResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A participant's peer connections and the order of offers and answers: one connection in which
/// the client makes all offers, or one for each direction, in which who sends makes them.
final class Connections {
  private static final Logger log = LoggerFactory.getLogger(Connections.class);

  private final Participant participant;
  private @Nullable PeerConnection publisher;
  private @Nullable PeerConnection subscriber;
  private @Nullable DataLink up;
  private @Nullable DataLink down;
  private int offers;
  private boolean unanswered;
  private boolean again;

  Connections(Participant participant) {
    this.participant = participant;
  }

  /// Where the client's tracks arrive.
  PeerConnection publisher() {
    PeerConnection open = publisher;
    if (open == null) {
      Listener listener = new Listener(participant.single);
      open = connect(listener);
      publisher = open;
      up = link(open, listener);
    }
    return open;
  }

  /// Where others' tracks go.
  PeerConnection subscriber() {
    if (participant.single) {
      return publisher();
    }
    PeerConnection open = subscriber;
    if (open == null) {
      Listener listener = new Listener(true);
      open = connect(listener);
      // Clients with two connections wait for this one, whether or not there is anything to see.
      open.add("application");
      subscriber = open;
      DataLink channels = link(open, listener);
      channels.open(DataExchange.RELIABLE, true);
      channels.open(DataExchange.LOSSY, false);
      channels.open(DataTracks.CHANNEL, false);
      down = channels;
    }
    return open;
  }

  private PeerConnection connect(Listener listener) {
    PeerConnection open = participant.room.media().connect(listener, overTcp());
    if (!participant.allowsPause) {
      open.transport().neverPause();
    }
    return open;
  }

  private boolean overTcp() {
    return participant.protocol() == CandidateProtocol.TCP;
  }

  private DataLink link(PeerConnection connection, Listener listener) {
    DataLink link =
        new DataLink(
            connection.transport(), participant.room.media().random(), participant.data::heard);
    listener.link = link;
    return link;
  }

  /// Sends a message by the data channel of a name. Clients with two connections listen on the one
  /// that we open.
  void send(String label, byte[] message) {
    if (participant.isGone()) {
      return;
    }
    // Those who have not offered yet get it once they have.
    subscriber();
    DataLink link = participant.single ? up : down;
    if (link != null) {
      link.send(label, message);
    }
  }

  /// The client offers; publications and subscriptions find their sections, and it gets its answer.
  void offered(SessionDescription offer) {
    PeerConnection connection = publisher();
    try {
      connection.takeOffer(offer.getSdp());
    } catch (MalformedSdp e) {
      log.info(
          "An offer of {} in {} is malformed: {}",
          participant.sid,
          participant.room.sid,
          e.getMessage());
      return;
    }
    participant.publishing.bind();
    if (participant.single) {
      participant.subscribing.assign(connection);
    }
    SessionDescription.Builder answer =
        SessionDescription.newBuilder()
            .setType("answer")
            .setSdp(connection.answer())
            .setId(offer.getId());
    if (participant.single) {
      answer.putAllMidToTrackId(participant.subscribing.trackIds());
    }
    participant.tell(SignalResponse.newBuilder().setAnswer(answer));
    if (participant.single) {
      participant.subscribing.answered(connection);
    }
  }

  /// We offer what the participant is subscribed to; while an answer is due, the next offer waits.
  void offer() {
    if (unanswered) {
      again = true;
      return;
    }
    PeerConnection connection = subscriber();
    participant.subscribing.assign(connection);
    unanswered = true;
    again = false;
    participant.tell(
        SignalResponse.newBuilder()
            .setOffer(
                SessionDescription.newBuilder()
                    .setType("offer")
                    .setSdp(connection.offer())
                    .setId(++offers)
                    .putAllMidToTrackId(participant.subscribing.trackIds())));
  }

  /// The client answers our offer.
  void answered(SessionDescription answer) {
    PeerConnection connection = subscriber;
    if (connection == null || !unanswered || answer.getId() != 0 && answer.getId() != offers) {
      return;
    }
    try {
      connection.takeAnswer(answer.getSdp());
    } catch (MalformedSdp e) {
      log.info(
          "An answer of {} in {} is malformed: {}",
          participant.sid,
          participant.room.sid,
          e.getMessage());
      return;
    }
    unanswered = false;
    participant.subscribing.answered(connection);
    if (again) {
      offer();
    }
  }

  /// Signalling is back: the client will come by a new path, and must have heard our last offer.
  void resume() {
    PeerConnection connection = subscriber;
    if (connection != null) {
      unanswered = false;
      connection.restartIce();
      offer();
    }
  }

  /// The client is to come by other ways from now on.
  void reroute() {
    List<Candidate> candidates = participant.room.media().reach().candidates(overTcp());
    if (publisher != null) {
      publisher.candidates(candidates);
    }
    if (subscriber != null) {
      subscriber.candidates(candidates);
      resume();
    }
  }

  /// What is known of the way to the client. To be asked on the loop.
  WayFigures figures() {
    PeerConnection down = participant.single ? publisher : subscriber;
    return down == null ? WayFigures.UNKNOWN : down.transport().figures();
  }

  /// Does as if the way to the client bore no more than this, in bit/s.
  void cap(long bitrate) {
    subscriber().transport().cap(bitrate);
  }

  void close() {
    if (up != null) {
      up.close();
    }
    if (down != null) {
      down.close();
    }
    if (publisher != null) {
      publisher.transport().close();
    }
    if (subscriber != null) {
      subscriber.transport().close();
    }
  }

  /// Hears of a transport and tells the room's writer.
  ///
  /// @param primary whether the participant is there when this connection is
  private final class Listener implements TransportListener {
    private final boolean primary;
    private volatile @Nullable DataLink link;

    Listener(boolean primary) {
      this.primary = primary;
    }

    @Override
    public void connected() {
      participant.room.execute(() -> {
        if (primary && participant.state() == ParticipantInfo.State.JOINED) {
          participant.become(ParticipantInfo.State.ACTIVE);
          participant.room.changed(participant);
          participant.room.events().joined(participant);
          participant.subscribing.connected();
          participant.settle();
        }
      });
    }

    @Override
    public void lost() {
      if (primary) {
        participant.room.execute(() -> participant.room.absent(participant));
      }
    }

    @Override
    public void data(byte[] bytes, int length) {
      DataLink open = link;
      if (open != null) {
        open.receive(bytes, length);
      }
    }
  }
}
