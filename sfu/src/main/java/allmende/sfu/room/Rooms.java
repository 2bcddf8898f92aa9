package allmende.sfu.room;

import allmende.sfu.auth.TokenRefresh;
import allmende.sfu.sight.EngineSight;
import allmende.sfu.sight.RoomSight;
import allmende.sfu.signal.Joining;
import allmende.sfu.signal.SignalLine;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import livekit.LivekitModels.DisconnectReason;

/// All rooms of this process. A room comes into being with its first participant.
public final class Rooms implements AutoCloseable {
  private final Map<String, Room> rooms = new ConcurrentHashMap<>();
  private final Supplier<Media> media;
  private final Limits limits;
  private final Clock clock;
  private final RoomListener listener;
  private final TokenRefresh refresh;

  /// @param media asked once for each room: where it is to live
  /// @param listener hears of what happens in rooms
  public Rooms(
      Supplier<Media> media,
      Limits limits,
      Clock clock,
      RoomListener listener,
      TokenRefresh refresh) {
    this.refresh = refresh;
    this.media = media;
    this.limits = limits;
    this.clock = clock;
    this.listener = listener;
  }

  /// Somebody has opened a line. What is told to the session that comes back is answered on the
  /// line.
  public SignalSession join(Joining joining, SignalLine line) {
    SignalSession session = new SignalSession(line);
    enter(joining, session);
    return session;
  }

  private void enter(Joining joining, SignalSession session) {
    Room room = open(joining.token().video().room());
    session.begin(room);
    room.execute(() -> {
      if (room.isClosed()) {
        enter(joining, session);
      } else {
        room.enter(joining, session.wire()).ifPresent(session::entered);
      }
    });
  }

  private Room make(String name) {
    Room room = new Room(name, this, media.get(), limits, clock, listener);
    room.execute(() -> {
      room.events().started();
      room.closeIfEmptyAfter(room.emptyTimeout());
    });
    return room;
  }

  TokenRefresh refresh() {
    return refresh;
  }

  /// The room of that name, made if there is none.
  Room open(String name) {
    return rooms.computeIfAbsent(name, this::make);
  }

  boolean forget(Room room) {
    return rooms.remove(room.name, room);
  }

  Optional<Room> find(String name) {
    return Optional.ofNullable(rooms.get(name));
  }

  List<Room> all() {
    return List.copyOf(rooms.values());
  }

  /// All rooms as they are now, by their names.
  public List<RoomSight> look() {
    return all().stream()
        .sorted(Comparator.comparing(room -> room.name))
        .map(room -> room.ask(() -> Looking.at(room)))
        .toList();
  }

  /// How many rooms there are, and people in them.
  public EngineSight count() {
    List<Room> open = all();
    long people = open.stream().mapToLong(Room::size).sum();
    return EngineSight.of(open.size(), people);
  }

  @Override
  public void close() {
    for (Room room : all()) {
      rooms.remove(room.name, room);
      room.execute(() -> room.close(DisconnectReason.SERVER_SHUTDOWN));
    }
  }
}
