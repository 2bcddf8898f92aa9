package allmende.platform.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.NanoTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One line and one measurement for each request, after its answer: no names, no addresses, no
/// query.
final class AccessLog implements RequestLog {
  private static final Logger LOG = LoggerFactory.getLogger("http");
  private static final List<String> METHODS =
      List.of(
          "GET",
          "HEAD",
          "PUT",
          "POST",
          "DELETE",
          "PATCH",
          "OPTIONS",
          "PROPFIND",
          "PROPPATCH",
          "MKCOL",
          "MOVE",
          "COPY",
          "LOCK",
          "UNLOCK",
          "REPORT",
          "SEARCH");
  private static final int CLASSES = 6;

  private final MeterRegistry meters;
  private final AtomicReferenceArray<Timer> timers =
      new AtomicReferenceArray<>((METHODS.size() + 1) * CLASSES);

  AccessLog(MeterRegistry meters) {
    this.meters = meters;
  }

  @Override
  public void log(Request request, Response response) {
    long nanos = NanoTime.since(request.getHeadersNanoTime());
    int status = response.getStatus();
    // What is no method of ours could be anything, also a flood of new meters and strange lines.
    int method = METHODS.indexOf(String.valueOf(request.getMethod()));
    timer(method < 0 ? METHODS.size() : method, status / 100).record(nanos, TimeUnit.NANOSECONDS);
    if (LOG.isInfoEnabled()) {
      LOG.atInfo()
          .addKeyValue("method", method < 0 ? "OTHER" : METHODS.get(method))
          .addKeyValue("route", RouteClass.of(request.getHttpURI().getPath()))
          .addKeyValue("status", status)
          .addKeyValue("ms", TimeUnit.NANOSECONDS.toMillis(nanos))
          .addKeyValue("bytes", Response.getContentBytesWritten(response))
          .addKeyValue("request", RequestId.of(request))
          .log("answered");
    }
  }

  private Timer timer(int method, int statusClass) {
    int group = statusClass > 0 && statusClass < CLASSES ? statusClass : 0;
    int slot = method * CLASSES + group;
    Timer known = timers.get(slot);
    if (known != null) {
      return known;
    }
    Timer made =
        Timer.builder("http.requests")
            .description("Answered requests, by method and class of status")
            .tag("method", method == METHODS.size() ? "OTHER" : METHODS.get(method))
            .tag("status", group == 0 ? "none" : group + "xx")
            .register(meters);
    timers.set(slot, made);
    return made;
  }
}
