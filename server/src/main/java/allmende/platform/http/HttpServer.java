package allmende.platform.http;

import allmende.platform.problem.CannotStart;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.SessionHandler;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.session.NullSessionCache;
import org.eclipse.jetty.session.NullSessionDataStore;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import org.jspecify.annotations.Nullable;

/// The one HTTP server of the process: Jetty with [Front] before everything, then the core handlers
/// in their order, then the routes of Javalin.
public final class HttpServer implements AutoCloseable {
  private static final long STOP_MILLIS = 5_000;

  private final HttpSettings settings;
  private final MeterRegistry meters;
  private final List<Handler> coreHandlers;
  private final Consumer<RoutesConfig> routes;
  private final Clock clock;
  private final List<ServerConnector> connectors = new ArrayList<>();
  private Optional<OtherProtocol> other = Optional.empty();
  private @Nullable Server server;
  private @Nullable Certificates certificates;

  /// @param coreHandlers asked one after the other before the routes; each answers or returns false
  /// @param routes adds what Javalin serves
  public HttpServer(
      HttpSettings settings,
      MeterRegistry meters,
      List<? extends Handler> coreHandlers,
      Consumer<RoutesConfig> routes) {
    this(settings, meters, coreHandlers, routes, Clock.systemUTC());
  }

  /// Speaks another protocol too; to be called before it starts.
  public HttpServer beside(OtherProtocol protocol) {
    other = Optional.of(protocol);
    return this;
  }

  /// With a clock, which the local authority's certificates are dated by.
  public HttpServer(
      HttpSettings settings,
      MeterRegistry meters,
      List<? extends Handler> coreHandlers,
      Consumer<RoutesConfig> routes,
      Clock clock) {
    this.settings = settings;
    this.meters = meters;
    this.coreHandlers = List.copyOf(coreHandlers);
    this.routes = routes;
    this.clock = clock;
  }

  /// Starts to listen.
  ///
  /// @throws CannotStart when an address is taken or a certificate cannot be read
  public HttpServer start() {
    if (server != null) {
      throw new IllegalStateException("The server was started already.");
    }
    List<ListenAddress> addresses = settings.listen().stream().map(ListenAddress::parse).toList();
    if (addresses.stream().anyMatch(ListenAddress::secure)) {
      certificates = Certificates.open(settings, clock);
    }
    Server made = new Server(threads());
    server = made;
    var errors = new ErrorAnswers();
    made.setStopTimeout(STOP_MILLIS);
    // The servlet API would write text without a named charset as ISO 8859-1.
    made.getMimeTypes().addInferred("text/plain", "utf-8");
    made.setErrorHandler(errors);
    made.setRequestLog(new AccessLog(meters));
    var sequence = new Handler.Sequence(new ArrayList<>(coreHandlers));
    sequence.addHandler(new PlainPaths());
    made.setHandler(new Front(new GracefulHandler(sequence)));
    for (ListenAddress address : addresses) {
      var connector =
          Connectors.open(made, address, settings, Optional.ofNullable(certificates), other);
      connectors.add(connector);
      made.addConnector(connector);
    }
    try {
      for (int i = 0; i < connectors.size(); i++) {
        Connectors.bind(connectors.get(i), settings.listen().get(i));
      }
      Javalin.create(config -> configure(config, made, errors)).start();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
    if (certificates != null) {
      certificates.watch();
    }
    return this;
  }

  private org.eclipse.jetty.util.thread.ThreadPool threads() {
    // Selectors and acceptors stay on platform threads in both cases: they never wait for anything
    // but the network.
    var pool = new QueuedThreadPool(settings.maxThreads(), Math.min(8, settings.maxThreads()));
    pool.setName("http");
    if (settings.virtualThreads()) {
      var virtual = new VirtualThreadPool();
      virtual.setName("http-request");
      pool.setVirtualThreadsExecutor(virtual);
    }
    return pool;
  }

  private void configure(JavalinConfig config, Server made, ErrorAnswers errors) {
    config.unsafe.jettyInternal.server = made;
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.concurrency.useVirtualThreads = settings.virtualThreads();
    config.http.maxRequestSize = settings.maxJsonBytes();
    // Javalin compresses without regard for a length or range that a route has announced: contents
    // would break.
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.jsonMapper(new Json());
    config.router.javaLangErrorHandler(ProblemJson::answerError);
    config.jetty.modifyServletContextHandler(context -> {
      context.setErrorHandler(errors);
      // Javalin matches on the raw path and decodes each parameter once; PlainPaths has refused
      // what is ambiguous.
      context.getServletHandler().setDecodeAmbiguousURIs(true);
      withoutSessions(context.getSessionHandler());
    });
    ProblemJson.install(config.routes);
    routes.accept(config.routes);
  }

  /// Javalin asks for a servlet session with every WebSocket. Nobody needs it or its cookie, and
  /// unless it is forgotten at once it stays for ever.
  private static void withoutSessions(@Nullable SessionHandler sessions) {
    if (sessions != null) {
      sessions.setUsingCookies(false);
      NullSessionCache none = new NullSessionCache(sessions);
      none.setSessionDataStore(new NullSessionDataStore());
      sessions.setSessionCache(none);
    }
  }

  /// Where the first place to listen at is reached, with the port that it really got.
  public URI uri() {
    return uris().getFirst();
  }

  /// Every place, in the order of the settings.
  public List<URI> uris() {
    var found = new ArrayList<URI>();
    for (int i = 0; i < connectors.size(); i++) {
      found.add(
          ListenAddress.parse(settings.listen().get(i)).uri(connectors.get(i).getLocalPort()));
    }
    return List.copyOf(found);
  }

  /// Takes no new requests, gives those under way five seconds, then ends.
  @Override
  public void close() {
    if (certificates != null) {
      certificates.close();
    }
    // What was bound and never started is not closed by stopping.
    connectors.forEach(ServerConnector::close);
    if (server != null) {
      try {
        server.stop();
      } catch (Exception e) {
        throw new IllegalStateException("The HTTP server did not stop cleanly.", e);
      }
    }
  }
}
