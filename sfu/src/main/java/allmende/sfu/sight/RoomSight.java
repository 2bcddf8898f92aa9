package allmende.sfu.sight;

import java.time.Instant;
import java.util.List;

/// A room at a moment.
///
/// @param sid the engine's own name of it
public record RoomSight(String name, String sid, Instant created, List<Person> people) {
  public RoomSight {
    people = List.copyOf(people);
  }

  /// Somebody in it.
  ///
  /// @param state as LiveKit names it: `JOINING`, `JOINED`, `ACTIVE` once media flows
  /// @param client its name and version, as it says
  public record Person(
      String identity,
      String name,
      String sid,
      String state,
      Instant joined,
      String client,
      WayFigures way,
      List<Published> published,
      List<Received> received) {
    public Person {
      published = List.copyOf(published);
      received = List.copyOf(received);
    }
  }

  /// A track that somebody publishes, in one codec.
  ///
  /// @param source as LiveKit names it: `CAMERA`, `MICROPHONE`, `SCREEN_SHARE`, …
  /// @param codec such as `VP9`
  /// @param width of the largest picture, in pixels; 0 for sound
  public record Published(
      String sid,
      String source,
      String codec,
      boolean muted,
      int width,
      int height,
      UpFigures figures) {}

  /// A track that somebody gets.
  ///
  /// @param sid of the track
  /// @param from the identity of whoever publishes it
  public record Received(String sid, String from, String source, DownFigures figures) {}
}
