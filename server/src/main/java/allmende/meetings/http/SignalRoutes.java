package allmende.meetings.http;

import allmende.sfu.Sfu;
import allmende.sfu.auth.AccessToken;
import allmende.sfu.auth.Refused;
import allmende.sfu.room.SignalSession;
import allmende.sfu.signal.ConnectRequest;
import allmende.sfu.signal.Joining;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.websocket.WsBinaryMessageContext;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `/rtc` and `/rtc/v1`, at which LiveKit's clients open a WebSocket, and `…/validate`, where they
/// ask why it did not open.
public final class SignalRoutes {
  private static final String V0 = "/rtc";
  private static final String V1 = "/rtc/v1";
  private static final String JOINING = "allmende.meetings.joining";
  private static final Duration PING = Duration.ofSeconds(10);
  private static final Duration SILENCE = Duration.ofSeconds(60);

  /// What the servlet API tells of a connection whose TLS ends here.
  private static final String CIPHER = "jakarta.servlet.request.cipher_suite";

  private static final Pattern HOST =
      Pattern.compile("([a-zA-Z0-9.-]{1,253}|\\[[0-9a-fA-F:.]{2,45}])");
  private static final int MOST_WAITING_FRAMES = 1_024;
  private static final Logger log = LoggerFactory.getLogger(SignalRoutes.class);

  private final Sfu sfu;
  private final Predicate<AccessToken> opens;
  private final Map<String, SignalSession> sessions = new ConcurrentHashMap<>();

  /// @param opens whether a good token still opens its room
  public SignalRoutes(Sfu sfu, Predicate<AccessToken> opens) {
    this.sfu = sfu;
    this.opens = opens;
  }

  public void add(RoutesConfig routes) {
    for (String path : new String[] {V0, V1}) {
      routes.wsBeforeUpgrade(path, this::admit);
      routes.ws(path, this::listen);
      routes.get(path + "/validate", this::validate);
    }
  }

  private Joining joining(Context ctx) throws Refused {
    String authorization = ctx.header("Authorization");
    Map<String, String> parameters = new HashMap<>();
    ctx.queryParamMap().forEach((name, values) -> parameters.put(name, values.getFirst()));
    Joining joining =
        sfu.admit(
            new ConnectRequest(
                ctx.path().startsWith(V1),
                authorization == null ? "" : authorization,
                parameters,
                ctx.req().getRemoteAddr(),
                secureHost(ctx.req())));
    if (!opens.test(joining.token())) {
      throw Refused.denied("This meeting has ended.");
    }
    return joining;
  }

  /// Where the client has reached us over TLS of our own: there it can reach TURN too.
  private static Optional<String> secureHost(HttpServletRequest request) {
    String host = request.getServerName();
    return request.getAttribute(CIPHER) == null || !HOST.matcher(host).matches()
        ? Optional.empty()
        : Optional.of(host + ":" + request.getServerPort());
  }

  private void admit(Context ctx) throws IOException {
    try {
      ctx.attribute(JOINING, joining(ctx));
    } catch (Refused e) {
      // Nothing that Javalin would write reaches a request that asks for an upgrade.
      HttpServletResponse response = ctx.res();
      response.setStatus(e.status());
      response.setContentType("text/plain; charset=utf-8");
      response.getOutputStream().write(e.sentence().getBytes(StandardCharsets.UTF_8));
      ctx.skipRemainingHandlers();
    }
  }

  /// Answers pages of any origin: the token alone decides.
  private void validate(Context ctx) {
    ctx.header("Access-Control-Allow-Origin", "*");
    ctx.header("Cache-Control", "no-store");
    ctx.contentType("text/plain; charset=utf-8");
    try {
      joining(ctx);
      ctx.result("success");
    } catch (Refused e) {
      ctx.status(e.status()).result(e.sentence());
    }
  }

  private void listen(WsConfig ws) {
    ws.onConnect(this::open);
    ws.onBinaryMessage(this::take);
    ws.onMessage(ctx -> {
      SignalSession session = sessions.get(ctx.sessionId());
      if (session != null) {
        session.received(ctx.message());
      }
    });
    ws.onClose(this::closed);
    ws.onError(this::closed);
  }

  private void open(WsContext ctx) {
    ctx.session.setMaxBinaryMessageSize(SignalSession.LARGEST_MESSAGE);
    ctx.session.setMaxTextMessageSize(SignalSession.LARGEST_MESSAGE);
    ctx.session.setMaxOutgoingFrames(MOST_WAITING_FRAMES);
    ctx.session.setIdleTimeout(SILENCE);
    ctx.enableAutomaticPings(PING.toSeconds(), TimeUnit.SECONDS);
    Joining joining = Objects.requireNonNull(ctx.attribute(JOINING));
    try {
      sessions.put(ctx.sessionId(), sfu.join(joining, new WebSocketLine(ctx.session)));
    } catch (UncheckedIOException e) {
      log.error("Nobody can join a meeting: {}", e.getMessage(), e.getCause());
      ctx.closeSession(1011, "media is not available");
    }
  }

  private void take(WsBinaryMessageContext ctx) {
    SignalSession session = sessions.get(ctx.sessionId());
    if (session != null) {
      ByteBuffer data = ctx.data();
      byte[] message = new byte[data.remaining()];
      data.get(message);
      session.received(message);
    }
  }

  private void closed(WsContext ctx) {
    SignalSession session = sessions.remove(ctx.sessionId());
    if (session != null) {
      session.closed();
    }
  }
}
