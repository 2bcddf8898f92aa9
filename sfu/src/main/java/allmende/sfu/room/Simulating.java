package allmende.sfu.room;

import java.time.Duration;
import livekit.LivekitModels.DisconnectReason;
import livekit.LivekitModels.SpeakerInfo;
import livekit.LivekitRtc.LeaveRequest;
import livekit.LivekitRtc.SignalResponse;
import livekit.LivekitRtc.SimulateScenario;
import livekit.LivekitRtc.SpeakersChanged;

/// What clients have happen to themselves, to see how they bear it (livekit_rtc.proto,
/// SimulateScenario).
final class Simulating {
  private static final int LONGEST_SECONDS = 60;

  private Simulating() {}

  static void run(SimulateScenario asked, Participant who) {
    switch (asked.getScenarioCase()) {
      case SPEAKER_UPDATE -> speak(who, Math.clamp(asked.getSpeakerUpdate(), 0, LONGEST_SECONDS));
      // There is one node, so both mean that it no longer knows who it was talking to.
      case NODE_FAILURE, MIGRATION -> who.room.vanish(who);
      case SERVER_LEAVE ->
          who.room.remove(who, DisconnectReason.SERVER_SHUTDOWN, LeaveRequest.Action.DISCONNECT);
      case LEAVE_REQUEST_FULL_RECONNECT ->
          who.room.remove(who, DisconnectReason.STATE_MISMATCH, LeaveRequest.Action.RECONNECT);
      case SUBSCRIBER_BANDWIDTH -> {
        long bitrate = asked.getSubscriberBandwidth();
        who.connections().cap(bitrate > 0 ? bitrate : Long.MAX_VALUE);
      }
      case DISCONNECT_SIGNAL_ON_RESUME -> who.dropNextResume(Participant.Drop.AFTERWARDS);
      case DISCONNECT_SIGNAL_ON_RESUME_NO_MESSAGES -> who.dropNextResume(Participant.Drop.AT_ONCE);
      case SWITCH_CANDIDATE_PROTOCOL -> who.room.switchTo(asked.getSwitchCandidateProtocol(), who);
      case SCENARIO_NOT_SET -> {}
    }
  }

  /// As if somebody spoke, and fell silent again.
  private static void speak(Participant who, int seconds) {
    tell(who, true);
    who.room.after(Duration.ofSeconds(seconds), () -> tell(who, false));
  }

  private static void tell(Participant who, boolean speaks) {
    SignalResponse update =
        SignalResponse.newBuilder()
            .setSpeakersChanged(
                SpeakersChanged.newBuilder()
                    .addSpeakers(
                        SpeakerInfo.newBuilder()
                            .setSid(who.sid)
                            .setActive(speaks)
                            .setLevel(speaks ? 0.9f : 0)))
            .build();
    who.room.participants().forEach(each -> each.tell(update));
  }
}
