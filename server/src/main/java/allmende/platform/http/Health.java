package allmende.platform.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `/health`: whether this process can serve, for whoever watches over it.
public final class Health {
  private static final Logger LOG = LoggerFactory.getLogger("http");

  private final Map<String, Supplier<Boolean>> checks;

  /// @param checks what must hold, by a name that anybody may see
  public Health(Map<String, Supplier<Boolean>> checks) {
    this.checks = Map.copyOf(checks);
  }

  /// Adds the route.
  public void routes(RoutesConfig routes) {
    routes.get("/health", this::answer);
  }

  private void answer(Context ctx) {
    var failing = new TreeMap<String, String>();
    checks.forEach((name, check) -> {
      if (!holds(name, check)) {
        failing.put(name, "failing");
      }
    });
    ctx.header("Cache-Control", "no-store");
    if (failing.isEmpty()) {
      ctx.json(Map.of("status", "ok"));
    } else {
      ctx.status(503).json(Map.of("status", "failing", "checks", failing));
    }
  }

  private static boolean holds(String name, Supplier<Boolean> check) {
    try {
      return check.get();
    } catch (RuntimeException e) {
      LOG.warn("The health check {} failed.", name, e);
      return false;
    }
  }
}
