package allmende.bench.sfu;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import livekit.LivekitModels.TrackSource;
import livekit.LivekitModels.TrackType;
import livekit.LivekitRtc.AddTrackRequest;
import livekit.LivekitRtc.Ping;
import livekit.LivekitRtc.SessionDescription;
import livekit.LivekitRtc.SignalRequest;
import livekit.LivekitRtc.SignalResponse;
import org.jspecify.annotations.Nullable;

/// LiveKit's signalling with two peer connections (`/rtc`, protocol/livekit_rtc.proto), which is
/// ours.
final class LiveKitCalls implements Calls {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient http = HttpClient.newHttpClient();
  private final String authority;
  private final String key;
  private final String secret;
  private final List<Participant> participants = new ArrayList<>();
  private final Thread pings;

  LiveKitCalls(String authority, String key, String secret) {
    this.authority = authority;
    this.key = key;
    this.secret = secret;
    this.pings = Thread.ofVirtual().start(this::ping);
  }

  @Override
  public void join(
      String room, @Nullable HeadlessClient sends, HeadlessClient receives, boolean watches)
      throws IOException, InterruptedException {
    String identity = "bench-" + participants.size();
    Participant participant = new Participant(room, receives, watches);
    await(
        http.newWebSocketBuilder()
            .buildAsync(
                URI.create(
                    "ws://%s/rtc?protocol=15&sdk=go&auto_subscribe=%d&access_token=%s"
                        .formatted(
                            authority, watches ? 1 : 0, token(identity, room, sends == null))),
                participant));
    synchronized (participants) {
      participants.add(participant);
    }
    if (sends != null) {
      participant.publish(sends);
    }
  }

  @Override
  public int settle() throws IOException, InterruptedException {
    int all = 0;
    for (Participant each : participants) {
      if (each.watches) {
        long others =
            participants.stream()
                .filter(one -> one != each && one.publishes && one.room.equals(each.room))
                .count();
        each.await((int) others);
        all += (int) others;
      }
    }
    return all;
  }

  @Override
  public void check() throws IOException {
    for (Participant each : participants) {
      if (!each.closed.isEmpty()) {
        throw new IOException(each.closed);
      }
    }
  }

  private void ping() {
    try {
      while (true) {
        Thread.sleep(Duration.ofSeconds(5));
        List<Participant> all;
        synchronized (participants) {
          all = List.copyOf(participants);
        }
        for (Participant each : all) {
          each.send(
              SignalRequest.newBuilder()
                  .setPingReq(Ping.newBuilder().setTimestamp(System.currentTimeMillis()))
                  .build());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// A JSON Web Token (RFC 7519) that lets somebody in.
  private String token(String identity, String room, boolean hidden) {
    long now = System.currentTimeMillis() / 1_000;
    String signed =
        part("{\"alg\":\"HS256\",\"typ\":\"JWT\"}")
            + "."
            + part(
                """
                {"iss":"%s","sub":"%s","nbf":%d,"exp":%d,\
                "video":{"roomJoin":true,"room":"%s","hidden":%s}}\
                """
                    .formatted(key, identity, now - 10, now + 3_600, room, hidden));
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return signed + "." + part(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String part(String json) {
    return part(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String part(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static <T> T await(CompletionStage<T> stage) throws IOException, InterruptedException {
    try {
      return stage.toCompletableFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("The signalling failed.", e);
    }
  }

  @Override
  public void close() {
    pings.interrupt();
    for (Participant each : participants) {
      each.end();
    }
    http.shutdownNow();
  }

  /// Somebody's side of the line.
  private static final class Participant implements WebSocket.Listener {
    final String room;
    final HeadlessClient receives;
    final boolean watches;
    volatile @Nullable WebSocket line;
    volatile boolean publishes;
    volatile String closed = "";
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private final BlockingQueue<SignalResponse> answers = new LinkedBlockingQueue<>();
    private final CompletableFuture<Void> connected = new CompletableFuture<>();
    private int videos;
    private boolean connecting;

    Participant(String room, HeadlessClient receives, boolean watches) {
      this.room = room;
      this.receives = receives;
      this.watches = watches;
    }

    void publish(HeadlessClient sends) throws IOException, InterruptedException {
      publishes = true;
      send(
          SignalRequest.newBuilder()
              .setAddTrack(
                  AddTrackRequest.newBuilder()
                      .setCid("camera")
                      .setName("camera")
                      .setType(TrackType.VIDEO)
                      .setSource(TrackSource.CAMERA)
                      .setWidth(320)
                      .setHeight(180))
              .build());
      take(SignalResponse.MessageCase.TRACK_PUBLISHED);
      send(
          SignalRequest.newBuilder()
              .setOffer(
                  SessionDescription.newBuilder().setType("offer").setSdp(sends.offer()).setId(1))
              .build());
      sends.connect(take(SignalResponse.MessageCase.ANSWER).getAnswer().getSdp(), true);
    }

    private SignalResponse take(SignalResponse.MessageCase kind)
        throws IOException, InterruptedException {
      while (true) {
        SignalResponse next = answers.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (next == null) {
          throw new IOException("No " + kind + " came.");
        }
        if (next.getMessageCase() == kind) {
          return next;
        }
      }
    }

    /// Returns when so many videos are on their way.
    void await(int wanted) throws IOException, InterruptedException {
      synchronized (this) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (videos < wanted) {
          long left = (end - System.nanoTime()) / 1_000_000;
          if (left <= 0) {
            throw new IOException(videos + " of " + wanted + " videos are offered.");
          }
          wait(left);
        }
      }
      LiveKitCalls.await(connected);
    }

    @Override
    public void onOpen(WebSocket opened) {
      line = opened;
      opened.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
      byte[] bytes = new byte[data.remaining()];
      data.get(bytes);
      message.writeBytes(bytes);
      if (last) {
        try {
          heard(SignalResponse.parseFrom(message.toByteArray()));
        } catch (InvalidProtocolBufferException e) {
          throw new UncheckedIOException(e);
        } finally {
          message.reset();
        }
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
      closed = "the server closed the line of one of the clients: " + status + " " + reason;
      return null;
    }

    private void heard(SignalResponse response) {
      if (response.hasLeave()) {
        closed = "the server sent one of the clients away: " + response.getLeave().getReason();
      }
      if (response.hasOffer()) {
        offered(receives, response.getOffer());
      } else if (response.hasAnswer() || response.hasTrackPublished()) {
        answers.add(response);
      }
    }

    private void offered(HeadlessClient client, SessionDescription offer) {
      send(
          SignalRequest.newBuilder()
              .setAnswer(
                  SessionDescription.newBuilder()
                      .setType("answer")
                      .setSdp(client.answer(offer.getSdp()))
                      .setId(offer.getId()))
              .build());
      synchronized (this) {
        videos = (int) offer.getSdp().lines().filter(line -> line.startsWith("m=video ")).count();
        notifyAll();
        if (connecting) {
          return;
        }
        connecting = true;
      }
      Thread.ofVirtual()
          .start(() -> {
            try {
              client.connect(offer.getSdp(), false);
              connected.complete(null);
            } catch (IOException | RuntimeException e) {
              connected.completeExceptionally(e);
            }
          });
    }

    /// One message after the other, as a WebSocket wants it.
    synchronized void send(SignalRequest request) {
      if (!closed.isEmpty()) {
        return;
      }
      Objects.requireNonNull(line, "not open yet")
          .sendBinary(ByteBuffer.wrap(request.toByteArray()), true)
          .join();
    }

    void end() {
      WebSocket to = line;
      if (to != null) {
        to.abort();
      }
    }
  }
}
