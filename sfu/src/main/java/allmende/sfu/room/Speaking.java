package allmende.sfu.room;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import livekit.LivekitModels.SpeakerInfo;
import livekit.LivekitRtc.SignalResponse;
import livekit.LivekitRtc.SpeakersChanged;

/// Who speaks, looked at twice a second while anybody publishes sound.
final class Speaking {
  private static final Duration PAUSE = Duration.ofMillis(500);

  /// In -dBov.
  private static final int SILENCE = 127;

  /// Of loudness, from 0 to 1: smaller changes are not told.
  private static final float STEP = 0.1f;

  private final Room room;
  private final Map<String, Float> known = new HashMap<>();
  private boolean looking;

  Speaking(Room room) {
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
    Map<String, Float> now = new HashMap<>();
    boolean sound = false;
    for (Participant each : room.participants()) {
      float loudness = 0;
      for (Publication publication : each.publishing.visible()) {
        for (Carried carried : publication.carried()) {
          if (publication.isAudio()) {
            sound = true;
            loudness = Math.max(loudness, loudness(carried.track().audioLevel()));
          }
        }
      }
      if (loudness > 0) {
        now.put(each.sid, loudness);
      }
    }
    tell(now);
    looking = sound || !now.isEmpty();
    if (looking) {
      room.after(PAUSE, this::look);
    }
  }

  private void tell(Map<String, Float> now) {
    List<SpeakerInfo> changed = new ArrayList<>();
    now.forEach((sid, loudness) -> {
      if (Math.abs(loudness - known.getOrDefault(sid, 0f)) >= STEP || !known.containsKey(sid)) {
        changed.add(
            SpeakerInfo.newBuilder().setSid(sid).setLevel(loudness).setActive(true).build());
        known.put(sid, loudness);
      }
    });
    for (String sid : List.copyOf(known.keySet())) {
      if (!now.containsKey(sid)) {
        changed.add(SpeakerInfo.newBuilder().setSid(sid).build());
        known.remove(sid);
      }
    }
    if (!changed.isEmpty()) {
      SignalResponse update =
          SignalResponse.newBuilder()
              .setSpeakersChanged(SpeakersChanged.newBuilder().addAllSpeakers(changed))
              .build();
      room.participants().stream()
          .filter(each -> each.permission().getCanSubscribe())
          .forEach(each -> each.tell(update));
    }
  }

  /// As an amplitude, from 0 to 1.
  private static float loudness(int minusDbov) {
    return minusDbov >= SILENCE ? 0 : (float) Math.pow(10, -minusDbov / 20.0);
  }
}
