package allmende.bench;

import allmende.packaged.Answer;
import allmende.packaged.Endpoint;
import allmende.packaged.Request;
import allmende.packaged.Wire;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/// Some clients that each send their next request as soon as they have the answer to the last.
final class Load {
  private Load() {}

  /// What came of it.
  ///
  /// @param seconds by the clock on the wall
  /// @param nanos each request's time, sorted
  /// @param statuses how often each; 0 stands for a connection that broke
  record Result(double seconds, long[] nanos, Map<Integer, Integer> statuses) {
    double rate() {
      return nanos.length / seconds;
    }

    double millis(double quantile) {
      return nanos[(int) Math.min(nanos.length - 1, nanos.length * quantile)] / 1e6;
    }

    /// How many were not answered with a 2xx.
    int failures() {
      return statuses.entrySet().stream()
          .filter(status -> status.getKey() / 100 != 2)
          .mapToInt(Map.Entry::getValue)
          .sum();
    }
  }

  /// A request of a chain.
  interface Step {
    Request of(int chain, int step);
  }

  /// Every client takes the next request of all.
  static Result run(Endpoint endpoint, int clients, int requests, IntFunction<Request> make)
      throws InterruptedException {
    return runChains(endpoint, clients, requests, 1, (item, _) -> make.apply(item));
  }

  /// Every client takes the next chain of requests, and goes through it step by step.
  static Result runChains(Endpoint endpoint, int clients, int chains, int steps, Step make)
      throws InterruptedException {
    AtomicInteger next = new AtomicInteger();
    long[] nanos = new long[chains * steps];
    Map<Integer, Integer> statuses = new ConcurrentHashMap<>();
    long began = System.nanoTime();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      threads.add(
          Thread.ofPlatform()
              .start(() -> new Client(endpoint, make, steps, next, nanos, statuses).run()));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    Arrays.sort(nanos);
    return new Result(seconds, nanos, new TreeMap<>(statuses));
  }

  private record Client(
      Endpoint endpoint,
      Step make,
      int steps,
      AtomicInteger next,
      long[] nanos,
      Map<Integer, Integer> statuses) {
    void run() {
      Optional<Wire> wire = Optional.empty();
      for (int chain; (chain = next.getAndIncrement()) < nanos.length / steps; ) {
        for (int step = 0; step < steps; step++) {
          try {
            if (wire.isEmpty()) {
              wire = Optional.of(new Wire(endpoint));
            }
            wire = send(wire.get(), make.of(chain, step), chain * steps + step);
          } catch (IOException e) {
            wire.ifPresent(Wire::close);
            wire = Optional.empty();
            statuses.merge(0, 1, Integer::sum);
          }
        }
      }
      wire.ifPresent(Wire::close);
    }

    /// Says which connection the next request may use.
    private Optional<Wire> send(Wire wire, Request request, int item) throws IOException {
      long began = System.nanoTime();
      Answer answer = wire.ask(request, OutputStream.nullOutputStream());
      nanos[item] = System.nanoTime() - began;
      statuses.merge(answer.status(), 1, Integer::sum);
      if ("close".equalsIgnoreCase(answer.header("connection").orElse(""))) {
        wire.close();
        return Optional.empty();
      }
      return Optional.of(wire);
    }
  }
}
