package allmende.push.http;

import allmende.identity.AccountId;
import allmende.push.Listening;
import io.javalin.websocket.WsContext;
import org.eclipse.jetty.websocket.api.Callback;

/// One connection, and how far it has come.
final class PushClient implements Listening {
  /// What has been said so far.
  sealed interface State {}

  record Nameless() implements State {}

  record Named(String name) implements State {}

  record SignedIn(AccountId account) implements State {}

  private final WsContext ctx;
  private volatile State state = new Nameless();
  private volatile boolean ids;

  PushClient(WsContext ctx) {
    this.ctx = ctx;
  }

  State state() {
    return state;
  }

  void named(String name) {
    state = new Named(name);
  }

  void signedIn(AccountId account) {
    state = new SignedIn(account);
  }

  void listenForIds() {
    ids = true;
  }

  @Override
  public AccountId account() {
    if (state instanceof SignedIn(AccountId account)) {
      return account;
    }
    throw new IllegalStateException("nobody has signed in");
  }

  @Override
  public boolean wantsIds() {
    return ids;
  }

  @Override
  public void send(String text) {
    // A client that takes nothing ends, when as many messages wait for it as may.
    ctx.session.sendText(text, Callback.from(() -> {}, _ -> ctx.session.disconnect()));
  }

  @Override
  public void end(String reason) {
    ctx.session.close(1001, reason, Callback.NOOP);
  }
}
