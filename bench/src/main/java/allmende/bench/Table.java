package allmende.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What was measured, as one Markdown table.
public final class Table {
  private final List<List<String>> rows = new ArrayList<>();

  /// An empty one.
  public Table() {
    rows.add(List.of("what", "ours", "peer's", "ratio", "target", "met"));
  }

  /// A figure with a target for its ratio to the peer's.
  ///
  /// @param target how many times the peer's it may be at the most; from `atLeast` on, at the least
  public void row(
      String what, double ours, double peers, String unit, double target, boolean atLeast) {
    double ratio = ours / peers;
    boolean met = atLeast ? ratio >= target : ratio <= target;
    add(
        what,
        number(ours) + " " + unit,
        number(peers) + " " + unit,
        number(ratio),
        (atLeast ? "≥ " : "≤ ") + number(target),
        met ? "yes" : "NO");
  }

  /// A figure with a limit of its own.
  public void limit(String what, double ours, String peers, String unit, double limit) {
    add(
        what,
        number(ours) + " " + unit,
        peers,
        "",
        "≤ " + number(limit) + " " + unit,
        ours <= limit ? "yes" : "NO");
  }

  /// A figure that nothing is promised about.
  public void note(String what, String ours, String peers, double ratio) {
    add(what, ours, peers, Double.isNaN(ratio) ? "" : number(ratio), "", "");
  }

  /// As many digits as mean something.
  public static String number(double value) {
    String format =
        value == 0
            ? "%.0f"
            : value < 1 ? "%.3f" : value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%,.0f";
    return String.format(Locale.ROOT, format, value);
  }

  /// All of it.
  public String markdown() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < rows.size(); i++) {
      text.append("| ").append(String.join(" | ", rows.get(i))).append(" |\n");
      if (i == 0) {
        text.append("|---|---|---|---|---|---|\n");
      }
    }
    return text.toString();
  }

  private void add(String... cells) {
    rows.add(List.of(cells));
    System.err.println("  " + String.join(" | ", cells));
  }
}
