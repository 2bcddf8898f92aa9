package allmende.push;

import allmende.identity.AccountId;
import allmende.platform.problem.Problem;
import allmende.spaces.SpaceId;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The clients of this process that listen, and who of them is to hear what.
///
/// Somebody is told at once when things were quiet, and then once in a while, however much changes.
public final class Push implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Push.class);
  private static final int MOST = 10_000;
  private static final int MOST_PER_ACCOUNT = 64;
  private static final Duration BETWEEN = Duration.ofMillis(500);

  private final Audience audience;
  private final Lines lines;
  private final Duration between;
  private final Map<AccountId, Set<Listening>> clients = new HashMap<>();
  private final Map<AccountId, Waiting> waiting = new HashMap<>();
  private final ScheduledExecutorService later =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("push").factory());
  private int count;

  public Push(Audience audience, Lines lines, MeterRegistry meters) {
    this(audience, lines, meters, BETWEEN);
  }

  Push(Audience audience, Lines lines, MeterRegistry meters, Duration between) {
    this.audience = audience;
    this.lines = lines;
    this.between = between;
    Gauge.builder("allmende.push.clients", this, Push::count)
        .description("Clients that listen for changes.")
        .register(meters);
  }

  /// What somebody is to hear of when the pause is over.
  ///
  /// @param nodes that have changed
  private static final class Waiting {
    private final Set<Long> nodes = new HashSet<>();
    private boolean unnamed;
    private boolean some;

    void add(Change change) {
      some = true;
      nodes.addAll(change.nodes());
      unnamed |= change.nodes().isEmpty() || nodes.size() > Change.MOST;
    }
  }

  /// From now on this client hears of what changes.
  ///
  /// @throws Problem.Unavailable when there are as many as there may be
  public synchronized void join(Listening client) {
    Set<Listening> others = clients.computeIfAbsent(client.account(), _ -> new HashSet<>());
    if (count >= MOST || others.size() >= MOST_PER_ACCOUNT) {
      throw new Problem.Unavailable("There are too many connections.");
    }
    if (others.add(client)) {
      count++;
    }
  }

  public synchronized void leave(Listening client) {
    Set<Listening> others = clients.get(client.account());
    if (others != null && others.remove(client)) {
      count--;
      if (others.isEmpty()) {
        clients.remove(client.account());
      }
    }
  }

  /// Something about this account has changed, perhaps the credential that a client came in with:
  /// its clients come in anew.
  public void end(AccountId account) {
    of(account).forEach(client -> client.end("sign in again"));
  }

  /// What somebody sees has changed as a whole: they had better look.
  public void changed(AccountId account) {
    if (!of(account).isEmpty()) {
      tell(account, new Change(new SpaceId(0), List.of()));
    }
  }

  /// What other processes told may have gone unheard: everybody had better look.
  public void missed() {
    for (AccountId account : accounts()) {
      tell(account, new Change(new SpaceId(0), List.of()));
    }
  }

  /// Another process, or this one, has told of a change.
  public void heard(String text) {
    Change.of(text)
        .ifPresent(change -> {
          for (AccountId account : accounts()) {
            if (audience.hears(account, change.space())) {
              tell(account, change);
            }
          }
        });
  }

  @Override
  public void close() {
    later.shutdownNow();
    for (AccountId account : accounts()) {
      of(account).forEach(client -> client.end("the server stops"));
    }
  }

  private void tell(AccountId account, Change change) {
    synchronized (this) {
      Waiting pause = waiting.get(account);
      if (pause != null) {
        pause.add(change);
        return;
      }
      waiting.put(account, new Waiting());
    }
    Waiting now = new Waiting();
    now.add(change);
    send(account, now);
    try {
      var _ = later.schedule(() -> after(account), between.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      log.debug("the server stops");
    }
  }

  private void after(AccountId account) {
    Waiting told;
    synchronized (this) {
      told = waiting.remove(account);
      if (told == null || !told.some) {
        return;
      }
      waiting.put(account, new Waiting());
    }
    try {
      send(account, told);
    } catch (RuntimeException e) {
      log.warn("somebody was not told of a change", e);
    }
    var _ = later.schedule(() -> after(account), between.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void send(AccountId account, Waiting told) {
    List<Listening> listening = of(account);
    String files = "notify_file";
    String ids = files;
    if (!told.unnamed && listening.stream().anyMatch(Listening::wantsIds)) {
      ids = withIds(told.nodes);
    }
    for (Listening client : listening) {
      client.send(client.wantsIds() ? ids : files);
      client.send("notify_activity");
    }
  }

  /// With the folders above, since a client need not know a new file's id. What is in no tree any
  /// more has none above it: then clients look everywhere.
  private String withIds(Set<Long> nodes) {
    Set<Long> ids = new TreeSet<>();
    for (long node : nodes) {
      List<Long> line = lines.line(node);
      if (line.isEmpty()) {
        return "notify_file";
      }
      ids.addAll(line);
    }
    return "notify_file_id "
        + ids.stream().map(id -> Long.toString(id)).collect(Collectors.joining(",", "[", "]"));
  }

  private synchronized List<AccountId> accounts() {
    return List.copyOf(clients.keySet());
  }

  private synchronized List<Listening> of(AccountId account) {
    return List.copyOf(clients.getOrDefault(account, Set.of()));
  }

  private synchronized int count() {
    return count;
  }
}
