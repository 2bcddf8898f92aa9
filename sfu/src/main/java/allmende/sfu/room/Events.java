package allmende.sfu.room;

import java.util.UUID;
import livekit.LivekitWebhook.WebhookEvent;

/// What happens in a room, as LiveKit's webhooks tell it.
final class Events {
  private final Room room;
  private final RoomListener listener;

  Events(Room room, RoomListener listener) {
    this.room = room;
    this.listener = listener;
  }

  void started() {
    tell(event("room_started"));
  }

  void finished() {
    tell(event("room_finished"));
  }

  void joined(Participant who) {
    tell(event("participant_joined").setParticipant(who.info()));
  }

  void left(Participant who) {
    tell(event("participant_left").setParticipant(who.info()));
  }

  void published(Publication what) {
    tell(event("track_published").setParticipant(what.publisher.info()).setTrack(what.info));
  }

  void unpublished(Publication what) {
    tell(event("track_unpublished").setParticipant(what.publisher.info()).setTrack(what.info));
  }

  private WebhookEvent.Builder event(String name) {
    return WebhookEvent.newBuilder()
        .setEvent(name)
        .setId("EV_" + UUID.randomUUID())
        .setCreatedAt(room.nowMillis() / 1_000)
        .setRoom(room.info());
  }

  private void tell(WebhookEvent.Builder event) {
    listener.heard(event.build());
  }
}
