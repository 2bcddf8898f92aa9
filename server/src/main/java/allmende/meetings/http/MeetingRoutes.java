package allmende.meetings.http;

import allmende.identity.Actor;
import allmende.identity.Caller;
import allmende.identity.Gate;
import allmende.identity.http.Callers;
import allmende.identity.http.JsonBody;
import allmende.meetings.Entry;
import allmende.meetings.Meeting;
import allmende.meetings.Meetings;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Meetings by their links (`/api/v1/meetings`). A guest proves nothing but the link, and is told
/// nothing but whether it leads to a meeting.
public final class MeetingRoutes {
  private final Gate gate;
  private final Meetings meetings;

  public MeetingRoutes(Gate gate, Meetings meetings) {
    this.gate = gate;
    this.meetings = meetings;
  }

  public void add(RoutesConfig routes) {
    routes.get("/api/v1/meetings", this::mine);
    routes.post("/api/v1/meetings", this::start);
    routes.get("/api/v1/meetings/{link}", this::show);
    routes.delete("/api/v1/meetings/{link}", this::end);
    routes.post("/api/v1/meetings/{link}/entry", this::enter);
    routes.post("/api/v1/meetings/{link}/participants/{identity}/mute", this::mute);
    routes.delete("/api/v1/meetings/{link}/participants/{identity}", this::remove);
  }

  record MeetingJson(String link, String createdAt, String lastUsedAt, int present) {
    static MeetingJson of(Meeting meeting, int present) {
      return new MeetingJson(
          meeting.link(), meeting.madeAt().toString(), meeting.usedAt().toString(), present);
    }
  }

  record RoleJson(String role) {}

  record GuestBody(@Nullable String name) {}

  record EntryJson(
      String state, @Nullable String token, @Nullable String identity, @Nullable String role) {
    static EntryJson of(Entry entry) {
      return switch (entry) {
        case Entry.Admitted(String token, String identity, var role) ->
            new EntryJson("admitted", token, identity, role.word());
        case Entry.Waiting() -> new EntryJson("waiting", null, null, null);
      };
    }
  }

  private void mine(Context ctx) {
    Actor actor = gate.require(Callers.of(ctx));
    ctx.json(
        meetings.of(actor).stream()
            .map(each -> MeetingJson.of(each.meeting(), each.present()))
            .toList());
  }

  private void start(Context ctx) {
    Actor actor = gate.require(Callers.of(ctx));
    ctx.status(201).json(MeetingJson.of(meetings.start(actor), 0));
  }

  private void show(Context ctx) {
    Optional<Actor> actor = gate.find(Callers.of(ctx));
    ctx.json(new RoleJson(meetings.role(link(ctx), actor).word()));
  }

  private void enter(Context ctx) {
    Optional<Actor> actor = gate.find(Callers.of(ctx));
    ctx.header("Cache-Control", "no-store");
    ctx.json(EntryJson.of(actor.isPresent() ? meetings.enter(link(ctx), actor.get()) : guest(ctx)));
  }

  private Entry guest(Context ctx) {
    Caller caller = Callers.of(ctx);
    String name = JsonBody.required(JsonBody.as(ctx, GuestBody.class).name(), "name");
    return meetings.enter(
        link(ctx), new Meetings.Guest(name, caller.address(), caller.userAgent()));
  }

  private void end(Context ctx) {
    meetings.end(link(ctx), gate.require(Callers.of(ctx)));
    ctx.status(204);
  }

  private void mute(Context ctx) {
    meetings.mute(link(ctx), gate.require(Callers.of(ctx)), ctx.pathParam("identity"));
    ctx.status(204);
  }

  private void remove(Context ctx) {
    meetings.remove(link(ctx), gate.require(Callers.of(ctx)), ctx.pathParam("identity"));
    ctx.status(204);
  }

  private static String link(Context ctx) {
    return ctx.pathParam("link");
  }
}
