package allmende.sfu.cc;

import allmende.sfu.cc.Demand.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// How what a way bears is divided among the tracks of its receiver: audio first, then something of
/// everything, then more of screens, then more of cameras, the largest first. Those that are shown
/// equally large grow together.
///
/// @param shares one for each demand, in their order
/// @param used bit/s of these
/// @param wanted bit/s if all could be had, which is what to probe for
public record Sharing(List<Share> shares, long used, long wanted) {
  /// Kept free for what is sent again and for reports, in percent.
  private static final int RESERVE = 5;

  /// What is not being sent yet must fit in with so much to spare, in percent, or a rate that sways
  /// would switch layers back and forth.
  private static final int MARGIN = 10;

  public Sharing {
    shares = List.copyOf(shares);
  }

  public static Sharing of(long target, List<Demand> demands) {
    return new Division(target - target * RESERVE / 100, demands).result();
  }

  /// One division that is under way.
  private static final class Division {
    private final List<Demand> demands;
    private final int[] chosen;
    private long left;

    Division(long budget, List<Demand> demands) {
      this.demands = demands;
      left = budget;
      chosen = new int[demands.size()];
      List<Integer> order = new ArrayList<>();
      for (int i = 0; i < chosen.length; i++) {
        chosen[i] = Share.PAUSED;
        order.add(i);
      }
      order.sort(
          Comparator.comparing((Integer i) -> demands.get(i).kind())
              .thenComparing(i -> -demands.get(i).pixels()));
      for (int each : order) {
        if (demands.get(each).kind() == Kind.AUDIO) {
          choose(each, demands.get(each).layers().size() - 1);
        }
      }
      for (int each : order) {
        begin(each);
      }
      int from = 0;
      while (from < order.size()) {
        int to = from + 1;
        while (to < order.size() && areEqual(order.get(from), order.get(to))) {
          to++;
        }
        raiseTogether(order.subList(from, to));
        from = to;
      }
    }

    private boolean areEqual(int a, int b) {
      Demand one = demands.get(a);
      Demand other = demands.get(b);
      return one.kind() == other.kind() && one.pixels() == other.pixels();
    }

    private void raiseTogether(List<Integer> group) {
      boolean raised = true;
      while (raised) {
        raised = false;
        for (int each : group) {
          // Who has nothing yet has been asked before, and it did not fit.
          raised |= chosen[each] != Share.PAUSED && raise(each);
        }
      }
    }

    /// The smallest picture; if that does not fit, as many of its pictures as do.
    private void begin(int i) {
      int next = demands.get(i).whole();
      while (chosen[i] == Share.PAUSED && next >= 0 && !raise(i, next)) {
        next--;
      }
    }

    /// One layer up, if there is one and it fits.
    private boolean raise(int i) {
      int next = chosen[i] + 1;
      return next < demands.get(i).layers().size() && raise(i, next);
    }

    private boolean raise(int i, int next) {
      long more = cost(i, next) - cost(i, chosen[i]);
      boolean isNew = next > demands.get(i).current();
      long needed = isNew ? more + cost(i, next) * MARGIN / 100 : more;
      if (needed > left) {
        return false;
      }
      choose(i, next);
      return true;
    }

    private void choose(int i, int layer) {
      left -= cost(i, layer) - cost(i, chosen[i]);
      chosen[i] = layer;
    }

    private long cost(int i, int layer) {
      return layer == Share.PAUSED ? 0 : demands.get(i).layers().get(layer);
    }

    Sharing result() {
      List<Share> shares = new ArrayList<>();
      long used = 0;
      long wanted = 0;
      for (int i = 0; i < chosen.length; i++) {
        shares.add(new Share(demands.get(i).id(), chosen[i]));
        used += cost(i, chosen[i]);
        wanted += demands.get(i).layers().getLast();
      }
      // So much that the last layer is taken in with its margin and beside the reserve.
      return new Sharing(shares, used, wanted * (100 + MARGIN) / (100 - RESERVE) + 1);
    }
  }
}
