package allmende.sfu.room;

import allmende.sfu.sight.DownFigures;
import allmende.sfu.sight.RoomSight;
import allmende.sfu.sight.RoomSight.Person;
import allmende.sfu.sight.RoomSight.Published;
import allmende.sfu.sight.RoomSight.Received;
import allmende.sfu.sight.UpFigures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import livekit.LivekitModels.ConnectionQuality;
import livekit.LivekitRtc.ConnectionQualityInfo;
import livekit.LivekitRtc.ConnectionQualityUpdate;
import livekit.LivekitRtc.SignalResponse;

/// How well everybody is connected, looked at every few seconds and told to themselves and to those
/// who get their tracks, when it changes.
final class ConnectionQualities {
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private static final double BEST = 100;
  private static final double PAUSED = 30;
  private static final double GONE = 0;

  /// A lost packet of sound is made up for better than one of a picture.
  private static final double SOUND_WEIGHT = 4;

  private static final double PICTURE_WEIGHT = 10;

  private final Room room;
  private final Map<String, long[]> before = new HashMap<>();
  private final Map<String, Map<String, ConnectionQuality>> known = new HashMap<>();
  private boolean looking;

  ConnectionQualities(Room room) {
    this.room = room;
  }

  /// Begins to look, if it is not so already.
  void begin() {
    if (!looking) {
      looking = true;
      room.after(PAUSE, this::look);
    }
  }

  private void look() {
    looking = false;
    if (room.participants().isEmpty()) {
      before.clear();
      known.clear();
      return;
    }
    RoomSight sight = Looking.at(room);
    Map<String, Double> scores = new HashMap<>();
    sight.people().forEach(each -> scores.put(each.sid(), score(each)));
    room.participants().forEach(each -> tell(each, scores));
    known.keySet().retainAll(scores.keySet());
    begin();
  }

  private double score(Person who) {
    if (!who.way().heard()) {
      return GONE;
    }
    double score = BEST;
    for (Published track : who.published()) {
      UpFigures figures = track.figures();
      long[] now = {figures.packets() + figures.lost(), figures.lost() - figures.repaired()};
      double lost = lost(who.sid() + track.sid() + track.codec(), now);
      score = Math.min(score, score(lost, track.width() == 0, who, figures.jitterMicros()));
    }
    for (Received track : who.received()) {
      DownFigures figures = track.figures();
      long[] now = {figures.packets(), figures.lost()};
      double lost = lost(who.sid() + track.sid(), now);
      boolean sound = track.source().contains("MICROPHONE") || track.source().contains("AUDIO");
      score = Math.min(score, score(lost, sound, who, figures.jitterMicros()));
      score = figures.paused() ? Math.min(score, PAUSED) : score;
    }
    return score;
  }

  /// Of the packets since the last look, in percent.
  private double lost(String what, long[] now) {
    long[] last = before.put(what, now);
    if (last == null || now[0] <= last[0]) {
      return 0;
    }
    return Math.clamp(100.0 * (now[1] - last[1]) / (now[0] - last[0]), 0, 100);
  }

  /// After the E-model (ITU-T G.107), as simplified by many: what delay takes away, and what loss.
  private static double score(double lost, boolean sound, Person who, long jitterMicros) {
    double delay = who.way().roundTripMicros() / 2_000.0 + 2 * jitterMicros / 1_000.0;
    double byDelay = delay < 160 ? delay / 40 : (delay - 120) / 10;
    return Math.max(0, BEST - byDelay - lost * (sound ? SOUND_WEIGHT : PICTURE_WEIGHT));
  }

  static ConnectionQuality quality(double score) {
    if (score > 80) {
      return ConnectionQuality.EXCELLENT;
    }
    if (score > 40) {
      return ConnectionQuality.GOOD;
    }
    return score > 20 ? ConnectionQuality.POOR : ConnectionQuality.LOST;
  }

  private void tell(Participant who, Map<String, Double> scores) {
    Map<String, ConnectionQuality> its = known.computeIfAbsent(who.sid, _ -> new HashMap<>());
    List<ConnectionQualityInfo> changed = new ArrayList<>();
    scores.forEach((sid, score) -> {
      ConnectionQuality quality = quality(score);
      boolean concerned = sid.equals(who.sid) || who.subscribing.getsFrom(sid);
      if (concerned && quality != its.put(sid, quality)) {
        changed.add(
            ConnectionQualityInfo.newBuilder()
                .setParticipantSid(sid)
                .setQuality(quality)
                // LiveKit's clients know MOS, from 1 to 4.5.
                .setScore((float) (1 + 3.5 * score / BEST))
                .build());
      }
    });
    its.keySet().retainAll(scores.keySet());
    if (!changed.isEmpty()) {
      who.tell(
          SignalResponse.newBuilder()
              .setConnectionQuality(ConnectionQualityUpdate.newBuilder().addAllUpdates(changed)));
    }
  }
}
