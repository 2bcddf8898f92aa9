package allmende.meetings;

import allmende.sfu.Sfu;
import allmende.sfu.sight.Delays;
import allmende.sfu.sight.EngineSight;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ToLongFunction;

/// What meetings carry, for `/metrics`. The same few meters however many rooms there are; a single
/// room is seen at `/api/v1/meeting-rooms`.
public final class MeetingMeters {
  /// All meters of one scrape are of one look.
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final Sfu sfu;
  private final Clock clock;
  private Instant looked = Instant.MIN;
  private EngineSight seen = EngineSight.NONE;

  /// Lives as long as the engine does: the meters hold on to it.
  public MeetingMeters(Sfu sfu, Clock clock, MeterRegistry registry) {
    this.sfu = sfu;
    this.clock = clock;
    gauge(registry, "allmende.meetings.rooms", "rooms that are open", EngineSight::rooms);
    gauge(registry, "allmende.meetings.people", "people in them", EngineSight::people);
    counter(registry, "packets.in", "media packets that came", EngineSight::packetsIn);
    counter(registry, "bytes.in", "their bytes", EngineSight::bytesIn);
    counter(registry, "packets.out", "media packets that were sent", EngineSight::packetsOut);
    counter(registry, "bytes.out", "their bytes", EngineSight::bytesOut);
    counter(registry, "missing.in", "packets that did not come at first", EngineSight::missing);
    counter(registry, "resent.in", "packets that came when asked for", EngineSight::resentIn);
    counter(registry, "resent.out", "packets that were sent again", EngineSight::resentOut);
    counter(
        registry,
        "key.frames.asked",
        "how often publishers were asked for a key frame",
        EngineSight::keyFramesAsked);
    for (int i = 0; i <= Delays.BOUNDS.size(); i++) {
      int ranges = i + 1;
      FunctionCounter.builder("allmende.meetings.delay", sfu, _ -> upTo(look().delays(), ranges))
          .tag(
              "le", i < Delays.BOUNDS.size() ? Double.toString(Delays.BOUNDS.get(i) / 1e6) : "+Inf")
          .description("packets that were here for at most so many seconds")
          .register(registry);
    }
    FunctionCounter.builder("allmende.meetings.delay.sum", sfu, _ -> look().delays().micros() / 1e6)
        .baseUnit("seconds")
        .description("how long they were here together")
        .register(registry);
  }

  private static double upTo(Delays delays, int ranges) {
    return delays.counts().subList(0, ranges).stream().mapToLong(Long::longValue).sum();
  }

  private void gauge(
      MeterRegistry registry, String name, String what, ToLongFunction<EngineSight> value) {
    Gauge.builder(name, sfu, _ -> value.applyAsLong(look())).description(what).register(registry);
  }

  private void counter(
      MeterRegistry registry, String name, String what, ToLongFunction<EngineSight> value) {
    FunctionCounter.builder("allmende.meetings." + name, this, it -> value.applyAsLong(it.look()))
        .description(what)
        .register(registry);
  }

  private synchronized EngineSight look() {
    Instant now = clock.instant();
    if (now.isAfter(looked.plus(FRESH))) {
      looked = now;
      seen = sfu.figures();
    }
    return seen;
  }
}
