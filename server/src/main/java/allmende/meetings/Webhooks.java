package allmende.meetings;

import allmende.sfu.auth.Signable;
import allmende.sfu.room.RoomListener;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import livekit.LivekitWebhook.WebhookEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells other programs of what happens in meetings, in order, each at its own pace: an event that
/// does not get through in a few tries is given up, and logged.
public final class Webhooks implements RoomListener, AutoCloseable {
  private static final int WAITING = 10_000;
  private static final int TRIES = 4;
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration GOOD_FOR = Duration.ofMinutes(5);
  private static final Logger log = LoggerFactory.getLogger(Webhooks.class);

  private final List<Receiver> receivers;
  private final MeetingKeys keys;
  private final String key;
  private final Clock clock;

  /// @param urls that an administrator has named; nothing else is ever asked
  /// @param key the API key that signs
  public Webhooks(List<URI> urls, String key, MeetingKeys keys, Clock clock) {
    this.keys = keys;
    this.key = key;
    this.clock = clock;
    this.receivers = urls.stream().map(Receiver::new).toList();
  }

  @Override
  public void heard(WebhookEvent event) {
    receivers.forEach(each -> each.add(event));
  }

  @Override
  public void close() {
    receivers.forEach(Receiver::close);
  }

  private String signed(byte[] body, String secret) {
    Instant now = clock.instant();
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
      return Signable.of(Map.of("sha256", Base64.getEncoder().encodeToString(hash)))
          .sign(key, secret, now, now.plus(GOOD_FOR));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  private final class Receiver {
    private final URI url;
    private final BlockingQueue<WebhookEvent> events = new ArrayBlockingQueue<>(WAITING);
    private final Thread thread;

    Receiver(URI url) {
      this.url = url;
      this.thread = Thread.ofVirtual().name("webhook").start(this::run);
    }

    void add(WebhookEvent event) {
      if (!events.offer(event)) {
        log.warn("A webhook is too slow: {} {} is not told.", event.getEvent(), event.getId());
      }
    }

    void close() {
      thread.interrupt();
    }

    private void run() {
      try {
        WebhookEvent first = events.take();
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
          for (WebhookEvent event = first; ; event = events.take()) {
            tell(client, event);
          }
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void tell(HttpClient client, WebhookEvent event) throws InterruptedException {
      byte[] body = json(event);
      for (int i = 1; i <= TRIES; i++) {
        if (i > 1) {
          Thread.sleep(PAUSE.multipliedBy(i - 1L));
        }
        String secret = keys.secret(key).orElse("");
        if (secret.isEmpty()) {
          log.error("There is no API key {} (meetings.webhook-key) to sign webhooks with.", key);
          return;
        }
        try {
          HttpRequest request =
              HttpRequest.newBuilder(url)
                  .timeout(PATIENCE)
                  .header("Content-Type", "application/webhook+json")
                  .header("Authorization", signed(body, secret))
                  .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                  .build();
          int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
          if (status / 100 == 2) {
            return;
          }
          log.info("The webhook of {} answered {}.", event.getEvent(), status);
        } catch (IOException e) {
          log.info("The webhook of {} was not reached: {}", event.getEvent(), e.toString());
        }
      }
      log.warn("A webhook is given up: {} {}.", event.getEvent(), event.getId());
    }
  }

  private static byte[] json(WebhookEvent event) {
    try {
      return JsonFormat.printer()
          .omittingInsignificantWhitespace()
          .print(event)
          .getBytes(StandardCharsets.UTF_8);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("only an Any cannot be printed, and there is none", e);
    }
  }
}
