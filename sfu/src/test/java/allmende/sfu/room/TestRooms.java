package allmende.sfu.room;

import allmende.sfu.auth.TestTokens;
import allmende.sfu.auth.TokenRefresh;
import allmende.sfu.dtls.DtlsIdentity;
import allmende.sfu.media.MediaLoop;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// Rooms on a media loop of their own, of which nobody is told anything.
public final class TestRooms implements AutoCloseable {
  public final Rooms rooms;
  private final MediaLoop loop;

  /// @param number of the loop
  public TestRooms(int number, Limits limits) {
    SecureRandom random = new SecureRandom();
    DtlsIdentity identity = DtlsIdentity.make(random, Clock.systemUTC());
    loop =
        new MediaLoop(number, List.of(InetAddress.getLoopbackAddress()), 0, Clock.systemUTC())
            .start();
    rooms =
        new Rooms(
            () ->
                new Media(
                    loop,
                    identity,
                    random,
                    Reach.at(loop.addresses(), List.of(), Optional.empty(), Optional.empty())),
            limits,
            TestTokens.CLOCK,
            _ -> {},
            new TokenRefresh(_ -> Optional.of(TestTokens.SECRET), TestTokens.CLOCK));
  }

  @Override
  public void close() {
    rooms.close();
    loop.close();
  }
}
