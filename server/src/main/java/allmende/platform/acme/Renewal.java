package allmende.platform.acme;

import allmende.platform.jobs.Job;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.shredzone.acme4j.exception.AcmeException;
import org.shredzone.acme4j.exception.AcmeRateLimitedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks twice a day whether the certificate must be replaced, and gets another if so.
///
/// It comes round every minute, and counts its pauses itself: authorities allow few failures an
/// hour, fewer than a job that is just tried again would cause.
public final class Renewal implements Job {
  private static final Logger log = LoggerFactory.getLogger("acme");
  private static final Duration LOOK_EVERY = Duration.ofHours(12);
  private static final Duration FIRST_PAUSE = Duration.ofMinutes(5);

  private final AcmeSettings settings;
  private final Order order;
  private final CertificateFile file;
  private final Clock clock;
  private Instant next = Instant.MIN;
  private Duration pause = FIRST_PAUSE;

  public Renewal(AcmeSettings settings, Challenges challenges, Clock clock) {
    this.settings = settings;
    this.order = new Order(settings, challenges);
    this.file = new CertificateFile(settings.certificate(), settings.names(), clock);
    this.clock = clock;
  }

  /// Makes sure that a server can begin with TLS before the first certificate has come.
  public void prepare() {
    try {
      Files.createDirectories(settings.folder());
      file.standIn();
    } catch (IOException e) {
      throw new UncheckedIOException("There is no writing in " + settings.folder() + ".", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("No certificate could be made for the time being.", e);
    }
  }

  @Override
  public Left run() throws InterruptedException {
    if (clock.instant().isBefore(next)) {
      return Left.NOTHING;
    }
    if (!file.isDue()) {
      next = clock.instant().plus(LOOK_EVERY);
      return Left.NOTHING;
    }
    try {
      KeyPair key = Keys.fresh();
      file.take(key.getPrivate(), order.certificate(key));
      log.info("There is a new certificate for {}.", String.join(", ", settings.names()));
      pause = FIRST_PAUSE;
      next = clock.instant().plus(LOOK_EVERY);
    } catch (AcmeException
        | Order.Refused
        | IOException
        | GeneralSecurityException
        | RuntimeException e) {
      Duration wait = longer(pause, wished(e));
      next = clock.instant().plus(wait);
      pause = shorter(pause.multipliedBy(2), LOOK_EVERY);
      log.warn(
          "There is no new certificate for {} from {}: {}; it is tried again in {} minutes.",
          String.join(", ", settings.names()),
          settings.directory().getHost(),
          reason(e),
          wait.toMinutes());
    }
    return Left.NOTHING;
  }

  private Duration wished(Exception e) {
    return e instanceof AcmeRateLimitedException limited
        ? limited
            .getRetryAfter()
            .map(until -> shorter(Duration.between(clock.instant(), until), Duration.ofDays(2)))
            .orElse(Duration.ZERO)
        : Duration.ZERO;
  }

  /// What went wrong, in one line; part of it is the authority's own words.
  private static String reason(Exception e) {
    if (e instanceof AcmeException && e.getCause() instanceof IOException network) {
      return "it could not be reached (" + oneLine(network) + ")";
    }
    return oneLine(e);
  }

  private static String oneLine(Exception e) {
    String text = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
