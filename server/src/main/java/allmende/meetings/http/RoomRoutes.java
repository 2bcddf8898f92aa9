package allmende.meetings.http;

import allmende.identity.Gate;
import allmende.identity.http.Callers;
import allmende.sfu.Sfu;
import allmende.sfu.sight.DownFigures;
import allmende.sfu.sight.RoomSight;
import allmende.sfu.sight.UpFigures;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;

/// What goes on in meetings, for administrators (`/api/v1/meeting-rooms`).
public final class RoomRoutes {
  private final Gate gate;
  private final Sfu sfu;

  public RoomRoutes(Gate gate, Sfu sfu) {
    this.gate = gate;
    this.sfu = sfu;
  }

  public void add(RoutesConfig routes) {
    routes.get("/api/v1/meeting-rooms", this::list);
  }

  private void list(Context ctx) {
    gate.require(Callers.of(ctx)).requireAdministrator();
    ctx.header("Cache-Control", "no-store");
    ctx.json(sfu.look().stream().map(RoomRoutes::room).toList());
  }

  record RoomJson(String sid, String name, String created, List<PersonInRoom> people) {}

  record PersonInRoom(
      String sid,
      String identity,
      String name,
      String state,
      String joined,
      String client,
      long estimate,
      double roundTrip,
      List<PublishedJson> publishes,
      List<ReceivedJson> receives) {}

  record PublishedJson(
      String sid,
      String source,
      String codec,
      boolean muted,
      int width,
      int height,
      long packets,
      long bytes,
      List<Long> layers,
      long lost,
      long repaired,
      double jitter,
      long keyFrames,
      long keyFramesAsked,
      double delayMedian,
      double delayWorst) {}

  record ReceivedJson(
      String sid,
      String from,
      String source,
      long packets,
      long bytes,
      long bitrate,
      int layer,
      boolean paused,
      long lost,
      long resent,
      double jitter,
      long keyFramesWanted) {}

  private static RoomJson room(RoomSight room) {
    return new RoomJson(
        room.sid(),
        room.name(),
        room.created().toString(),
        room.people().stream().map(RoomRoutes::person).toList());
  }

  private static PersonInRoom person(RoomSight.Person who) {
    return new PersonInRoom(
        who.sid(),
        who.identity(),
        who.name(),
        who.state(),
        who.joined().toString(),
        who.client(),
        who.way().estimate(),
        millis(who.way().roundTripMicros()),
        who.published().stream().map(RoomRoutes::published).toList(),
        who.received().stream().map(RoomRoutes::received).toList());
  }

  private static PublishedJson published(RoomSight.Published track) {
    UpFigures figures = track.figures();
    return new PublishedJson(
        track.sid(),
        track.source(),
        track.codec(),
        track.muted(),
        track.width(),
        track.height(),
        figures.packets(),
        figures.bytes(),
        figures.layers(),
        figures.lost(),
        figures.repaired(),
        millis(figures.jitterMicros()),
        figures.keyFrames(),
        figures.keyFramesAsked(),
        millis(figures.delays().quantile(0.5)),
        millis(figures.delays().quantile(0.99)));
  }

  private static ReceivedJson received(RoomSight.Received track) {
    DownFigures figures = track.figures();
    return new ReceivedJson(
        track.sid(),
        track.from(),
        track.source(),
        figures.packets(),
        figures.bytes(),
        figures.bitrate(),
        figures.layer(),
        figures.paused(),
        figures.lost(),
        figures.resent(),
        millis(figures.jitterMicros()),
        figures.keyFramesWanted());
  }

  private static double millis(long micros) {
    return micros / 1_000.0;
  }
}
