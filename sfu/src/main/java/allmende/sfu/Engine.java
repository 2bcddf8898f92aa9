package allmende.sfu;

import allmende.sfu.auth.TokenRefresh;
import allmende.sfu.dtls.DtlsIdentity;
import allmende.sfu.media.MediaLoop;
import allmende.sfu.room.Limits;
import allmende.sfu.room.Media;
import allmende.sfu.room.RoomListener;
import allmende.sfu.room.Rooms;
import allmende.sfu.sight.EngineSight;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// What runs once somebody has joined: the loops, and the rooms that are spread over them.
final class Engine implements AutoCloseable {
  private final List<MediaLoop> loops = new ArrayList<>();
  private final AtomicInteger next = new AtomicInteger();
  private final Rooms rooms;

  Engine(SfuSettings settings, Clock clock, RoomListener listener, TokenRefresh refresh) {
    SecureRandom random = new SecureRandom();
    DtlsIdentity identity = DtlsIdentity.make(random, clock);
    try {
      for (int i = 0; i < settings.loops(); i++) {
        int port = settings.udpPort() == 0 ? 0 : settings.udpPort() + i;
        loops.add(new MediaLoop(i, settings.addresses(), port, clock));
      }
    } catch (RuntimeException e) {
      loops.forEach(MediaLoop::close);
      throw e;
    }
    loops.forEach(MediaLoop::start);
    this.rooms =
        new Rooms(
            () ->
                new Media(
                    loops.get(Math.floorMod(next.getAndIncrement(), loops.size())),
                    identity,
                    random,
                    settings.publicAddress()),
            Limits.of(settings.participants()),
            clock,
            listener,
            refresh);
  }

  Rooms rooms() {
    return rooms;
  }

  /// What all loops have forwarded.
  EngineSight figures() {
    EngineSight all = rooms.count();
    for (MediaLoop loop : loops) {
      all = loop.plus(all);
    }
    return all;
  }

  @Override
  public void close() {
    rooms.close();
    loops.forEach(MediaLoop::close);
  }
}
