package allmende.sfu.room;

import livekit.LivekitWebhook.WebhookEvent;

/// Hears of what happens in rooms, in the order in which it happens in each, and hands it on at
/// once.
@FunctionalInterface
public interface RoomListener {
  void heard(WebhookEvent event);
}
