package allmende.push.http;

import allmende.identity.AccountId;
import allmende.identity.Caller;
import allmende.identity.Gate;
import allmende.identity.http.Callers;
import allmende.platform.problem.Problem;
import allmende.push.Push;
import allmende.push.Tokens;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// `/push/ws` and its pre-authentication (nextcloud/notify_push, DEVELOPING.md): the client sends
/// its user's name, then the password, each as a text message, and hears `authenticated`.
public final class PushRoutes {
  /// Where clients connect.
  public static final String PATH = "/push/ws";

  private static final Duration PING = Duration.ofSeconds(30);
  private static final Duration SILENCE = Duration.ofSeconds(100);
  private static final Duration TO_SIGN_IN = Duration.ofSeconds(15);
  private static final long LONGEST_MESSAGE = 2_048;

  /// Those that have not signed in: who opens many gets no more.
  private static final int MOST_STRANGERS = 200;

  private static final String ADDRESS = "allmende.push.address";

  private final Gate gate;
  private final Push push;
  private final Tokens tokens;
  private final Map<String, PushClient> clients = new ConcurrentHashMap<>();
  private final AtomicInteger strangers = new AtomicInteger();

  public PushRoutes(Gate gate, Push push, Tokens tokens) {
    this.gate = gate;
    this.push = push;
    this.tokens = tokens;
  }

  public void add(RoutesConfig routes) {
    routes.post("/index.php/apps/notify_push/pre_auth", this::preAuthenticate);
    routes.post("/apps/notify_push/pre_auth", this::preAuthenticate);
    // The address that trusted proxies have told is the request's alone.
    routes.wsBeforeUpgrade(PATH, ctx -> ctx.attribute(ADDRESS, ctx.req().getRemoteAddr()));
    routes.ws(PATH, this::listen);
  }

  private void preAuthenticate(Context ctx) {
    AccountId account = gate.require(Callers.of(ctx)).account().id();
    ctx.header("Cache-Control", "no-store");
    ctx.contentType("text/plain; charset=utf-8").result(tokens.make(account));
  }

  private void listen(WsConfig ws) {
    ws.onConnect(this::open);
    ws.onMessage(ctx -> take(ctx, ctx.message()));
    ws.onClose(this::closed);
    ws.onError(this::closed);
  }

  private void open(WsContext ctx) {
    ctx.session.setMaxTextMessageSize(LONGEST_MESSAGE);
    ctx.session.setMaxBinaryMessageSize(LONGEST_MESSAGE);
    ctx.session.setMaxOutgoingFrames(64);
    if (strangers.incrementAndGet() > MOST_STRANGERS) {
      strangers.decrementAndGet();
      ctx.closeSession(1013, "too many connections");
      return;
    }
    PushClient client = new PushClient(ctx);
    clients.put(ctx.sessionId(), client);
    Thread.ofVirtual().name("push-sign-in").start(() -> endUnlessSignedIn(client));
  }

  private static void endUnlessSignedIn(PushClient client) {
    try {
      Thread.sleep(TO_SIGN_IN);
      if (!(client.state() instanceof PushClient.SignedIn)) {
        client.end("sign in first");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void take(WsContext ctx, String message) {
    PushClient client = clients.get(ctx.sessionId());
    if (client == null) {
      return;
    }
    switch (client.state()) {
      case PushClient.Nameless _ -> client.named(message);
      case PushClient.Named(String name) -> signIn(ctx, client, name, message);
      case PushClient.SignedIn _ -> {
        if (message.equals("listen notify_file_id")) {
          client.listenForIds();
        }
      }
    }
  }

  private void signIn(WsContext ctx, PushClient client, String name, String password) {
    Optional<AccountId> account;
    try {
      account = name.isEmpty() ? tokens.use(password) : account(ctx, name, password);
    } catch (Problem.TooManyAttempts e) {
      account = Optional.empty();
    }
    if (account.isEmpty()) {
      client.send("err: Invalid credentials");
      ctx.closeSession(1008, "invalid credentials");
      return;
    }
    client.signedIn(account.get());
    strangers.decrementAndGet();
    try {
      push.join(client);
    } catch (Problem.Unavailable e) {
      client.send("err: " + e.sentence());
      ctx.closeSession(1013, "too many connections");
      return;
    }
    ctx.session.setIdleTimeout(SILENCE);
    ctx.enableAutomaticPings(PING.toSeconds(), TimeUnit.SECONDS);
    client.send("authenticated");
  }

  private Optional<AccountId> account(WsContext ctx, String name, String password) {
    String basic =
        Base64.getEncoder()
            .encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
    String agent = ctx.header("User-Agent");
    Caller caller =
        new Caller(
            "Basic " + basic,
            null,
            null,
            "GET",
            String.valueOf((Object) ctx.attribute(ADDRESS)),
            agent == null ? "" : agent);
    // A colon in the name would move the border between name and password.
    return name.indexOf(':') >= 0
        ? Optional.empty()
        : gate.find(caller).map(actor -> actor.account().id());
  }

  private void closed(WsContext ctx) {
    PushClient client = clients.remove(ctx.sessionId());
    if (client == null) {
      return;
    }
    if (client.state() instanceof PushClient.SignedIn) {
      push.leave(client);
    } else {
      strangers.decrementAndGet();
    }
  }
}
