package allmende.platform.http;

import allmende.platform.problem.Problem;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `/metrics`: every meter as OpenMetrics text, for this machine itself or for who has the token.
public final class Metrics implements AutoCloseable {
  private static final String TYPE = "application/openmetrics-text; version=1.0.0; charset=utf-8";

  private final PrometheusMeterRegistry registry;
  private final Optional<String> token;
  private final JvmGcMetrics collections = new JvmGcMetrics();

  /// Also begins to measure the virtual machine.
  ///
  /// @param token what `Authorization: Bearer` must carry; without one only this machine may ask
  public Metrics(PrometheusMeterRegistry registry, Optional<String> token) {
    this.registry = registry;
    this.token = token.filter(text -> !text.isBlank());
    new ClassLoaderMetrics().bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    collections.bindTo(registry);
  }

  /// Adds the route.
  public void routes(RoutesConfig routes) {
    routes.get("/metrics", this::answer);
  }

  private void answer(Context ctx) {
    if (!hasToken(ctx.header("Authorization")) && !isThisMachine(ctx)) {
      // As if it were not there: a stranger need not know that there is something to guess.
      throw new Problem.NotFound("There is nothing here.");
    }
    ctx.header("Cache-Control", "no-store");
    ctx.contentType(TYPE).result(registry.scrape(TYPE));
  }

  private boolean hasToken(@Nullable String authorization) {
    if (token.isEmpty() || authorization == null) {
      return false;
    }
    return MessageDigest.isEqual(
        ("Bearer " + token.get()).getBytes(StandardCharsets.UTF_8),
        authorization.getBytes(StandardCharsets.UTF_8));
  }

  private static boolean isThisMachine(Context ctx) {
    // A proxy on this machine that the settings do not name would make everybody look local.
    if (ctx.header("X-Forwarded-For") != null
        || ctx.header("Forwarded") != null
        || ctx.header("X-Real-IP") != null
        || ctx.header("Via") != null) {
      return false;
    }
    String address = ctx.req().getRemoteAddr();
    try {
      return address != null
          && InetAddress.ofLiteral(address.replace("[", "").replace("]", "")).isLoopbackAddress();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /// Stops to watch the garbage collector.
  @Override
  public void close() {
    collections.close();
  }
}
