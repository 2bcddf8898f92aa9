package allmende.sfu.room;

import allmende.sfu.sight.RoomSight;
import allmende.sfu.sight.RoomSight.Person;
import allmende.sfu.sight.RoomSight.Published;
import java.time.Instant;
import java.util.Locale;

/// What can be seen of a room from outside. The room's writer waits meanwhile, and so both it and
/// the loop can be asked.
final class Looking {
  private Looking() {}

  static RoomSight at(Room room) {
    return room.media()
        .loop()
        .ask(() -> {
          long now = System.nanoTime();
          return new RoomSight(
              room.name,
              room.sid,
              room.created(),
              room.participants().stream().map(each -> person(each, now)).toList());
        });
  }

  private static Person person(Participant who, long now) {
    return new Person(
        who.identity,
        who.name(),
        who.sid,
        who.state().name(),
        Instant.ofEpochMilli(who.joinedMillis),
        (who.client.getSdk().name().toLowerCase(Locale.ROOT) + " " + who.client.getVersion())
            .strip(),
        who.connections().figures(),
        who.publishing.visible().stream()
            .flatMap(each -> each.carried().stream().map(carried -> published(each, carried, now)))
            .toList(),
        who.subscribing.received());
  }

  private static Published published(Publication publication, Carried carried, long now) {
    return new Published(
        publication.sid(),
        publication.info.getSource().name(),
        carried.codec().encoding(),
        publication.info.getMuted(),
        publication.info.getWidth(),
        publication.info.getHeight(),
        carried.track().figures(now));
  }
}
