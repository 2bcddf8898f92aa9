package allmende.sfu.room;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import livekit.LivekitModels.ParticipantInfo;
import livekit.LivekitRtc.ParticipantUpdate;
import livekit.LivekitRtc.SignalResponse;

/// What is told to all of a participant. In a large room those who only listen are told of
/// together, every now and then: they come and go often, and each would otherwise be one message to
/// each.
final class Updates {
  /// A room that is larger counts as large.
  private static final int FEW = 50;

  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final Room room;
  private final Map<String, ParticipantInfo> waiting = new LinkedHashMap<>();
  private boolean due;

  Updates(Room room) {
    this.room = room;
  }

  /// Tells of a participant; to itself at once.
  void tell(Participant about) {
    ParticipantInfo info = about.info();
    about.tell(update(List.of(info)));
    if (about.isHidden()) {
      return;
    }
    if (room.size() <= FEW || info.getIsPublisher()) {
      waiting.remove(info.getSid());
      others(about, update(List.of(info)));
      return;
    }
    waiting.put(info.getSid(), info);
    if (!due) {
      due = true;
      room.after(PAUSE, this::flush);
    }
  }

  private void flush() {
    due = false;
    if (!waiting.isEmpty()) {
      SignalResponse update = update(waiting.values());
      waiting.clear();
      room.participants().forEach(each -> each.tell(update));
    }
  }

  private void others(Participant than, SignalResponse update) {
    room.participants().stream().filter(each -> each != than).forEach(each -> each.tell(update));
  }

  private static SignalResponse update(Iterable<ParticipantInfo> infos) {
    return SignalResponse.newBuilder()
        .setUpdate(ParticipantUpdate.newBuilder().addAllParticipants(infos))
        .build();
  }
}
