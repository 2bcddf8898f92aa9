package allmende.meetings.twirp;

import allmende.sfu.Sfu;
import allmende.sfu.twirp.TwirpReply;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Objects;

/// `/twirp/livekit.RoomService/…`.
public final class TwirpRoutes {
  private final Sfu sfu;

  public TwirpRoutes(Sfu sfu) {
    this.sfu = sfu;
  }

  public void add(RoutesConfig routes) {
    routes.post("/twirp/livekit.RoomService/{method}", this::call);
  }

  private void call(Context ctx) {
    TwirpReply reply =
        sfu.call(
            ctx.pathParam("method"),
            Objects.requireNonNullElse(ctx.contentType(), ""),
            Objects.requireNonNullElse(ctx.header("Authorization"), ""),
            ctx.bodyAsBytes());
    // Clients compare the type as a whole: nothing may be added to it.
    ctx.status(reply.status()).result(reply.body()).res().setContentType(reply.contentType());
  }
}
