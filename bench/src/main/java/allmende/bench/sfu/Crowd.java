package allmende.bench.sfu;

import allmende.protocols.rtp.RtpHeaderWriter;
import allmende.sfu.dtls.DtlsIdentity;
import allmende.sfu.srtp.SrtpProfile;
import allmende.sfu.srtp.SrtpScratch;
import java.io.IOException;
import java.nio.channels.Selector;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Many headless clients of one server: one thread sends for all who publish, one receives for all.
final class Crowd implements AutoCloseable {
  static final int FRAMES_A_SECOND = 25;
  static final int PACKETS_A_FRAME = 5;
  private static final long SECOND = 1_000_000_000L;
  private static final long KEEP_ALIVE = 2 * SECOND;

  private final Calls calls;
  private final SrtpProfile profile;
  private final DtlsIdentity identity = DtlsIdentity.make(new SecureRandom(), Clock.systemUTC());
  private final List<HeadlessClient> publishers = new ArrayList<>();
  private final List<HeadlessClient> subscribers = new ArrayList<>();

  /// Everybody who watches nothing: who publishes, and the other half of the pair of one who does
  /// no more than that.
  private final List<HeadlessClient> silent = new ArrayList<>();

  private final Delays delays = new Delays();
  private final List<Thread> threads = new ArrayList<>();
  private int subscriptions;
  private volatile boolean ends;
  private volatile @Nullable IOException failure;

  Crowd(Calls calls, SrtpProfile profile) {
    this.calls = calls;
    this.profile = profile;
  }

  /// Lets one more in, who publishes or watches everybody else in the room, or both.
  void join(String room, boolean publishes, boolean watches)
      throws IOException, InterruptedException {
    HeadlessClient sends = publishes ? client() : null;
    if (sends != null) {
      publishers.add(sends);
      silent.add(sends);
    }
    HeadlessClient receives = client();
    (watches ? subscribers : silent).add(receives);
    calls.join(room, sends, receives, watches);
  }

  private HeadlessClient client() throws IOException {
    return new HeadlessClient(identity, profile, new SrtpScratch());
  }

  /// Has media flow.
  void start() throws IOException, InterruptedException {
    subscriptions = calls.settle();
    threads.add(Thread.ofPlatform().daemon().name("crowd-sends").start(() -> keep(this::send)));
    threads.add(
        Thread.ofPlatform().daemon().name("crowd-receives").start(() -> keep(this::receive)));
  }

  private interface Work {
    void run() throws IOException, InterruptedException;
  }

  private void keep(Work work) {
    try {
      work.run();
    } catch (IOException e) {
      failure = e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Each publisher has its own moment within the time of a frame.
  private void send() throws IOException, InterruptedException {
    RtpHeaderWriter headers = new RtpHeaderWriter();
    long began = System.nanoTime();
    long step = SECOND / FRAMES_A_SECOND / publishers.size();
    long checked = 0;
    for (int frame = 0; !ends; frame++) {
      for (int i = 0; i < publishers.size(); i++) {
        long due = began + frame * (SECOND / FRAMES_A_SECOND) + i * step;
        long early = due - System.nanoTime();
        if (early > 0) {
          Thread.sleep(early / 1_000_000, (int) (early % 1_000_000));
        }
        publishers.get(i).sendFrame(frame, PACKETS_A_FRAME, headers);
      }
      if (System.nanoTime() - checked > KEEP_ALIVE) {
        checked = System.nanoTime();
        for (HeadlessClient client : silent) {
          client.keepAlive();
        }
      }
    }
  }

  private void receive() throws IOException {
    try (Selector selector = Selector.open()) {
      for (HeadlessClient client : subscribers) {
        client.register(selector);
      }
      for (HeadlessClient client : publishers) {
        client.register(selector);
      }
      long checked = System.nanoTime();
      int turn = 0;
      while (!ends) {
        selector.select(
            key -> {
              try {
                ((HeadlessClient) key.attachment()).receive(delays);
              } catch (IOException e) {
                failure = e;
              }
            },
            100);
        // A few of them at a time, as they would be.
        long now = System.nanoTime();
        while (now - checked > KEEP_ALIVE / subscribers.size()) {
          checked += KEEP_ALIVE / subscribers.size();
          HeadlessClient client = subscribers.get(turn++ % subscribers.size());
          client.keepAlive();
          client.report();
        }
      }
    }
  }

  long received() {
    return subscribers.stream().mapToLong(HeadlessClient::received).sum();
  }

  /// What should arrive in a second.
  double expected() {
    return (double) subscriptions * FRAMES_A_SECOND * PACKETS_A_FRAME;
  }

  /// Everybody with a connection.
  int clients() {
    return publishers.size() + subscribers.size();
  }

  Delays delays() {
    return delays;
  }

  /// That everybody gets something, and what they get is genuine.
  void check() throws IOException {
    if (failure != null) {
      throw new IOException("The clients failed.", failure);
    }
    calls.check();
    long without = subscribers.stream().filter(each -> each.received() == 0).count();
    long forged = subscribers.stream().mapToLong(HeadlessClient::forged).sum();
    if (without > 0 || forged > 0) {
      throw new IOException(without + " subscribers get nothing, " + forged + " packets forged");
    }
  }

  @Override
  public void close() throws IOException {
    ends = true;
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    for (HeadlessClient client : subscribers) {
      client.close();
    }
    for (HeadlessClient client : silent) {
      client.close();
    }
    calls.close();
  }
}
