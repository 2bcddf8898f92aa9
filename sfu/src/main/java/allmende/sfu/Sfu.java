package allmende.sfu;

import allmende.sfu.auth.ApiKeys;
import allmende.sfu.auth.Refused;
import allmende.sfu.auth.TokenRefresh;
import allmende.sfu.media.StreamLine;
import allmende.sfu.media.StreamSession;
import allmende.sfu.room.RoomApi;
import allmende.sfu.room.RoomListener;
import allmende.sfu.room.SignalSession;
import allmende.sfu.sight.EngineSight;
import allmende.sfu.sight.RoomSight;
import allmende.sfu.signal.ConnectRequest;
import allmende.sfu.signal.Joining;
import allmende.sfu.signal.SignalLine;
import allmende.sfu.twirp.RoomService;
import allmende.sfu.twirp.TwirpReply;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The whole engine, for whoever embeds it. It opens no socket and starts no thread before somebody
/// joins.
public final class Sfu implements AutoCloseable {
  private final ApiKeys keys;
  private final SfuSettings settings;
  private final Clock clock;
  private final RoomListener listener;
  private @Nullable Engine engine;
  private boolean closed;

  /// @param listener hears of what happens in rooms
  public Sfu(ApiKeys keys, SfuSettings settings, Clock clock, RoomListener listener) {
    this.keys = keys;
    this.settings = settings;
    this.clock = clock;
    this.listener = listener;
  }

  /// Whether somebody may join; to be asked before a WebSocket is opened.
  ///
  /// @throws Refused with the status that HTTP is to answer
  public Joining admit(ConnectRequest request) throws Refused {
    return Joining.read(request, keys, clock);
  }

  /// Somebody who may join has opened a line.
  ///
  /// @throws java.io.UncheckedIOException when the sockets for media cannot be opened
  public SignalSession join(Joining joining, SignalLine line) {
    return engine().rooms().join(joining, line);
  }

  /// Answers a call of `livekit.RoomService` (Twirp).
  ///
  /// @param method the last part of its path
  /// @param authorization the header of that name
  public TwirpReply call(String method, String contentType, String authorization, byte[] body) {
    return new RoomService(() -> new RoomApi(engine().rooms()), keys, clock)
        .call(method, contentType, authorization, body);
  }

  /// A connection has come in that begins as STUN does, over TLS or not: connectivity checks in
  /// frames (RFC 4571), or TURN. Empty while nobody has joined.
  public synchronized Optional<StreamSession> welcome(StreamLine line) {
    Engine open = engine;
    return open == null ? Optional.empty() : Optional.of(open.door().welcome(line));
  }

  /// What the embedding program may do with rooms; empty until somebody has joined.
  public Optional<RoomApi> rooms() {
    return Optional.ofNullable(running()).map(open -> new RoomApi(open.rooms()));
  }

  /// All rooms as they are now.
  public List<RoomSight> look() {
    Engine open = running();
    return open == null ? List.of() : open.rooms().look();
  }

  /// What has been forwarded since somebody joined first.
  public EngineSight figures() {
    Engine open = running();
    return open == null ? EngineSight.NONE : open.figures();
  }

  private synchronized @Nullable Engine running() {
    return engine;
  }

  private synchronized Engine engine() {
    if (closed) {
      throw new IllegalStateException("the engine is closed");
    }
    Engine open = engine;
    if (open == null) {
      open = new Engine(settings, clock, listener, new TokenRefresh(keys, clock));
      engine = open;
    }
    return open;
  }

  /// Sends everybody away.
  @Override
  public synchronized void close() {
    closed = true;
    Engine open = engine;
    engine = null;
    if (open != null) {
      open.close();
    }
  }
}
