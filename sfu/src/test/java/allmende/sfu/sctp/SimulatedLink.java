package allmende.sfu.sctp;

import java.util.Arrays;
import java.util.PriorityQueue;
import java.util.Random;

/// Two ends and a link between them that loses, delays, repeats and reorders, in a time of its own.
/// The same seed always makes the same trouble.
final class SimulatedLink {
  /// One end, as the link sees it.
  interface End {
    int poll(byte[] out, int offset, long now);

    void receive(byte[] bytes, int offset, int length, long now);

    long nextTimeout();

    void advance(long now);
  }

  private record InFlight(long at, long number, int to, byte[] packet)
      implements Comparable<InFlight> {
    @Override
    public int compareTo(InFlight other) {
      int byTime = Long.compare(at, other.at);
      return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
  }

  static final long MILLI = 1_000_000L;

  private final Random random;
  private final End[] ends;
  private final PriorityQueue<InFlight> flying = new PriorityQueue<>();
  private final byte[] buffer = new byte[2_000];
  double loss;
  double repetition;
  long delay = 10 * MILLI;
  long jitter;
  boolean cut;
  long packets;
  private long now = 1_000 * MILLI;

  SimulatedLink(long seed, End first, End second) {
    random = new Random(seed);
    ends = new End[] {first, second};
  }

  long now() {
    return now;
  }

  /// Lets a time pass.
  void run(long millis) {
    long until = now + millis * MILLI;
    while (true) {
      flush();
      long next = Math.min(ends[0].nextTimeout(), ends[1].nextTimeout());
      InFlight first = flying.peek();
      if (first != null) {
        next = Math.min(next, first.at);
      }
      if (next > until) {
        now = until;
        return;
      }
      now = Math.max(now, next);
      if (first != null && first.at <= now) {
        flying.remove();
        ends[first.to].receive(first.packet, 3, first.packet.length - 3, now);
      } else {
        ends[0].advance(now);
        ends[1].advance(now);
      }
    }
  }

  private void flush() {
    for (int from = 0; from < 2; from++) {
      int length = ends[from].poll(buffer, 0, now);
      while (length > 0) {
        packets++;
        put(1 - from, length);
        if (random.nextDouble() < repetition) {
          put(1 - from, length);
        }
        length = ends[from].poll(buffer, 0, now);
      }
    }
  }

  private void put(int to, int length) {
    if (cut || random.nextDouble() < loss) {
      return;
    }
    // Three bytes in front: nobody may rely on a packet lying at the beginning.
    byte[] packet = new byte[length + 3];
    System.arraycopy(buffer, 0, packet, 3, length);
    long late = jitter == 0 ? 0 : random.nextLong(jitter);
    flying.add(new InFlight(now + delay + late, packets, to, packet));
  }

  /// A copy of the packet that an end would send next.
  byte[] takeFrom(int end) {
    int length = ends[end].poll(buffer, 0, now);
    return Arrays.copyOf(buffer, length);
  }
}
